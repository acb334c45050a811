/** A key of the outermost object of a JSON text, and where its value starts. */
export interface JsonKey {
  readonly key: string;
  /** Characters from the start of the text to the key. */
  readonly keyOffset: number;
  /** Characters from the start of the text to the value. */
  readonly valueOffset: number;
}

/**
 * Finds the keys of the outermost object of a JSON text that `JSON.parse` accepts, duplicates included: what is needed to
 * name the line of a mistake, which `JSON.parse` forgets.
 */
export function jsonKeys(text: string): readonly JsonKey[] {
  const keys: JsonKey[] = [];
  const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;
  let depth = 0;
  let last: {readonly text: string; readonly offset: number} | undefined;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [found] = match;
    if (found === "{" || found === "[") depth += 1;
    else if (found === "}" || found === "]") depth -= 1;
    else if (found === ":" && depth === 1 && last !== undefined) {
      let valueOffset = token.lastIndex;
      while (/\s/.test(text[valueOffset] ?? "")) valueOffset += 1;
      keys.push({key: JSON.parse(last.text) as string, keyOffset: last.offset, valueOffset});
    }
    last = found.startsWith('"') ? {text: found, offset: match.index} : undefined;
  }
  return keys;
}

/** The 1-based line and column of an offset in a text. */
export function lineAndColumn(text: string, offset: number): {readonly line: number; readonly column: number} {
  const before = text.slice(0, offset);
  const line = before.split("\n").length;
  return {line, column: offset - before.lastIndexOf("\n")};
}
