import {expect} from "vitest";
import {parse} from "yaml";
import type {Figure} from "../../lib/catalog/types.js";

/** A YAML file as nested text: every scalar as it is written, whatever it means. */
type Raw = string | readonly Raw[] | {readonly [key: string]: Raw};

/** Powers of ten of the prefixes, and of 1,024 where an "i" follows. */
const prefixes = "num kMGTP";
const units = /^(?:B|B\/s|bit|bit\/s|FLOP\/s|OP\/s|FLOP|W|s)$/;

/** The number that a text such as "3.35 TB/s" or "0x1F" stands for, in SI; NaN where it is none. */
export function numberOf(text: string): number {
  if (/^0x[\da-f]+$/i.test(text)) return Number.parseInt(text.slice(2), 16);
  if (/^0o[0-7]+$/.test(text)) return Number.parseInt(text.slice(2), 8);
  const [, number = "", rest = ""] = /^([-+]?[\d.]+(?:e[-+]?\d+)?) ?([A-Za-zµ/]*)$/i.exec(text.trim()) ?? [];
  if (number === "") return NaN;
  if (rest === "" || units.test(rest)) return Number(number);
  const prefix = rest[0] === "µ" ? "u" : rest[0]!;
  const isBinary = rest[1] === "i";
  const power = prefixes.indexOf(prefix) - prefixes.indexOf(" ");
  if (!units.test(rest.slice(isBinary ? 2 : 1)) || !prefixes.includes(prefix)) return NaN;
  return Number(number) * (isBinary ? 1024 : 1000) ** power;
}

/** What stands at a dotted path; a key may hold dots itself. */
function at(raw: Raw | undefined, path: string): Raw | undefined {
  if (path === "" || raw === undefined) return raw;
  if (typeof raw === "string") return undefined;
  const entries = Object.entries(raw as Readonly<Record<string, Raw>>);
  const found = entries.filter(([key]) => path === key || path.startsWith(`${key}.`));
  const [key, value] = found.sort(([a], [b]) => b.length - a.length)[0] ?? [];
  return key === undefined ? undefined : at(value, path.slice(key.length + 1));
}

/** The text of a figure, which is the value alone or stands beside its source. */
function textOf(raw: Raw | undefined): string | undefined {
  if (typeof raw === "string" || raw === undefined) return raw;
  return typeof raw === "object" && "value" in raw
    ? textOf((raw as Readonly<Record<string, Raw>>)["value"])
    : undefined;
}

/** Holds a value against the text that it was read from. */
function expectAs(value: unknown, text: string | undefined, path: string): void {
  if (typeof value === "number")
    expect(numberOf(text ?? "") / value || Number(numberOf(text ?? "") === value), path).toBeCloseTo(1, 12);
  else if (typeof value === "boolean") expect(text?.toLowerCase(), path).toBe(String(value));
  // None, or a word.
  else expect(text, path).toMatch(/^(?:null|Null|NULL|~||[a-z0-9_]+)$/);
}

/** Holds each figure against its own text in the file, read once more by other means. */
export function expectFiguresAsWritten(text: string, figures: readonly Figure[]): void {
  const raw = parse(text, {schema: "failsafe", logLevel: "silent"}) as Raw;
  for (const {path, value, others} of figures) {
    const stated = at(raw, path);
    expect(stated, path).toBeDefined();
    expectAs(value, textOf(stated), path);
    others.forEach((other, index) => expectAs(other.value, textOf(at(stated, `others.${index}`)), path));
  }
}
