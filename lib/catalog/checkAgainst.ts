import type * as z from "zod";
import {suggestion} from "./schemaParts.js";
import type {PathProblem, YamlSource} from "./yamlSource.js";

const kinds: Readonly<Record<string, string>> = {
  object: "a group of keys",
  record: "a group of keys",
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
};

function show(value: unknown): string {
  // JSON has no word for infinity.
  const text = typeof value === "number" ? String(value) : (JSON.stringify(value) ?? "nothing");
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** Says what is wrong in a reader's words. */
function describe(issue: z.core.$ZodIssue, value: unknown): string {
  switch (issue.code) {
    case "invalid_type":
      if (value === undefined) return "missing";
      // A schema that says itself what it expects knows better than its type does.
      if (issue.message.startsWith("expected ")) return `${issue.message}, got ${show(value)}`;
      return `expected ${kinds[issue.expected] ?? issue.expected}, got ${show(value)}`;
    case "invalid_value": {
      if (value === undefined) return "missing";
      const allowed = issue.values.map(String);
      // In quotes a number is text: no other value is meant.
      if (typeof value === "string" && issue.values.every((each) => typeof each === "number"))
        return `expected the number ${allowed.join(" or ")}, got the text ${show(value)}`;
      return `unknown value ${show(value)}${suggestion(typeof value === "string" ? value : show(value), allowed)}`;
    }
    case "too_small":
      if (issue.origin === "array") return "must hold at least one";
      return issue.origin === "string" ? "must not be empty" : `must be at least ${issue.minimum}, got ${show(value)}`;
    case "too_big":
      return issue.origin === "string"
        ? `must be at most ${issue.maximum} characters long`
        : `must be at most ${issue.maximum}, got ${show(value)}`;
    case "invalid_format":
      return `${issue.message}, got ${show(value)}`;
    case "invalid_key":
      return issue.issues[0]?.message ?? "is no valid key";
    case "invalid_union":
      return value === undefined ? "missing" : `${issue.message}, got ${show(value)}`;
    default:
      return issue.message;
  }
}

/**
 * The mistakes of the one member of a union that is of the same kind as the value; the issue itself where there is no such member,
 * or several.
 */
function mistakesIn(issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] {
  if (issue.code !== "invalid_union") return [issue];
  const ofKind = issue.errors.filter(
    (mistakes) => !mistakes.some(({code, path}) => code === "invalid_type" && path.length === 0),
  );
  const [meant] = ofKind;
  if (meant === undefined || ofKind.length > 1) return [issue];
  return meant.flatMap((inner) => mistakesIn({...inner, path: [...issue.path, ...inner.path]}));
}

/**
 * Checks a file against a schema.
 *
 * @param data - What is checked, where it is not all that the file holds.
 * @throws {CatalogError} with every mistake at its line and column.
 */
export function checkAgainst<Output>(source: YamlSource, schema: z.ZodType<Output>, data = source.data): Output {
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  const problems: PathProblem[] = result.error.issues.flatMap(mistakesIn).flatMap((issue) => {
    if (issue.code === "unrecognized_keys") {
      const messages = issue.message.split("\n");
      return issue.keys.map((key, index) => ({path: [...issue.path, key], message: messages[index] ?? "unknown key"}));
    }
    return [{path: issue.path, message: describe(issue, source.valueAt(issue.path))}];
  });
  throw source.error(problems);
}
