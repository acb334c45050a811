/** The lines of a text, found once so that many places can be named fast. */
export class TextLines {
  readonly #starts: number[] = [0];

  constructor(text: string) {
    for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", end + 1)) this.#starts.push(end + 1);
  }

  /** The 1-based line and column of an offset in the text. */
  placeOf(offset: number): {readonly line: number; readonly column: number} {
    let [line, next] = [0, this.#starts.length];
    while (next - line > 1) {
      const middle = (line + next) >> 1;
      if (this.#starts[middle]! <= offset) line = middle;
      else next = middle;
    }
    return {line: line + 1, column: offset - this.#starts[line]! + 1};
  }
}
