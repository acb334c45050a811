/**
 * Lines of a table in plain text, two spaces between the columns: the first to the left, the others by `align`. Lengths
 * count code points, so that "×" and "µ" are one.
 */
export function alignColumns(rows: readonly (readonly string[])[], align: "left" | "right"): string[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({length: columns}, (_, column) => Math.max(...rows.map((row) => width(row[column] ?? ""))));
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const gap = " ".repeat(widths[column]! - width(cell));
        return column === 0 || align === "left" ? cell + gap : gap + cell;
      })
      .join("  ")
      .trimEnd(),
  );
}

function width(text: string): number {
  return Array.from(text).length;
}

/** Lines of a GitHub-flavoured Markdown table whose first row is the head; all but the first column right-aligned. */
export function markdownTable(rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.map(escapeMarkdown).join(" | ")} |`;
  const [head = [], ...body] = rows;
  const rule = `|${head.map((_, column) => (column === 0 ? " --- " : " ---: ")).join("|")}|`;
  return [line(head), rule, ...body.map(line)];
}

/** As `markdownTable`, with all columns to the left: for words. */
export function leftTable(rows: readonly (readonly string[])[]): string[] {
  return markdownTable(rows).map((row, index) => (index === 1 ? row.replaceAll("---:", "---") : row));
}

/** Text that Markdown and HTML show as it is: names come from readers' files. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>|~]/g, (character) => `\\${character}`).replace(/\s+/g, " ");
}
