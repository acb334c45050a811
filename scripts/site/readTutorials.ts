import {readdirSync} from "node:fs";
import {join} from "node:path";
import {source} from "./paths.js";
import {readFrontMatter} from "./readFrontMatter.js";
import type {FrontMatter} from "./readFrontMatter.js";

/** A tutorial as the index, the navigation and the pager list it. */
export interface Tutorial extends FrontMatter {
  title: string;
  /** The page's path from the site's root, without extension. */
  path: string;
}

/** Lists the tutorials in reading order, from their front matter: a new file in src/tutorials needs no other edit. */
export function readTutorials(): Tutorial[] {
  const tutorials: Tutorial[] = [];
  for (const file of readdirSync(join(source, "tutorials")).sort()) {
    if (!file.endsWith(".md") || file === "index.md") continue;
    const path = `/tutorials/${file.slice(0, -".md".length)}`;
    const {title, ...rest} = readFrontMatter(path);
    if (rest.draft) continue;
    if (!title)
      throw new Error(`src${path}.md: expected a front matter with a title, such as "title: The ridge point"`);
    tutorials.push({title, path, ...rest});
  }
  return tutorials.sort((a, b) => (a.order ?? Infinity) - (b.order ?? Infinity) || 0);
}
