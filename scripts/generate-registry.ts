import {readCatalog, readSources} from "../data/readCatalog.js";
import {refuseFindings} from "../lib/catalog/conventions/checkFiles.js";
import type {Catalog} from "../lib/catalog/types.js";
import {formatted, isMain, write, type GeneratedFile} from "./generated.js";
import {provenanceSource, registrySource} from "./registrySource.js";

/** The generated modules of a catalog, formatted as the repository is. Same catalog, same bytes. */
export async function generate(catalog: Catalog): Promise<readonly GeneratedFile[]> {
  return Promise.all([
    formatted("lib/catalog/registry.generated.ts", registrySource(catalog)),
    formatted("lib/catalog/provenance.generated.ts", provenanceSource(catalog)),
  ]);
}

if (isMain(import.meta.url)) {
  await write(() => {
    refuseFindings(Object.values(readSources()).flat());
    return generate(readCatalog());
  });
}
