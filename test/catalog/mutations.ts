import fc from "fast-check";

/** Fragments that have broken parsers before. */
const nasty = [
  "null", "~", ".nan", ".inf", "-.inf", "1e400", "-1", "0", "1e308", "9007199254740993", "true", "[]", "{}", "[[[[",
  "}}}}", "&a", "*a", "<<: *a", "!!binary", "!!set", "? ", "- ", ": ", "#", "'", '"', "|", ">", "%YAML 9.9", "---", "...",
  "\t", "\r", "\u0000", "\ufeff", "\u202e", "\\u0000", "__proto__: ", "constructor: ", "GiB", "value: ", "0x1F", "0o17",
  "1_000", "2026-11-22", "NaN", "Infinity", "<script>", "${x}", "é", "𝟙",
]; // prettier-ignore

/** Numbers that may well stand where another did. */
const numbers = fc.oneof(
  fc.constantFrom("1", "2", "8", "32", "64", "128", "4096", "0", "0.5", "1e3", "4.0", "12.50", "-1", "null"),
  fc.integer({min: 1, max: 20_000}).map(String),
);

const edit = fc.record({
  kind: fc.constantFrom(
    ...(["insert", "replace", "delete", "lineOrder", "repeat", "digit"] as const),
    ...(["number", "number", "number", "dropLine", "copyLine", "swapLines", "rename"] as const),
  ),
  at: fc.double({min: 0, max: 1, noNaN: true, maxExcluded: true}),
  to: fc.double({min: 0, max: 1, noNaN: true, maxExcluded: true}),
  length: fc.integer({min: 1, max: 30}),
  number: numbers,
  text: fc.oneof({weight: 3, arbitrary: fc.constantFrom(...nasty)}, {weight: 1, arbitrary: fc.string({maxLength: 8})}),
});

type Edit = typeof edit extends fc.Arbitrary<infer Value> ? Value : never;

/** A change of a line's number, of its place, or of what it is called. */
function mutateLines(text: string, {kind, at, to, number}: Edit): string {
  const lines = text.split("\n");
  const [here, there] = [Math.floor(at * lines.length), Math.floor(to * lines.length)];
  const line = lines[here]!;
  if (kind === "dropLine") lines.splice(here, 1);
  else if (kind === "copyLine") lines.splice(there, 0, line);
  else if (kind === "swapLines") [lines[here], lines[there]] = [lines[there]!, line];
  else if (kind === "rename") lines[here] = line.replace(/[a-z]_?(?=[a-z]*["']?:)/i, "");
  else lines[here] = line.replace(/(?<=[: [])-?\d[\d.]*(?![\w-])/, number);
  return lines.join("\n");
}

function mutateOnce(text: string, change: Edit): string {
  const {kind, at, length, text: fragment} = change;
  const offset = Math.floor(at * text.length);
  const [before, after] = [text.slice(0, offset), text.slice(offset)];
  switch (kind) {
    case "insert":
      return before + fragment + after;
    case "replace":
      return before + fragment + after.slice(length);
    case "delete":
      return before + after.slice(length);
    case "repeat":
      return before + after.slice(0, length).repeat(3) + after;
    case "digit":
      return before + after.replace(/\d/, fragment);
    case "lineOrder":
      return text
        .split("\n")
        .sort((a, b) => ((a.length * 7 + length) % 11) - ((b.length * 7 + length) % 11))
        .join("\n");
    default:
      return mutateLines(text, change);
  }
}

/** One of the texts with one to three small changes: characters, digits, numbers, or whole lines. */
export function mutationOf(texts: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...texts), fc.array(edit, {minLength: 1, maxLength: 3}))
    .map(([text, edits]) => edits.reduce(mutateOnce, text));
}
