import type {CatalogTable} from "./table.js";

/** What a binary file says of the table that it holds, as pairs of key and value. */
export function tableMetadata({name, formatVersion, sourcesSha256}: CatalogTable): [key: string, value: string][] {
  return [
    ["table", name],
    ["format_version", formatVersion],
    ["sources_sha256", sourcesSha256],
  ];
}
