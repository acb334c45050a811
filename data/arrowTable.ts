import {
  Bool,
  Dictionary,
  Field,
  Float64,
  Int32,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  tableToIPC,
  Utf8,
  vectorFromArray,
  type DataType,
} from "apache-arrow";

/** How a column is stored: whole numbers, any numbers, flags, or strings by dictionary. */
export type ColumnType = "int32" | "float64" | "bool" | "text";

/** One column of a table; null cells are figures that no source publishes. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  /** SI unit, for the field's metadata; null for counts, flags and text. */
  readonly unit: string | null;
  /** Whether cells may be null. */
  readonly optional: boolean;
  readonly values: readonly (string | number | boolean | null)[];
}

function arrowType(type: ColumnType, dictionaryId: number): DataType {
  switch (type) {
    case "int32":
      return new Int32();
    case "float64":
      return new Float64();
    case "bool":
      return new Bool();
    case "text":
      // Numbered by position: the library's own running number would make the bytes depend on what was built before.
      return new Dictionary(new Utf8(), new Int32(), dictionaryId);
  }
}

/** Builds a table of typed columns, with each column's unit in its field's metadata and `metadata` in the schema's. */
export function makeTable(columns: readonly Column[], metadata: Readonly<Record<string, string>>): Table {
  const length = columns[0]?.values.length ?? 0;
  const built = columns.map(({name, type: stored, unit, optional, values}, index) => {
    if (!optional && values.includes(null))
      throw new Error(`column "${name}" has no value in row ${values.indexOf(null)}`);
    const type = arrowType(stored, index);
    const [data] = vectorFromArray([...values], type).data;
    if (data === undefined) throw new Error(`column "${name}" is empty`);
    return {field: new Field(name, type, optional, new Map(unit === null ? [] : [["unit", unit]])), data};
  });
  const fields = built.map(({field}) => field);
  const children = built.map(({data}) => data);
  const schema = new Schema(fields, new Map(Object.entries(metadata)));
  const batch = new RecordBatch(schema, makeData({type: new Struct(fields), length, nullCount: 0, children}));
  return new Table(schema, batch);
}

/** The bytes of a table in the Arrow file format. */
export function tableBytes(table: Table): Uint8Array {
  return tableToIPC(table, "file");
}
