/** What is said in place of what was cut. */
const note = "_Cut to the length of a comment._";

/**
 * Markdown of `most` characters at most. It is cut after a line outside folded blocks and code, so that nothing stays open, and
 * ends with a note; only a line that is too long by itself is cut within.
 */
export function cutMarkdown(text: string, most: number): string {
  if (text.length <= most) return text;
  const room = most - note.length - 2;
  const end = lastSafeEnd(text, room);
  const kept = end > 0 ? text.slice(0, end) : text.slice(0, Math.max(0, room)).replace(/[\uD800-\uDBFF]$/, "");
  return `${kept.trimEnd()}\n\n${note}`.trimStart();
}

/** Where the last line ends within the room behind which nothing is open; 0 where there is none. */
function lastSafeEnd(text: string, room: number): number {
  let [position, safe, depth] = [0, 0, 0];
  let fence: string | null = null;
  for (const line of text.split("\n")) {
    position += line.length + 1;
    if (position - 1 > room) break;
    const [mark] = /^(?:`{3,}|~{3,})/.exec(line) ?? [];
    if (fence !== null) {
      if (mark !== undefined && mark.startsWith(fence) && line.trim() === mark) fence = null;
    } else if (mark !== undefined) fence = mark;
    else depth += count(line, /^<details\b/g) - count(line, /^<\/details>/g);
    if (fence === null && depth <= 0) safe = position - 1;
  }
  return safe;
}

function count(line: string, pattern: RegExp): number {
  return line.match(pattern)?.length ?? 0;
}
