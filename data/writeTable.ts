import {catalogTable} from "../lib/catalog/tables/catalogTable.js";
import {encodeTable, type TableFormat} from "../lib/catalog/tables/encodeTable.js";
import type {TableName} from "../lib/catalog/tables/table.js";
import {readSources} from "./readCatalog.js";

/** Writes a table of the catalog to the standard output: what each data loader of a table does. */
export async function writeTable(name: TableName, format: TableFormat): Promise<void> {
  process.stdout.write(await encodeTable(catalogTable(name, readSources()), format));
}
