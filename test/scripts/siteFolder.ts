import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {dirname, join, relative, sep} from "node:path";
import {afterEach} from "vitest";
import {listFiles} from "../../scripts/site/listFiles.js";

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, {recursive: true});
});

/** Writes a site of the given files for one test. */
export function siteFolder(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), "site-"));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), {recursive: true});
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** The files of a site whose names end so, by path from its root. */
export function readSite(folder: string, ending: string): Record<string, string> {
  return Object.fromEntries(
    listFiles(folder, ending).map((file) => [relative(folder, file).split(sep).join("/"), readFileSync(file, "utf8")]),
  );
}
