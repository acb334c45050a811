import {isPath} from "../catalog/isPath.js";
import {areAlike} from "../explainer/revised.js";
import type {Side} from "../explainer/types.js";
import {defaultChoices, leastPrice, mostPrice, type ComparisonChoices} from "../explore/comparisonChoices.js";
import {homeState} from "../explore/homeState.js";
import {defaultOptions, type Options} from "../explore/options.js";
import {briefConfig} from "../explore/ownModel.js";
import {encodeQuery, type PageState} from "../explore/queryState.js";
import {commonChoices, type LinkedModel, type SideChoice} from "../explore/sideChoices.js";
import type {Scenario, ScenarioOutcome} from "./types.js";

/** Longer addresses are cut by some programs that pass them on; the site reads no longer ones either. */
const longest = 8_000;

/**
 * The address of the site's comparison of both sides of an outcome; null where the site cannot show it: two sides that cannot be
 * compared, or that it would show as the same, and a link that cannot hold them. The site knows the accelerators and models of the
 * catalog, and a link can carry a model that a `config.json` describes.
 */
export function permalink({status, before, after, incomparable}: ScenarioOutcome, site: string): string | null {
  const [old, now] = [before?.scenario ?? after?.scenario, after?.scenario ?? before?.scenario];
  if (incomparable !== null || old === undefined || now === undefined || ![old, now].every(isLinkable)) return null;
  const choices = choicesOf(old, now);
  const runsAlike = areAlike(old.configuration, now.configuration);
  if (status === "changed" && runsAlike && choices.metric === null) return null;
  const common = optionsOf(now);
  const state: PageState = {
    ...choices,
    model: isPath(now.model.text) ? homeState.model : now.configuration.model.id,
    config: linkedModel(now),
    baseline: old.configuration.hardware.id,
    proposal: now.configuration.hardware.id,
    options: common,
    alone: {...commonChoices, baseline: ownChoice(old, now, common)} satisfies Record<Side, SideChoice>,
  };
  const address = new URL(`./${encodeQuery(state, homeState)}`, folderOf(site)).href;
  return address.length > longest ? null : address;
}

function isLinkable({model, hardware, config, pricePerHour}: Scenario): boolean {
  if (isPath(hardware.text)) return false;
  if (pricePerHour !== null && (pricePerHour < leastPrice || pricePerHour > mostPrice)) return false;
  return !isPath(model.text) || config !== null;
}

/** The prices of both sides. Where they alone differ, the cost is what is compared: the times are the same. */
function choicesOf(old: Scenario, now: Scenario): ComparisonChoices {
  const [baselinePrice, proposalPrice] = [old.pricePerHour, now.pricePerHour];
  const arePricesNews = baselinePrice !== null && proposalPrice !== null && baselinePrice !== proposalPrice;
  const isCost = arePricesNews && areAlike(old.configuration, now.configuration);
  return {...defaultChoices, metric: isCost ? "cost" : null, baselinePrice, proposalPrice};
}

/**
 * The options that a scenario is computed with. A phase and an input length that it leaves out depend on its model, which the
 * other side may not share. A KV format that it leaves out stays so: the page then keeps it with the precision that a reader chooses.
 */
function optionsOf({options, configuration: {scenario}}: Scenario): Options {
  const {phase, inputLength} = scenario;
  return {...defaultOptions, ...options, phase, inputLength};
}

/** What the base has that the head does not. */
function ownChoice(old: Scenario, now: Scenario, common: Options): SideChoice {
  const own: Options = optionsOf(old);
  // "The format that goes with the precision" cannot be said of one side against a format that both share.
  const kvPrecision = common.kvPrecision === null ? own.kvPrecision : old.configuration.scenario.precision.kvCache;
  const said: Options = {...own, kvPrecision};
  const changed = (Object.keys(said) as (keyof Options)[]).filter((key) => said[key] !== common[key]);
  const config = old.config === now.config ? null : linkedModel(old);
  // A model of the catalog goes by its id beside one of the team's own, which may go by the same.
  const isOther = old.config !== now.config || old.configuration.model.id !== now.configuration.model.id;
  return {
    model: config === null && isOther && !isPath(old.model.text) ? old.configuration.model.id : null,
    config,
    options: Object.fromEntries(changed.map((key) => [key, said[key]])),
  };
}

function linkedModel({config, configuration: {model}}: Scenario): LinkedModel | null {
  return config === null ? null : {text: briefConfig(config), model};
}

/** The address that pages are relative to: its query and fragment, if it has any, are no part of it. */
function folderOf(site: string): string {
  const {origin, pathname} = new URL(site);
  return `${origin}${pathname.endsWith("/") ? pathname : `${pathname}/`}`;
}
