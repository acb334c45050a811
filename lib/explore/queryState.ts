import {findHardware, findModel} from "../catalog/lookup.js";
import type {Model} from "../engine/types.js";
import {UserError} from "../engine/userError.js";
import type {Side} from "../explainer/types.js";
import {lacksPhase, phasesOf} from "./checkScenario.js";
import {comparisonKeys, parseComparison, type ComparisonChoices} from "./comparisonChoices.js";
import {usualOptions} from "./modelOptions.js";
import {optionKeys, parseOption, type Options} from "./options.js";
import type {ConfigReader} from "./ownModel.js";
import type {LinkedModel, SideChoice, SideChoices} from "./sideChoices.js";
import {findWithOwn, sideModels} from "./sideModels.js";

/** What a comparison page shows: three ids, what is compared, and the scenario. */
export interface PageState extends ComparisonChoices {
  readonly model: string;
  /** The model that a link carries, which goes before `model`. */
  readonly config: LinkedModel | null;
  readonly baseline: string;
  readonly proposal: string;
  readonly options: Options;
  /** What a link sets for one side alone. */
  readonly alone: SideChoices;
}

/** The ids of a state. */
const idKeys = ["model", "baseline", "proposal"] as const;

const sides: readonly Side[] = ["baseline", "proposal"];

/** The names of the parameters that carry a model: the common one, and that of each side. */
const configNames = ["config", ...sides.map((side) => `${side}.config`)];

/** What both sides share and a link may set for one of them alone: `baseline.batch`, `proposal.config`. */
const sharedNames = ["model", "config", ...optionKeys.keys()];

/** The names of all parameters of a state; others in an address are other people's. */
export const queryNames: ReadonlySet<string> = new Set([
  ...idKeys,
  ...comparisonKeys.keys(),
  ...sharedNames,
  ...sides.flatMap((side) => sharedNames.map((name) => `${side}.${name}`)),
]);

/** A state read from a link, and a sentence for each part of the link that could not be used. */
export interface DecodedState {
  readonly state: PageState;
  readonly notices: readonly string[];
}

const instead = "Showing the default instead.";

/** A link may carry the shape of a model on each side. */
const longestQuery = 8_000;

/**
 * The query string of a state, without what is as in `defaults`, or as is usual for its models where they do not take that;
 * "" where nothing differs. Decoding it gives the state back.
 *
 * @param own - The model that the reader has loaded.
 */
export function encodeQuery(state: PageState, defaults: PageState, own: Model | null = null): string {
  const query = new URLSearchParams();
  const models = sideModels(state, findWithOwn(own));
  const usual = {...defaults.options, ...usualOptions(state, models, defaults.options)};
  for (const key of idKeys) {
    if (state[key] !== defaults[key]) query.set(key, state[key]);
  }
  for (const [name, key] of comparisonKeys) {
    const value = state[key];
    if (value !== defaults[key] && value !== null) query.set(name, String(value));
  }
  for (const [name, key] of optionKeys) {
    const value = state.options[key];
    if (value !== usual[key] && value !== null) query.set(name, String(value));
  }
  if (state.config !== null) query.set("config", state.config.text);
  for (const side of sides) {
    const {model, config, options} = state.alone[side];
    if (model !== null) query.set(`${side}.model`, model);
    if (config !== null) query.set(`${side}.config`, config.text);
    for (const [name, key] of optionKeys) {
      const value = options[key];
      if (value != null) query.set(`${side}.${name}`, String(value));
    }
  }
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}

/** Whether a query string carries the shape of a model, which takes a reader of `config.json` files to decode. */
export function carriesConfig(search: string): boolean {
  const query = new URLSearchParams(search);
  return configNames.some((name) => query.has(name));
}

/**
 * The state that a query string stands for. A parameter that is malformed, names nothing, or asks for a phase that a model
 * lacks keeps its default and gains a notice; parameters that are not ours are left alone, because links pick up others on
 * their way.
 *
 * @param readConfig - Reads the models that the query carries: large, so that who decodes one without such models may give
 *   null. `carriesConfig` tells.
 * @param own - The model that the reader has loaded, which no link can carry.
 */
export function decodeQuery(
  search: string,
  defaults: PageState,
  readConfig: ConfigReader | null,
  own: Model | null = null,
): DecodedState {
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
      notices.push(`${sentence(error.message)} ${instead}`);
      return fallback;
    }
  };
  const query = new URLSearchParams(search);
  const findAny = findWithOwn(own);
  const named = (name: string, find: (text: string) => {readonly id: string}) => (text: string) => {
    try {
      return find(text).id;
    } catch (error) {
      throw error instanceof UserError ? new UserError(`query parameter "${name}": ${error.message}`) : error;
    }
  };
  const asked = Object.fromEntries(
    [...optionKeys].map(([name, key]) => [
      key,
      attempt<unknown>(name, (text) => parseOption(key, text, `query parameter "${name}"`), undefined),
    ]),
  ) as Partial<Options>;
  const choices = Object.fromEntries(
    [...comparisonKeys].map(([name, key]) => [
      key,
      attempt<unknown>(name, (text) => parseComparison(key, text, `query parameter "${name}"`), defaults[key]),
    ]),
  ) as unknown as ComparisonChoices;
  const linked = (name: string): LinkedModel | null =>
    attempt(
      name,
      (text): LinkedModel | null => {
        if (readConfig === null) throw new Error("expected a reader of config.json files: the query carries one");
        const {model, problem} = readConfig(text);
        if (model === null) throw new UserError(`query parameter "${name}": ${problem}`);
        return {text, model};
      },
      null,
    );
  const aloneOn = (side: Side): SideChoice => ({
    model: attempt<string | null>(`${side}.model`, named(`${side}.model`, findModel), null),
    config: linked(`${side}.config`),
    options: Object.fromEntries(
      [...optionKeys].flatMap(([name, key]) => {
        const own = `${side}.${name}`;
        const value = attempt<unknown>(own, (text) => parseOption(key, text, `query parameter "${own}"`), undefined);
        return value === undefined ? [] : [[key, value]];
      }),
    ),
  });
  const chosen = {
    ...choices,
    config: linked("config"),
    alone: {baseline: aloneOn("baseline"), proposal: aloneOn("proposal")},
    model: attempt("model", named("model", findAny), defaults.model),
    baseline: attempt("baseline", named("baseline", findHardware), defaults.baseline),
    proposal: attempt("proposal", named("proposal", findHardware), defaults.proposal),
  };
  const models = sideModels(chosen, findAny);
  // Which phases there are is known only now that the models are.
  const taken = (options: Partial<Options>, of: readonly Side[]): Partial<Options> => {
    const {phase, ...rest} = options;
    const lacking = phase && of.map((side) => models[side]).find((model) => !phasesOf(model).includes(phase));
    if (!lacking) return options;
    notices.push(`${sentence(lacksPhase(lacking, phase))} ${instead}`);
    return rest;
  };
  const ownOf = (side: Side): SideChoice => ({
    ...chosen.alone[side],
    options: taken(chosen.alone[side].options, [side]),
  });
  const alone: SideChoices = {baseline: ownOf("baseline"), proposal: ownOf("proposal")};
  const common = taken(
    asked,
    sides.filter((side) => alone[side].options.phase === undefined),
  );
  const {outputLength = defaults.options.outputLength} = common;
  const usual = usualOptions({options: {...common, outputLength}, alone}, models, defaults.options);
  const set = Object.fromEntries(Object.entries(common).filter(([, value]) => value !== undefined));
  return {state: {...chosen, alone, options: {...defaults.options, ...usual, ...set}}, notices};
}

function sentence(message: string): string {
  return /[.?!]$/.test(message) ? message : `${message}.`;
}
