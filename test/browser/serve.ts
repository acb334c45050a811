import {existsSync} from "node:fs";
import {join, relative, sep} from "node:path";
import {listFiles} from "../../scripts/site/listFiles.js";
import {output} from "../../scripts/site/paths.js";
import {serveFolder} from "../../scripts/site/serveFolder.js";
import type {ServedFolder} from "../../scripts/site/serveFolder.js";

/** Serves the built site on a port that the system chooses. */
export function serve(): Promise<ServedFolder> {
  if (!existsSync(join(output, "index.html"))) throw new Error("dist/ holds no site; run npm run build first");
  return serveFolder(output, 0);
}

/** Pages of items that stand for all of them where each page is looked at from all sides. */
const exemplary = ["catalog/hardware/h100-sxm.html", "catalog/models/llama-3.1-8b.html"];

/** The addresses, from the site's root, of the pages that were built; of those of the catalog's items two. */
export function listPages(): string[] {
  const items = new Set(listItemPages());
  return listBuilt().filter((path) => !items.has(path) || exemplary.includes(path));
}

/** The addresses of the pages of the catalog's items. */
export function listItemPages(): string[] {
  return listBuilt().filter((path) => /^catalog\/(?:hardware|models)\//.test(path));
}

function listBuilt(): string[] {
  return listFiles(output, ".html").map((file) => relative(output, file).split(sep).join("/"));
}
