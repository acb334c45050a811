import {basename, resolve} from "node:path";
import {build} from "esbuild";
import type {Entry} from "./planEntries.js";
import {sitePlugin} from "./sitePlugin.js";

/** The bundles of a site. */
export interface Bundles {
  /** File contents by path from the site's root. */
  files: Map<string, Uint8Array>;
  /** For each entry's name its file, and after it all that this file needs before it can run. */
  entries: Map<string, string[]>;
}

/** The folder of the bundles: the one in which Framework puts what pages import. */
const outputFolder = "_import";

/**
 * Bundles a site's modules: the code that several entries use lies in files of its own, what none uses is left out, and each
 * file's name holds the hash of its contents, so that it can be cached for ever.
 */
export async function bundleModules(folder: string, packages: string, entries: Entry[]): Promise<Bundles> {
  const {metafile, outputFiles, warnings} = await build({
    entryPoints: entries.map(({name}) => ({in: `entry:${name}`, out: name})),
    plugins: [sitePlugin(resolve(folder), packages, entries)],
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: ["es2022"],
    charset: "utf8",
    legalComments: "none",
    logLevel: "silent",
    metafile: true,
    write: false,
    // The hashes are also over the modules' paths from here, which must be the same wherever the checkout lies, and also
    // where its node_modules is a link.
    absWorkingDir: resolve(folder),
    preserveSymlinks: true,
    outdir: outputFolder,
    entryNames: "[name].[hash]",
    chunkNames: "_shared.[hash]",
  });

  for (const {text} of warnings) console.warn(text);

  const outputs = new Map(Object.entries(metafile.outputs).map(([path, output]) => [basename(path), output]));
  const needs = (file: string, found = new Set<string>()): Set<string> => {
    found.add(file);
    for (const {path, kind, external} of outputs.get(file)?.imports ?? []) {
      const needed = basename(path);
      if (kind === "import-statement" && !external && !found.has(needed)) needs(needed, found);
    }
    return found;
  };
  const published = (file: string): string => `${outputFolder}/${file}`;
  return {
    files: new Map(outputFiles.map(({path, contents}) => [published(basename(path)), contents])),
    entries: new Map(
      entries.map(({name}) => {
        const file = [...outputs.keys()].find((output) => /^(.*)\.[0-9A-Z]{8}\.js$/.exec(output)?.[1] === name);
        if (file === undefined) throw new Error(`${name}: expected esbuild to write a bundle of it`);
        return [name, Array.from(needs(file), published)];
      }),
    ),
  };
}
