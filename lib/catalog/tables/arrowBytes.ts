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
import {rowCount, type CatalogTable, type ColumnType} from "./table.js";
import {tableMetadata} from "./tableMetadata.js";

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

/**
 * A table in the Arrow file format: typed columns, strings by dictionary, each column's unit in its field's metadata, and
 * what the table is in the schema's.
 */
export function arrowBytes(table: CatalogTable): Uint8Array {
  const built = table.columns.map(({name, type: stored, unit, optional, values}, index) => {
    const type = arrowType(stored, index);
    const [data] = vectorFromArray([...values], type).data;
    if (data === undefined) throw new Error(`column "${name}" is empty`);
    return {field: new Field(name, type, optional, new Map(unit === null ? [] : [["unit", unit]])), data};
  });
  const fields = built.map(({field}) => field);
  const children = built.map(({data}) => data);
  const schema = new Schema(fields, new Map(tableMetadata(table)));
  const length = rowCount(table);
  const batch = new RecordBatch(schema, makeData({type: new Struct(fields), length, nullCount: 0, children}));
  return tableToIPC(new Table(schema, batch), "file");
}
