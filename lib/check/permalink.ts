import {isPath} from "../catalog/isPath.js";
import type {Side} from "../explainer/types.js";
import {defaultChoices} from "../explore/comparisonChoices.js";
import {homeState} from "../explore/homeState.js";
import {defaultOptions, type Options} from "../explore/options.js";
import {briefConfig} from "../explore/ownModel.js";
import {encodeQuery, type PageState} from "../explore/queryState.js";
import {commonChoices, type LinkedModel, type SideChoice} from "../explore/sideChoices.js";
import type {Scenario, ScenarioOutcome} from "./types.js";

/** Longer addresses are cut by some programs that pass them on; the site reads no longer ones either. */
const longest = 8_000;

/**
 * The address of the site's comparison of both sides of an outcome; null where a link cannot hold it: the site knows
 * the accelerators and models of the catalog, and a link can carry a model that a `config.json` describes.
 */
export function permalink({before, after}: ScenarioOutcome, site: string): string | null {
  const [old, now] = [before?.scenario ?? after?.scenario, after?.scenario ?? before?.scenario];
  if (old === undefined || now === undefined || ![old, now].every(isLinkable)) return null;
  const common = optionsOf(now);
  const state: PageState = {
    ...defaultChoices,
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

function isLinkable({model, hardware, config}: Scenario): boolean {
  if (isPath(hardware.text)) return false;
  return !isPath(model.text) || config !== null;
}

/** All options of a scenario; the phase and the length where it states none depend on its model. */
function optionsOf({options, configuration: {scenario}}: Scenario): Options {
  const {phase, inputLength} = scenario;
  return {...defaultOptions, phase, inputLength, ...options};
}

/** What the base has that the head does not. */
function ownChoice(old: Scenario, now: Scenario, common: Options): SideChoice {
  const own = optionsOf(old);
  const changed = (Object.keys(own) as (keyof Options)[]).filter((key) => own[key] !== common[key]);
  const config = old.config === now.config ? null : linkedModel(old);
  const isOther = config === null && old.configuration.model.id !== now.configuration.model.id;
  return {
    model: isOther && !isPath(old.model.text) ? old.configuration.model.id : null,
    config,
    options: Object.fromEntries(changed.map((key) => [key, own[key]])),
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
