import {readdirSync} from "node:fs";
import {join} from "node:path";

/** The files under a folder whose names end so, sorted, as absolute paths. */
export function listFiles(folder: string, ending: string): string[] {
  return readdirSync(folder, {recursive: true, encoding: "utf8"})
    .filter((file) => file.endsWith(ending))
    .sort()
    .map((file) => join(folder, file));
}
