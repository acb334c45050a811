/** What a reader typed, as a message shows it: in quotes, on one line, and no longer than a line. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}
