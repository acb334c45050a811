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

/** The addresses, from the site's root, of all pages that were built. */
export function listPages(): string[] {
  return listFiles(output, ".html").map((file) => relative(output, file).split(sep).join("/"));
}
