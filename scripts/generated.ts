import {mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {format, resolveConfig} from "prettier";

/** A generated file. */
export interface GeneratedFile {
  /** From the root of the repository. */
  readonly path: string;
  readonly text: string;
}

const root = new URL("../", import.meta.url);

/** A generated file, formatted as the repository is. */
export async function formatted(path: string, source: string): Promise<GeneratedFile> {
  const filepath = fileURLToPath(new URL(path, root));
  return {path, text: await format(source, {...(await resolveConfig(filepath)), filepath})};
}

/** Runs a script that generates files: writes those that changed, and says in one line what went wrong. */
export async function write(generate: () => Promise<readonly GeneratedFile[]>): Promise<void> {
  try {
    for (const {path, text} of await generate()) {
      const changed = present(path) !== text;
      if (changed) {
        mkdirSync(new URL("./", new URL(path, root)), {recursive: true});
        writeFileSync(new URL(path, root), text);
      }
      process.stderr.write(`${changed ? "wrote" : "unchanged"} ${path}\n`);
    }
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

/** Whether a module is what Node was started with, and not one that another imports. */
export function isMain(url: string): boolean {
  return process.argv[1] !== undefined && fileURLToPath(url) === process.argv[1];
}

/** Text of a file as it is checked in; null where there is none. */
function present(path: string): string | null {
  try {
    return readFileSync(new URL(path, root), "utf8");
  } catch {
    return null;
  }
}
