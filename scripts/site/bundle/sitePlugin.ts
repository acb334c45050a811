import {readFileSync} from "node:fs";
import {relative, resolve, sep} from "node:path";
import type {OnResolveResult, Plugin, PluginBuild} from "esbuild";
import {entryText, type Entry} from "./planEntries.js";

/** The name of an installed package in the path that Framework gives to its main module, in _node/ or in _npm/. */
const mainModule = /^_(?:node|npm)\/((?:@[\w.-]+\/)?[\w.-]+)@[^/]+\/(?:index\.)?[0-9a-f]{8}\.js$/;

/**
 * Tells esbuild what the modules of a built site are: entries by name (`entry:NAME`), and below them
 *
 * - Framework's own modules, which stay outside: the pages import them too, and there must be one runtime;
 * - packages, taken from node_modules instead of from Framework's bundle of each, so that what is unused falls away and
 *   the package itself says what has side effects;
 * - our own modules, none of which does anything at its import, so that those of which nothing is used are dropped.
 */
export function sitePlugin(folder: string, packages: string, entries: Entry[]): Plugin {
  const byName = new Map(entries.map((entry) => [entry.name, entry]));

  const resolveModule = async (build: PluginBuild, path: string): Promise<OnResolveResult> => {
    const name = relative(folder, path).split(sep).join("/");
    // Relative to _import/, where the bundles lie.
    if (name.startsWith("_observablehq/")) return {path: `../${name}`, external: true};
    if (name.startsWith("_import/")) return {path, sideEffects: false};
    const [, installed] = mainModule.exec(name) ?? [];
    if (installed !== undefined) {
      const found = await build.resolve(installed, {resolveDir: packages, kind: "import-statement"});
      if (found.errors.length === 0) return found;
    }
    return {path};
  };

  return {
    name: "site",
    setup(build) {
      build.onResolve({filter: /^entry:/}, async ({path}) => {
        const entry = byName.get(path.slice("entry:".length))!;
        if (entryText(entry) === undefined) return resolveModule(build, resolve(folder, entry.modules[0]!.path));
        return {path: entry.name, namespace: "entry"};
      });
      build.onLoad({filter: /./, namespace: "entry"}, ({path}) => ({
        contents: entryText(byName.get(path)!)!,
        resolveDir: folder,
      }));
      build.onResolve({filter: /^\.\.?\//}, ({path, resolveDir}) => {
        const target = resolve(resolveDir, path);
        return target.startsWith(folder + sep) ? resolveModule(build, target) : undefined;
      });
      build.onLoad({filter: /\.js$/}, ({path}) => {
        const name = relative(folder, path).split(sep).join("/");
        if (!name.startsWith("_import/")) return undefined;
        const contents = readFileSync(path, "utf8");
        if (/\bimport\.meta\b/.test(contents)) {
          const text = `${name}: a bundled module has no address of its own; keep FileAttachment and import.meta in pages`;
          return {errors: [{text}]};
        }
        return {contents, loader: "js"};
      });
    },
  };
}
