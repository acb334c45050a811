/** Lines of a table in plain text: the first column to the left, the others to the right, two spaces between. */
export function alignColumns(rows: readonly (readonly string[])[]): string[] {
  const columns = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({length: columns}, (_, column) => Math.max(...rows.map((row) => width(row[column] ?? ""))));
  return rows.map((row) =>
    row
      .map((cell, column) => pad(cell, widths[column]!, column === 0))
      .join("  ")
      .trimEnd(),
  );
}

/** Code points, so that "×" and "µ" count as one. */
function width(text: string): number {
  return Array.from(text).length;
}

function pad(cell: string, space: number, left: boolean): string {
  const gap = " ".repeat(space - width(cell));
  return left ? cell + gap : gap + cell;
}

/** Lines of a GitHub-flavoured Markdown table whose first row is the head; all but the first column right-aligned. */
export function markdownTable(rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.map(escapeMarkdown).join(" | ")} |`;
  const [head = [], ...body] = rows;
  const rule = `|${head.map((_, column) => (column === 0 ? " --- " : " ---: ")).join("|")}|`;
  return [line(head), rule, ...body.map(line)];
}

/** Text that Markdown and HTML show as it is: names come from readers' files. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>|~]/g, (character) => `\\${character}`).replace(/\s+/g, " ");
}
