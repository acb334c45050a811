import {execFileSync} from "node:child_process";
import {join} from "node:path";
import {fromArrow} from "arquero";
import type {TableRow} from "../../lib/catalog/decodeTables.js";

/** The rows of a table of the catalog as a page gets them: what the data loader writes, read by arquero. */
export function catalogRows(table: "hardware" | "models" | "figures"): TableRow[] {
  const loader = join(import.meta.dirname, "..", "..", "data", `${table}.arrow.ts`);
  const bytes = execFileSync(process.execPath, ["--import", "tsx", loader], {maxBuffer: 2 ** 24});
  return fromArrow(new Uint8Array(bytes)).objects() as TableRow[];
}
