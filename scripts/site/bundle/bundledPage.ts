import {posix} from "node:path";
import {readPageImports} from "./readPageImports.js";
import type {UsedModule} from "./planEntries.js";

/** A module that a page's script imports, and where the page's HTML names it. */
export interface PageModule extends UsedModule {
  start: number;
  end: number;
}

/** What takes the place of a page's modules; all paths are from the site's root. */
export interface PageBundles {
  /** The bundle that stands for a module. */
  bundleOf: (module: string) => string;
  /** Whether a module is in the bundles, so that the page need not load it. */
  isBundled: (module: string) => boolean;
  /** All that the page loads in the modules' stead. */
  preloads: string[];
}

/** Whether a path from the site's root is that of a module that may be bundled: any but Framework's own. */
export function isBundleable(path: string): boolean {
  return /^_(?:import|node|npm)\/.*\.js$/.test(path);
}

/** The modules that the scripts of a page import and that may be bundled. */
export function findModules(page: string, html: string): PageModule[] {
  return Array.from(html.matchAll(/<script type="module">([^]*?)<\/script>/g)).flatMap(({0: tag, 1: script, index}) => {
    const offset = index + tag.indexOf(">") + 1;
    return readPageImports(script!)
      .map(({specifier, names, start, end}) => ({
        path: posix.join(posix.dirname(page), specifier),
        names,
        start: offset + start,
        end: offset + end,
      }))
      .filter(({path}) => isBundleable(path));
  });
}

/**
 * Has a page import bundles in place of modules, and preload every one of them at once: a file that is found only by reading
 * another one comes a round trip later.
 */
export function linkBundles(page: string, html: string, modules: PageModule[], bundles: PageBundles): string {
  const {bundleOf, isBundled, preloads} = bundles;
  const link = (path: string): string => {
    const relative = posix.relative(posix.dirname(page), path);
    return relative.startsWith(".") ? relative : `./${relative}`;
  };
  for (const {path, start, end} of modules.toSorted((a, b) => b.start - a.start)) {
    html = html.slice(0, start) + link(bundleOf(path)) + html.slice(end);
  }
  // In the place of the first that is dropped.
  let added = preloads.map((path) => `<link rel="modulepreload" href="${link(path)}">\n`).join("");
  html = html.replace(/<link rel="modulepreload" href="([^"]*)">\n/g, (element, href: string) => {
    if (!isBundled(posix.join(posix.dirname(page), href))) return element;
    const replacement = added;
    added = "";
    return replacement;
  });
  if (added !== "") throw new Error(`${page}: expected modulepreload links; has Framework's page template changed?`);
  return html;
}
