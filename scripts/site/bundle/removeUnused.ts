import {existsSync, readFileSync, readdirSync, rmSync, rmdirSync} from "node:fs";
import {join, posix, relative, sep} from "node:path";
import {listFiles} from "../listFiles.js";
import {reachableModules} from "./reachableModules.js";

/** The folders in which Framework puts the modules that pages import, and nothing that has another use. */
const folders = ["_import", "_node", "_npm"];

/** Removes the modules of a built site that no page names and no module that a page names imports. */
export function removeUnused(folder: string): void {
  const named = new Set<string>();
  for (const file of listFiles(folder, ".html")) {
    const page = relative(folder, file).split(sep).join("/");
    for (const [, link] of readFileSync(file, "utf8").matchAll(/["'](\.\.?\/[^"'\s]+\.js)["']/g)) {
      named.add(posix.join(posix.dirname(page), link!));
    }
  }
  const used = reachableModules(folder, named);
  for (const name of folders) {
    if (!existsSync(join(folder, name))) continue;
    for (const file of listFiles(join(folder, name), ".js")) {
      if (!used.has(relative(folder, file).split(sep).join("/"))) rmSync(file);
    }
    removeEmpty(join(folder, name));
  }
}

function removeEmpty(folder: string): void {
  for (const entry of readdirSync(folder, {withFileTypes: true})) {
    if (entry.isDirectory()) removeEmpty(join(folder, entry.name));
  }
  if (readdirSync(folder).length === 0) rmdirSync(folder);
}
