import type {CatalogTable} from "./table.js";

/** Formats of a whole table, and whether each is binary. */
export const tableFormats = {arrow: true, parquet: true, csv: false, json: false} as const;
/** Format of a whole table. */
export type TableFormat = keyof typeof tableFormats;

/** A table in one format: bytes where it is binary. The libraries of a format are loaded only where it is asked for. */
export async function encodeTable(table: CatalogTable, format: TableFormat): Promise<string | Uint8Array> {
  switch (format) {
    case "arrow":
      return (await import("./arrowBytes.js")).arrowBytes(table);
    case "parquet":
      return (await import("./parquetBytes.js")).parquetBytes(table);
    case "csv":
      return (await import("./csvText.js")).csvText(table);
    case "json":
      return (await import("./jsonText.js")).jsonText(table);
  }
}
