import {rowCount, type CatalogTable, type Cell} from "./table.js";

/**
 * A table as CSV by RFC 4180, in UTF-8 without a byte order mark: a line of names, which carry the unit as in
 * `powerWatts`, then a line for each row. A cell that is null is empty; a text without characters is a pair of quotes.
 *
 * @throws where a text begins as a formula: a spreadsheet would run it, and to alter it would make the formats disagree.
 */
export function csvText(table: CatalogTable): string {
  const lines = [table.columns.map(({name}) => csvCell(name))];
  for (let row = 0; row < rowCount(table); row++)
    lines.push(
      table.columns.map(({name, values}) => {
        const value = values[row] ?? null;
        if (typeof value === "string" && /^[=+\-@\t\r]/.test(value))
          throw new Error(
            `${table.name}, row ${row + 1}, column "${name}": ${JSON.stringify(value.slice(0, 60))} begins as a formula, ` +
              "which a spreadsheet would run; begin it with a letter or a digit",
          );
        return csvCell(value);
      }),
    );
  return lines.map((cells) => `${cells.join(",")}\r\n`).join("");
}

function csvCell(value: Cell): string {
  if (value === null) return "";
  const text = String(value);
  return text === "" || /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
