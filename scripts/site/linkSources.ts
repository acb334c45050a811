import {lstatSync, readlinkSync, rmSync, symlinkSync} from "node:fs";
import {join, resolve} from "node:path";
import {root, source} from "./paths.js";

/**
 * Makes src/lib and src/data links to lib/ and data/, for Framework takes no code from outside its source root. The links
 * are in the repository, but a checkout on Windows without the right to make links leaves a text file in each one's place.
 */
export function linkSources(): void {
  for (const name of ["lib", "data"]) {
    const link = join(source, name);
    const stat = lstatSync(link, {throwIfNoEntry: false});
    if (stat?.isSymbolicLink() && resolve(source, readlinkSync(link)) === join(root, name)) continue;
    if (stat?.isDirectory()) throw new Error(`src/${name}: expected a link to ../${name}, got a directory; remove it`);
    rmSync(link, {force: true});
    // A junction needs no special right on Windows, but takes only absolute targets.
    if (process.platform === "win32") symlinkSync(join(root, name), link, "junction");
    else symlinkSync(`../${name}`, link, "dir");
  }
}
