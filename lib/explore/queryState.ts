import {findHardware, findModel} from "../catalog/lookup.js";
import {UserError} from "../engine/userError.js";
import {comparisonKeys, parseComparison, type ComparisonChoices} from "./comparisonChoices.js";
import {optionKeys, parseOption, type Options} from "./options.js";

/** What a comparison page shows: three ids, what is compared, and the scenario. */
export interface PageState extends ComparisonChoices {
  readonly model: string;
  readonly baseline: string;
  readonly proposal: string;
  readonly options: Options;
}

/** The ids of a state. */
const idKeys = ["model", "baseline", "proposal"] as const;

/** The names of all parameters of a state; others in an address are other people's. */
export const queryNames: ReadonlySet<string> = new Set([...idKeys, ...comparisonKeys.keys(), ...optionKeys.keys()]);

/** A state read from a link, and a sentence for each part of the link that could not be used. */
export interface DecodedState {
  readonly state: PageState;
  readonly notices: readonly string[];
}

const longestQuery = 2_000;

/**
 * The query string of a state, without what is as in `defaults`; "" where nothing differs. Decoding it gives the state
 * back.
 */
export function encodeQuery(state: PageState, defaults: PageState): string {
  const query = new URLSearchParams();
  for (const key of idKeys) {
    if (state[key] !== defaults[key]) query.set(key, state[key]);
  }
  for (const [name, key] of comparisonKeys) {
    const value = state[key];
    if (value !== defaults[key] && value !== null) query.set(name, String(value));
  }
  for (const [name, key] of optionKeys) {
    const value = state.options[key];
    if (value !== defaults.options[key] && value !== null) query.set(name, String(value));
  }
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}

/**
 * The state that a query string stands for. A parameter that is malformed or names nothing keeps its default and gains a
 * notice; parameters that are not ours are left alone, because links pick up others on their way.
 */
export function decodeQuery(search: string, defaults: PageState): DecodedState {
  if (search.length > longestQuery) {
    return {state: defaults, notices: [`The link is longer than ${longestQuery} characters and was not read.`]};
  }
  const notices: string[] = [];
  const attempt = <Value>(name: string, read: (text: string) => Value, fallback: Value): Value => {
    const texts = query.getAll(name);
    if (texts.length === 0) return fallback;
    try {
      if (texts.length > 1) throw new UserError(`query parameter "${name}": expected once, got ${texts.length} times`);
      return read(texts[0]!);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      notices.push(`${sentence(error.message)} Showing the default instead.`);
      return fallback;
    }
  };
  const query = new URLSearchParams(search);
  const named = (name: string, find: (text: string) => {readonly id: string}) => (text: string) => {
    try {
      return find(text).id;
    } catch (error) {
      throw error instanceof UserError ? new UserError(`query parameter "${name}": ${error.message}`) : error;
    }
  };
  const options = Object.fromEntries(
    [...optionKeys].map(([name, key]) => [
      key,
      attempt<unknown>(name, (text) => parseOption(key, text, `query parameter "${name}"`), defaults.options[key]),
    ]),
  ) as unknown as Options;
  const choices = Object.fromEntries(
    [...comparisonKeys].map(([name, key]) => [
      key,
      attempt<unknown>(name, (text) => parseComparison(key, text, `query parameter "${name}"`), defaults[key]),
    ]),
  ) as unknown as ComparisonChoices;
  const state = {
    ...choices,
    model: attempt("model", named("model", findModel), defaults.model),
    baseline: attempt("baseline", named("baseline", findHardware), defaults.baseline),
    proposal: attempt("proposal", named("proposal", findHardware), defaults.proposal),
    options,
  };
  return {state, notices};
}

function sentence(message: string): string {
  return /[.?!]$/.test(message) ? message : `${message}.`;
}
