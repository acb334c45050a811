import * as z from "zod";
import {nearest} from "./nearest.js";
import {dimensions, parseQuantity, type Dimension} from "./parseQuantity.js";
import {sourceKinds, undocumentedKinds} from "./types.js";
import {UserError} from "../engine/userError.js";

/** `: did you mean "x"?`, or the list of what is known where nothing is near. */
export function suggestion(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  if (near !== undefined) return `: did you mean "${near}"?`;
  return known.length > 0 ? `: known are ${known.join(", ")}` : "";
}

/** What to say of keys that are not known: a line for each. */
export function unknownKeys(keys: readonly string[], known: readonly string[]): string {
  return keys.map((key) => `unknown key "${key}"${suggestion(key, known)}`).join("\n");
}

/**
 * An object that refuses unknown keys, naming the nearest valid one: one line of the message for each key.
 *
 * @param expected - What to say was expected where something else than a group of keys is given.
 */
export function closedObject<Shape extends z.ZodRawShape>(shape: Shape, expected?: string) {
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code === "unrecognized_keys") return unknownKeys(issue.keys, Object.keys(shape));
      return issue.code === "invalid_type" && expected !== undefined ? `expected ${expected}` : undefined;
    },
  });
}

/** A value with the text that it was written as. */
export interface Written {
  readonly value: number;
  readonly text: string;
}

/** A number with its unit as one string, such as "3.35 TB/s", read into SI. */
export function quantity(dimension: Dimension) {
  return z.any().transform((raw: unknown, context): Written => {
    try {
      if (raw === undefined) throw new UserError("missing");
      const text = typeof raw === "string" ? raw : (JSON.stringify(raw) ?? "");
      return {value: parseQuantity(text, dimension), text};
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      context.issues.push({code: "custom", message: error.message, input: raw});
      return z.NEVER;
    }
  });
}

/** As `quantity`, but never zero: a rate or capacity of nothing is an unpublished one, and is left out. */
export function positiveQuantity(dimension: Dimension) {
  return quantity(dimension).refine(({value}) => value > 0, {
    message: "must be above zero; leave out what is unpublished",
  });
}

/** Plain text of one line. */
export const line = z
  .string()
  .trim()
  .min(1)
  .max(400)
  // Control and bidirectional characters could disguise a figure on a page.
  .regex(/^[^\p{Cc}\u202a-\u202e\u2066-\u2069]*$/u, {message: "must be one line of plain text"});

/** An id or alias: lower-case words with digits, dots and dashes. */
export const identifier = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(?:[-.][a-z0-9]+)*$/, {message: "must be lower-case words of letters and digits joined by - or ."});

/** A member name of the registries, such as RTX_4090. */
export const symbol = z
  .string()
  .max(60)
  .regex(/^[A-Z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*$/, {message: "must be a member name such as RTX_4090 or Llama3_8B"});

const source = closedObject({
  title: line,
  url: z
    .url({protocol: /^https?$/, error: "must be a web address that begins with https://"})
    .max(400)
    .optional(),
  accessed: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, {message: "must be a day such as 2026-11-22"})
    .optional(),
  kind: z.enum(sourceKinds),
  /** Where in it the figures stand that say nothing themselves. */
  at: line.optional(),
}).superRefine(({url, kind}, context) => {
  if (undocumentedKinds.includes(kind) || url !== undefined) return;
  context.addIssue({code: "custom", path: ["url"], message: `missing: a ${kind} has an address`});
});

/** The documents that an item's figures rest on, by a short name. */
export const sources = z.record(identifier, source).refine((given) => Object.keys(given).length > 0, {
  message: "must name at least one source",
});

/** The keys that any figure may have beside its value. */
export const provenance = {
  source: identifier.optional(),
  /** Where in the source it stands, such as "p. 2". */
  at: line.optional(),
  derivation: line.optional(),
  note: line.optional(),
};

/** What other sources say of the same figure, each with the reason why it is not the one used. */
export function others<Value extends z.ZodType>(value: Value) {
  return z.array(closedObject({value, source: identifier, at: line.optional(), reason: line})).optional();
}

/** A figure in the given dimension with its source. */
export function figure(dimension: Dimension) {
  const example = `a figure such as {value: ${dimensions[dimension].example}, source: datasheet}`;
  const value = positiveQuantity(dimension);
  return closedObject({value, ...provenance, others: others(value)}, example);
}
