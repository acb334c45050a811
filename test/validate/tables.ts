import type {TableSource} from "../../lib/validate/readRows.js";
import type {Row} from "../../lib/validate/types.js";

/** A table of a test, as it comes from a file: in pieces of `size` bytes. */
export function table(text: string | Uint8Array, size = 1 << 16): TableSource {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  return {file: "t.csv", content: pieces(bytes, size)};
}

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size)
    yield await Promise.resolve(bytes.slice(start, start + size));
}

/** A row of a test. */
export function row(cells: Readonly<Record<string, string | number>>): Row {
  const text = (column: string): string => String(cells[column] ?? "");
  return {
    place: "t.csv:2",
    text,
    number: (column) => (text(column) === "" || Number.isNaN(Number(text(column))) ? null : Number(text(column))),
  };
}

/** Lines of a CSV table. */
export function lines(...rows: readonly string[]): string {
  return `${rows.join("\n")}\n`;
}
