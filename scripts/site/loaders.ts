import {existsSync, readdirSync, rmSync, utimesSync} from "node:fs";
import {join} from "node:path";
import {cache, root} from "./paths.js";

/**
 * Drops what the data loaders wrote. Framework reruns a loader only when its own file is newer than its output, and a build
 * does not even look: a change of a YAML file, or of code that the loader imports, would go unseen.
 */
export function clearLoaderOutput(): void {
  if (!existsSync(cache)) return;
  for (const name of readdirSync(cache)) {
    // Framework's own parts of the cache are named _npm, _node, _build.json and the like.
    if (!name.startsWith("_")) rmSync(join(cache, name), {recursive: true, force: true});
  }
}

/**
 * Makes a running preview run the data loaders again and tell open pages: it watches each loader's own file, and compares
 * modification times.
 */
export function touchLoaders(): void {
  const now = new Date();
  for (const file of readdirSync(join(root, "data"), {recursive: true, encoding: "utf8"})) {
    // NAME.EXTENSION.ts is a loader of NAME.EXTENSION; NAME.ts is a module of ours.
    if (/\.\w+\.ts$/.test(file) && !/\.(d|test)\.ts$/.test(file)) utimesSync(join(root, "data", file), now, now);
  }
}
