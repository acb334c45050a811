import {visibleText} from "./visibleText.js";

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

/** The same rows with the head in as many lines as its longest cell has words, so that long heads do not widen their columns. */
export function stackHead(rows: readonly (readonly string[])[]): string[][] {
  const [head = [], ...body] = rows;
  const words = head.map((cell) => cell.split(" "));
  const height = Math.max(0, ...words.map(({length}) => length));
  const lines = Array.from({length: height}, (_, line) => words.map((cell) => cell[line - height + cell.length] ?? ""));
  return [...lines, ...body.map((row) => [...row])];
}

/** The same table in as many parts as it takes to keep within a width, each with the first column; heads count by their words. */
export function columnsWithin(most: number, rows: readonly (readonly string[])[]): string[][][] {
  const [head = [], ...body] = rows;
  const widths = head.map((cell, column) =>
    Math.max(...cell.split(" ").map(width), ...body.map((row) => width(row[column] ?? ""))),
  );
  const parts: number[][] = [[]];
  let used = widths[0] ?? 0;
  for (let column = 1; column < head.length; column++) {
    const wider = used + 2 + widths[column]!;
    if (wider > most && parts.at(-1)!.length > 0) {
      parts.push([]);
      used = widths[0]!;
    }
    parts.at(-1)!.push(column);
    used += 2 + widths[column]!;
  }
  return parts.map((columns) => rows.map((row) => [0, ...columns].map((column) => row[column] ?? "")));
}

/**
 * Lines of a GitHub-flavoured Markdown table whose first row is the head; all but the first column right-aligned. A first
 * cell that begins with spaces stays indented.
 */
export function markdownTable(rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.map(markdownCell).join(" | ")} |`;
  const [head = [], ...body] = rows;
  const rule = `|${head.map((_, column) => (column === 0 ? " --- " : " ---: ")).join("|")}|`;
  return [line(head), rule, ...body.map(line)];
}

function markdownCell(cell: string, column: number): string {
  return `${column === 0 && cell.startsWith("  ") ? "&emsp;" : ""}${escapeMarkdown(cell.trim())}`;
}

/** As `markdownTable`, with all columns to the left: for words. */
export function leftTable(rows: readonly (readonly string[])[]): string[] {
  return markdownTable(rows).map((row, index) => (index === 1 ? row.replaceAll("---:", "---") : row));
}

/** Stands between two characters that GitHub would make a mention or a link of, and shows nothing. */
const apart = "&#8203;";

/**
 * Nobody is called, nothing pointed at, and nothing hidden: "@name", "#123", "GH-123", ":name:" and addresses stay text, also
 * behind letters and underscores, which do not keep GitHub from linking them. So do commits, whole or from seven digits on; what
 * has decimal digits alone is a number, and what has letters alone a word.
 */
function silenced(text: string): string {
  return text
    .replace(/@|:(?=\/\/|(?:\\?[\w+-])+:)|#(?=\d)|GH-(?=\d)|www(?=\.)/gi, (start) => `${start}${apart}`)
    .replace(/(?=\d*[a-f])(?=[a-f]*\d)[\da-f]{7,}/gi, (digits) => digits.match(/.{1,6}/g)!.join(apart));
}

function oneLine(text: string): string {
  return visibleText(text.replace(/\s+/g, " "));
}

/** Text that Markdown, as GitHub shows it, shows as it is, within a line: names come from readers' files. */
export function escapeMarkdown(text: string): string {
  return silenced(oneLine(text).replace(/[\\`*_{}[\]<>|~#&$]/g, (character) => `\\${character}`));
}

/** The same for text that a line begins with, where a dash or a number would open a list. */
export function escapeMarkdownLine(text: string): string {
  return escapeMarkdown(text.trim()).replace(/^(?:(?=[-+=])|(\d{1,9})(?=[.)](?:\s|$)))/, "$1\\");
}

/** The same within HTML, where Markdown is not read. */
export function escapeHtml(text: string): string {
  const entities = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"} as const;
  return silenced(oneLine(text)).replace(
    /&(?!#8203;)|[<>"]/g,
    (character) => entities[character as keyof typeof entities],
  );
}

/**
 * Blocks of Markdown under a line that opens and closes them; nothing where all are empty. The line is HTML, in which Markdown
 * is not read.
 */
export function folded(summary: string, blocks: readonly (readonly string[])[]): string[] {
  const inner = blocks.filter((lines) => lines.length > 0).flatMap((lines) => [...lines, ""]);
  return inner.length === 0 ? [] : [`<details><summary>${escapeHtml(summary)}</summary>`, "", ...inner, "</details>"];
}
