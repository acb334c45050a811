import {readSources} from "../data/readCatalog.js";
import type {SourceFile} from "../lib/catalog/parseCatalog.js";
import {catalogTable, type CatalogSources} from "../lib/catalog/tables/catalogTable.js";
import {encodeTable} from "../lib/catalog/tables/encodeTable.js";

/** The tables of accelerators and of figures, as a page loads them. */
export type LargeCatalog = Readonly<Record<"hardware" | "figures", Buffer>>;

/** The catalog with accelerators repeated under other names until there are so many, each with all of its figures. */
export async function largeCatalog(accelerators: number): Promise<LargeCatalog> {
  const {hardware, ...others} = readSources();
  const repeated = hardware.slice(0, Math.max(0, accelerators - hardware.length)).map(renamed);
  const sources: CatalogSources = {...others, hardware: [...hardware, ...repeated]};
  const encode = async (name: keyof LargeCatalog) =>
    Buffer.from(await encodeTable(catalogTable(name, sources), "arrow"));
  return {hardware: await encode("hardware"), figures: await encode("figures")};
}

function renamed({name, text}: SourceFile): SourceFile {
  const another = text
    .replace(/^id: (\S+)$/m, "id: $1-again")
    .replace(/^name: (.+)$/m, "name: $1 again")
    .replace(/^symbol: (\S+)$/m, "symbol: $1_again")
    .replace(/^aliases: .*\n/m, "");
  return {name: name.replace(/(\.yaml)?$/, "-again$1"), text: another};
}
