import {alternatives} from "../catalog/alternatives.js";
import {UserError} from "../engine/userError.js";
import {quoted} from "./quoted.js";
import {flagSuggestion, suggestion} from "./suggestion.js";

/** A flag that a command takes. */
export interface FlagSpec {
  /** Without its dashes. */
  readonly name: string;
  /** What stands after it, as help shows it: "ID", "N"; null for a switch, which takes nothing. */
  readonly value: string | null;
  /** What it is for. */
  readonly help: string;
  /** What may stand after it, as help and errors say it. */
  readonly expected?: string;
  /** What holds where it is not given. */
  readonly fallback?: string;
}

/** The flags and words that a reader gave. */
export interface Flags {
  /** The text of a flag by its name; "" for a switch. */
  readonly values: ReadonlyMap<string, string>;
  /** What stands outside flags, in order. */
  readonly words: readonly string[];
}

/**
 * Reads `--name value` and `--name=value`. Written out rather than taken from `node:util`, which calls `--batch -1`
 * ambiguous where a reader needs to hear that a batch is at least 1.
 *
 * @param mostWords - How many words may stand outside flags.
 * @param listsAfter - First words behind which any number may stand.
 * @throws UserError on the first flag that is unknown, given twice, or lacks its value, and on a word too many.
 */
export function parseFlags(
  args: readonly string[],
  specs: readonly FlagSpec[],
  mostWords: number,
  listsAfter: readonly string[] = [],
): Flags {
  const known = new Map(specs.map((spec) => [spec.name, spec]));
  const names = specs.map(({name}) => name);
  const values = new Map<string, string>();
  const words: string[] = [];
  for (let index = 0; index < args.length; index++) {
    const word = args[index]!;
    if (!word.startsWith("-")) {
      if (words.length === mostWords && !listsAfter.includes(words[0] ?? ""))
        throw new UserError(`unexpected argument ${quoted(word)}${flagSuggestion(word, names)}`);
      words.push(word);
      continue;
    }
    const equals = word.indexOf("=");
    const given = equals < 0 ? word : word.slice(0, equals);
    const spec = given.startsWith("--") ? known.get(given.slice(2)) : undefined;
    if (spec === undefined)
      throw new UserError(`unknown flag ${quoted(given)}${flagSuggestion(given, names) || seeHelp}`);
    if (values.has(spec.name)) throw new UserError(`--${spec.name}: given twice, expected once`);
    if (spec.value === null) {
      if (equals >= 0) throw new UserError(`--${spec.name}: takes no value, got ${quoted(word.slice(equals + 1))}`);
      values.set(spec.name, "");
      continue;
    }
    const next = args[index + 1];
    // A single dash may open a value, as in -1; that it is no good one is for the flag to say.
    const separate = equals < 0 && next !== undefined && !next.startsWith("--");
    const value = equals >= 0 ? word.slice(equals + 1) : separate ? next : "";
    if (separate) index++;
    if (value.trim() === "")
      throw new UserError(`--${spec.name}: missing its value, expected ${spec.expected ?? spec.value}`);
    values.set(spec.name, value);
  }
  return {values, words};
}

const seeHelp = "; --help lists all";

/**
 * The word that a flag must be one of, in any case; undefined where the flag was not given.
 *
 * @throws UserError naming the valid words, and the nearest.
 */
export function oneOf<const Word extends string>(flags: Flags, name: string, valid: readonly Word[]): Word | undefined {
  const text = flags.values.get(name);
  if (text === undefined) return undefined;
  const found = valid.find((word) => word === text.trim().toLowerCase());
  if (found !== undefined) return found;
  const expected = alternatives(valid);
  throw new UserError(`--${name}: expected ${expected}, got ${quoted(text)}${suggestion(text, valid)}`);
}
