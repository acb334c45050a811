/** Lines of a table whose cells begin at the same place, two spaces between; lengths count code points, so that "⁹" is one. */
export function leftColumns(rows: readonly (readonly string[])[]): string[] {
  const length = (text: string) => Array.from(text).length;
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({length: columns}, (_, column) =>
    Math.max(...rows.map((row) => length(row[column] ?? ""))),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => cell + " ".repeat(widths[column]! - length(cell)))
      .join("  ")
      .trimEnd(),
  );
}
