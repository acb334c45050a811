import {parquetWriteBuffer, type BasicType, type ColumnSource} from "hyparquet-writer";
import type {CatalogTable, Column, ColumnType} from "./table.js";
import {tableMetadata} from "./tableMetadata.js";

const parquetTypes: Readonly<Record<ColumnType, BasicType>> = {
  int32: "INT32",
  float64: "DOUBLE",
  bool: "BOOLEAN",
  text: "STRING",
};

/**
 * A table in the Parquet format, compressed by Snappy. Parquet has no place for the unit of a column: they stand together in
 * the file's key-value metadata under `units`, as a JSON object by column.
 */
export function parquetBytes(table: CatalogTable): Uint8Array {
  const units = table.columns.flatMap(({name, unit}) => (unit === null ? [] : [[name, unit] as const]));
  const metadata = [...tableMetadata(table), ["units", JSON.stringify(Object.fromEntries(units))] as const];
  return new Uint8Array(
    parquetWriteBuffer({
      columnData: table.columns.map(parquetColumn),
      kvMetadata: metadata.map(([key, value]) => ({key, value})),
      createdBy: "regime-shift",
    }),
  );
}

function parquetColumn({name, type, optional, values}: Column): ColumnSource {
  return {name, type: parquetTypes[type], nullable: optional, data: [...values]};
}
