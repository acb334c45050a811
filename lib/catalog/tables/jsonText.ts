import {rowCount, type CatalogTable, type Cell, type ColumnType} from "./table.js";

/** A table of the catalog as JSON. */
export interface TableDocument {
  readonly schemaVersion: 1;
  readonly kind: CatalogTable["name"];
  /** Version of the columns' layout. */
  readonly formatVersion: string;
  readonly sourcesSha256: string;
  readonly columns: readonly {readonly name: string; readonly type: ColumnType; readonly unit: string | null}[];
  readonly rows: readonly Readonly<Record<string, Cell>>[];
}

/** A table as JSON, one row to a line: as small as it gets without becoming one line that no tool can show. */
export function jsonText(table: CatalogTable): string {
  const columns = table.columns.map(({name, type, unit}) => ({name, type, unit}));
  const rows = Array.from({length: rowCount(table)}, (_, row) =>
    Object.fromEntries(table.columns.map(({name, values}) => [name, values[row] ?? null])),
  );
  const lines = (items: readonly unknown[]): string =>
    `[\n${items.map((item) => `    ${JSON.stringify(item)}`).join(",\n")}\n  ]`;
  const parts = [
    `"schemaVersion": 1`,
    `"kind": ${JSON.stringify(table.name)}`,
    `"formatVersion": ${JSON.stringify(table.formatVersion)}`,
    `"sourcesSha256": ${JSON.stringify(table.sourcesSha256)}`,
    `"columns": ${lines(columns)}`,
    `"rows": ${lines(rows)}`,
  ];
  return `{\n${parts.map((part) => `  ${part}`).join(",\n")}\n}\n`;
}
