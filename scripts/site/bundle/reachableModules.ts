import {existsSync, readFileSync} from "node:fs";
import {join, posix} from "node:path";
import {importsOf} from "../importsOf.js";

/**
 * The given modules of a built site and all that they import, directly or not, by path from the site's root. What does not
 * exist is left out, for Framework's client names every library that it could load; so is what is not within the limits.
 */
export function reachableModules(
  folder: string,
  roots: Iterable<string>,
  isWithin: (path: string) => boolean = () => true,
): Set<string> {
  const found = new Set<string>();
  const visit = (path: string): void => {
    if (found.has(path) || !path.endsWith(".js") || !isWithin(path) || !existsSync(join(folder, path))) return;
    found.add(path);
    for (const specifier of importsOf(readFileSync(join(folder, path), "utf8"))) {
      if (/^\.\.?\//.test(specifier)) visit(posix.join(posix.dirname(path), specifier));
    }
  };
  for (const root of roots) visit(root);
  return found;
}
