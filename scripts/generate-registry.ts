import {readFileSync, writeFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {format, resolveConfig} from "prettier";
import {readCatalog} from "../data/readCatalog.js";
import type {Catalog} from "../lib/catalog/types.js";
import {provenanceSource, registrySource} from "./registrySource.js";

/** A generated file. */
export interface GeneratedFile {
  /** From the root of the repository. */
  readonly path: string;
  readonly text: string;
}

const root = new URL("../", import.meta.url);

/** The generated modules of a catalog, formatted as the repository is. Same catalog, same bytes. */
export async function generate(catalog: Catalog): Promise<readonly GeneratedFile[]> {
  const modules = [
    {path: "lib/catalog/registry.generated.ts", source: registrySource(catalog)},
    {path: "lib/catalog/provenance.generated.ts", source: provenanceSource(catalog)},
  ];
  return Promise.all(
    modules.map(async ({path, source}) => {
      const filepath = fileURLToPath(new URL(path, root));
      return {path, text: await format(source, {...(await resolveConfig(filepath)), filepath})};
    }),
  );
}

/** Text of a file as it is checked in; null where there is none. */
function present(path: string): string | null {
  try {
    return readFileSync(new URL(path, root), "utf8");
  } catch {
    return null;
  }
}

/** Writes the generated modules that changed. */
async function main(): Promise<void> {
  for (const {path, text} of await generate(readCatalog())) {
    const changed = present(path) !== text;
    if (changed) writeFileSync(new URL(path, root), text);
    process.stderr.write(`${changed ? "wrote" : "unchanged"} ${path}\n`);
  }
}

if (process.argv[1] !== undefined && fileURLToPath(import.meta.url) === process.argv[1]) {
  try {
    await main();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
