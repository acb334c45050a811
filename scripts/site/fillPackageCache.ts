import {existsSync, mkdirSync, readFileSync, readdirSync, rmSync} from "node:fs";
import {createRequire} from "node:module";
import {dirname, join} from "node:path";
import {build} from "esbuild";
import {cache, root} from "./paths.js";

const require = createRequire(join(root, "package.json"));

/** Packages that pages reach as `npm:NAME`, bundled from node_modules: the implicit globals that we use, and arquero. */
const bundled = ["arquero", "htl"];

/**
 * Fills Framework's cache of npm packages, so that a build asks no other host for anything.
 *
 * Framework resolves the version of everything that its standard library could import, used or not: a folder NAME@VERSION
 * in the cache is answer enough. Where a page does use a package, its bundle must lie in that folder; of what is not in
 * `bundled` there is none, and using it fails the build (see forbidNetwork.mjs).
 */
export async function fillPackageCache(): Promise<void> {
  const packages = join(cache, "_npm");
  // Bundles of former versions would be found first.
  rmSync(packages, {recursive: true, force: true});
  for (const name of standardLibraryImports()) {
    if (!bundled.includes(name)) mkdirSync(join(packages, `${name}@0.0.0`), {recursive: true});
  }
  await Promise.all(
    bundled.map(async (name) => {
      await build({
        stdin: {contents: `export * from ${JSON.stringify(name)};`, resolveDir: root},
        bundle: true,
        format: "esm",
        platform: "browser",
        target: ["es2022"],
        minify: true,
        legalComments: "none",
        logLevel: "error",
        outfile: join(packages, `${name}@${installedVersion(name)}`, "_esm.js"),
      });
    }),
  );
}

/** Names of the packages that Framework's client may import, read from its source so that an upgrade cannot outdate them. */
function standardLibraryImports(): Set<string> {
  const framework = dirname(findPackage("@observablehq/framework"));
  const client = join(framework, "dist", "client");
  const names = new Set<string>();
  const files = readdirSync(client, {recursive: true, encoding: "utf8"}).filter((file) => file.endsWith(".js"));
  for (const file of [...files.map((f) => join(client, f)), join(framework, "dist", "libraries.js")]) {
    for (const [, name] of readFileSync(file, "utf8").matchAll(/["']npm:((?:@[\w.-]+\/)?[\w.-]+)/g)) names.add(name!);
  }
  return names.add("isoformat").add("htl");
}

function installedVersion(name: string): string {
  return (JSON.parse(readFileSync(findPackage(name), "utf8")) as {version: string}).version;
}

/** The path of an installed package's package.json, found without its `exports`, which need not list that file. */
function findPackage(name: string): string {
  for (const folder of require.resolve.paths(name) ?? []) {
    const file = join(folder, name, "package.json");
    if (existsSync(file)) return file;
  }
  throw new Error(`${name}: not installed; run npm ci`);
}
