import {oneOf, type Flags, type FlagSpec} from "./flags.js";

/** Forms of an answer. */
export const formats = ["text", "json", "markdown"] as const;
/** Form of an answer. */
export type Format = (typeof formats)[number];

/** The flag that chooses the form. */
export const formatFlag: FlagSpec = {
  name: "format",
  value: "WORD",
  help: "form of the answer",
  expected: "text, json or markdown",
  fallback: "text",
};

/** Forms of the catalog: of one item the first three, of a whole table all. */
export const catalogFormats = [...formats, "csv", "arrow", "parquet"] as const;
/** Form of the catalog. */
export type CatalogFormat = (typeof catalogFormats)[number];

/** The flag that chooses the form of the catalog. */
export const catalogFormatFlag: FlagSpec = {
  ...formatFlag,
  expected: "text, json or markdown; without an ID also csv, arrow or parquet",
};

/** An answer in each form, made only when asked for. */
export type Forms = Readonly<Record<"text" | "markdown", () => string>> & {readonly json: () => unknown};

/**
 * The form that the flags ask for.
 *
 * @throws UserError where it is none that there is.
 */
export function readFormat(flags: Flags): Format {
  return oneOf(flags, "format", formats) ?? "text";
}

/**
 * The form of the catalog that the flags ask for.
 *
 * @throws UserError where it is none that there is.
 */
export function readCatalogFormat(flags: Flags): CatalogFormat {
  return oneOf(flags, "format", catalogFormats) ?? "text";
}

/** The answer as text that ends with a line break. */
export function inFormat(format: Format, forms: Forms): string {
  return format === "json" ? jsonText(forms.json()) : forms[format]();
}

/** Parts of an answer, one below the other with an empty line between. */
export function joined(first: string, rest: readonly string[] = []): string {
  return [first, ...rest].join("\n");
}

/** JSON that says null only where null is meant: what JSON has no word for is a bug, not a gap in the data. */
export function jsonText(value: unknown): string {
  const checked = (key: string, inner: unknown): unknown => {
    if (typeof inner === "number" && !Number.isFinite(inner)) throw new Error(`"${key}" is ${inner}`);
    return inner;
  };
  return `${JSON.stringify(value, checked, 2)}\n`;
}
