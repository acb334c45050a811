/** How a column is stored: whole numbers, any numbers, flags, or strings. */
export type ColumnType = "int32" | "float64" | "bool" | "text";

/** A cell; null where no source publishes a figure, or an item has no such thing. */
export type Cell = string | number | boolean | null;

/** One column of a table. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  /** SI unit, or what is counted ("token", "year"); null for other counts, flags and text. */
  readonly unit: string | null;
  /** Whether cells may be null. */
  readonly optional: boolean;
  readonly values: readonly Cell[];
}

/** The tables of the catalog. */
export const tableNames = ["hardware", "models", "figures"] as const;
/** A table of the catalog. */
export type TableName = (typeof tableNames)[number];

/** A table of the catalog, before it is written in one format or another. */
export interface CatalogTable {
  readonly name: TableName;
  /** Version of the layout. */
  readonly formatVersion: string;
  /** SHA-256 over the source files that it was made from, as hex. */
  readonly sourcesSha256: string;
  readonly columns: readonly Column[];
}

/** How to take one column from an entry. */
export interface ColumnOf<Entry> {
  readonly name: string;
  readonly type: ColumnType;
  readonly unit?: string;
  /** Whether cells may be null. */
  readonly optional?: true;
  readonly of: (entry: Entry) => Cell;
}

/**
 * The columns of a table, one cell for each entry.
 *
 * @throws where a column that must have a value in each row has none.
 */
export function columnsOf<Entry>(entries: readonly Entry[], columns: readonly ColumnOf<Entry>[]): readonly Column[] {
  return columns.map(({name, type, unit = null, optional = false, of}) => {
    const values = entries.map(of);
    if (!optional && values.includes(null))
      throw new Error(`column "${name}" has no value in row ${values.indexOf(null)}`);
    return {name, type, unit, optional, values};
  });
}

/** How many rows a table has. */
export function rowCount({columns}: CatalogTable): number {
  return columns[0]?.values.length ?? 0;
}
