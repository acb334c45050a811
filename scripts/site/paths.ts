import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";

/** The repository's root, whatever directory a script was started from. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const source = join(root, "src");
export const output = join(root, "dist");
export const cache = join(source, ".observablehq", "cache");
