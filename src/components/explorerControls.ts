import {precisionNames, type PrecisionName} from "../lib/engine/precision.js";
import {phases, type Model, type Phase} from "../lib/engine/types.js";
import {readsText} from "../lib/engine/unitMade.js";
import {formatCount} from "../lib/explainer/format.js";
import type {PageCatalog} from "../lib/explore/answerState.js";
import {engineChoices, engineOf, withEngine} from "../lib/explore/engineChoice.js";
import {commonPhases, longestOfBoth} from "../lib/explore/modelOptions.js";
import {largestBatchAsked, type Options} from "../lib/explore/options.js";
import type {PageState} from "../lib/explore/queryState.js";
import {linkedModelId} from "../lib/explore/sideChoices.js";
import type {SideModels} from "../lib/explore/sideModels.js";
import {countControl, offer, relabel, selectControl, type Choice} from "./controls.js";
import {html} from "./element.js";
import {moreControls} from "./moreControls.js";

/** The controls of a comparison, as one. */
export interface ExplorerControls {
  /** What is chosen now and then. */
  readonly choices: HTMLElement;
  /** The slider that this is all about: it may follow the reader down the page. */
  readonly batch: HTMLElement;
  /** Adds a model that the reader brought. */
  offerModel(model: Model): void;
  /**
   * Shows a state, and offers what the models of both sides take; `batches` are those computed of both, which "max" does not
   * tell.
   */
  show(state: PageState, models: SideModels, batches: readonly [baseline: number, proposal: number] | null): void;
}

/** Slider ends: beyond what most accelerators hold, and beyond what most prompts need. */
const [mostBatch, mostTokens] = [4096, 32_768];

/** A link may combine calibration and granularity in ways that the select does not offer. */
const otherEngineValue = "other";

/**
 * Makes the controls.
 *
 * @param change called at each input with how it changes the state.
 */
export function explorerControls(
  {hardware, models}: PageCatalog,
  change: (step: (state: PageState) => PageState) => void,
): ExplorerControls {
  const set = (part: Partial<PageState>) => {
    change((state) => ({...state, ...part}));
  };
  const option = (part: Partial<Options>) => {
    change((state) => ({...state, options: {...state.options, ...part}}));
  };
  const machines = byGroup(hardware, ({vendor}) => vendor);
  const model = selectControl(
    {label: "Model", className: "model", choices: byGroup(models, ({family}) => family)},
    (id) => {
      if (id !== linkedModelId) set({model: id});
    },
  );
  const baseline = selectControl({label: "Baseline", choices: machines, className: "baseline"}, (id) => {
    set({baseline: id});
  });
  const proposal = selectControl({label: "Proposal", choices: machines, className: "proposal"}, (id) => {
    set({proposal: id});
  });
  const phase = selectControl({label: "Phase", className: "phase", choices: phaseChoices}, (name) => {
    change((state) => {
      const {outputLength} = state.options;
      // One token, the usual mean of a decode step, is no answer to wait for.
      const answers = (name === "request" || name === "serving") && outputLength === 1;
      return {
        ...state,
        options: {...state.options, phase: name as Phase, outputLength: answers ? usualAnswer : outputLength},
      };
    });
  });
  const precision = selectControl(
    {label: "Precision", className: "precision", choices: precisionNames.map(precisionChoice)},
    (name) => {
      option({precision: name as PrecisionName});
    },
  );
  const engine = selectControl(
    {
      label: "Engine",
      className: "engine",
      choices: [
        ...engineChoices.map(({id, label}) => ({value: id, label})),
        {value: otherEngineValue, label: "as the link says"},
      ],
    },
    (id) => {
      const choice = engineChoices.find((each) => each.id === id);
      if (choice !== undefined) change((state) => ({...state, options: withEngine(state.options, choice)}));
    },
  );
  const other = engine.element.querySelector<HTMLOptionElement>(`option[value=${otherEngineValue}]`)!;
  const inputLength = countControl(
    {label: "Input length", className: "input-length", most: mostTokens, limit: 10_000_000},
    (value) => {
      option({inputLength: value});
    },
  );
  const batch = countControl(
    {label: "Batch", most: mostBatch, limit: largestBatchAsked, className: "batch"},
    (value) => {
      option({batch: value});
    },
  );
  const largest = html("input", {type: "checkbox"});
  let common = 1;
  largest.addEventListener("input", () => {
    option({batch: largest.checked ? "max" : common});
  });
  const more = moreControls(change);
  const choices = [model, baseline, proposal, phase, precision, engine, inputLength];
  return {
    choices: html(
      "div",
      {class: "choices"},
      html(
        "div",
        {class: "controls", role: "group", "aria-label": "What to compare"},
        ...choices.map(({element}) => element),
      ),
      more.element,
    ),
    batch: html(
      "div",
      {class: "batch-bar"},
      batch.element,
      html("label", {class: "control check largest"}, largest, "largest that fits"),
    ),
    offerModel({id, name}) {
      offer(model.element, {value: id, label: name, group: "your own"});
    },
    show(state, sides, computed) {
      const {model: m, baseline: b, proposal: p, options} = state;
      more.show({...state, models: sides});
      const {config} = state;
      if (config !== null)
        offer(model.element, {value: linkedModelId, label: config.model.name, group: "from the link"});
      model.show(config === null ? m : linkedModelId);
      baseline.show(b);
      proposal.show(p);
      const known = commonPhases(sides);
      for (const {value} of phaseChoices) {
        const isOffered = known.some((each) => each === value) || value === options.phase;
        relabel(phase.element, value, {isOffered});
      }
      phase.show(options.phase);
      precision.show(options.precision);
      const choice = engineOf(options);
      if (other.hidden !== (choice !== undefined)) other.hidden = other.disabled = choice !== undefined;
      if (choice === undefined) other.textContent = `${options.calibration}, by ${options.granularity}`;
      engine.show(choice?.id ?? otherEngineValue);
      const ofText = Object.values(sides).some(readsText);
      inputLength.element.hidden = !ofText;
      inputLength.show({
        value: options.inputLength,
        note: options.inputLength === 1 ? " token" : " tokens",
        most: Math.min(mostTokens, longestOfBoth(state, sides)),
      });
      const unit = ofText ? "sequence" : "sample";
      const isLargest = options.batch === "max";
      if (largest.checked !== isLargest) largest.checked = isLargest;
      const [before, after] = computed ?? [1, 1];
      if (computed !== null) common = Math.max(1, Math.min(before, after));
      batch.show(
        options.batch === "max"
          ? {
              value: Math.max(1, before),
              note: before === after ? ", the largest that fits" : ` and ${formatCount(after)}, the largest that fit`,
            }
          : {value: options.batch, note: ` ${unit}${options.batch === 1 ? "" : "s"}`},
      );
    },
  };
}

/** Tokens of an answer where none are asked for. */
const usualAnswer = 256;

const phaseNames: Readonly<Record<Phase, string>> = {
  decode: "decode",
  prefill: "prefill",
  request: "whole request",
  serving: "serving",
  forward: "forward pass",
  training: "training",
};

const phaseChoices: readonly Choice[] = phases.map((phase) => ({value: phase, label: phaseNames[phase]}));

function precisionChoice(name: PrecisionName): Choice {
  const isWeightsOnly = name.endsWith("-weights") || name === "q4_k_m";
  return {
    value: name,
    label: name.replace("-", " "),
    group: isWeightsOnly ? "weights alone" : "weights and arithmetic",
  };
}

function byGroup<Item extends {readonly id: string; readonly name: string}>(
  items: readonly Item[],
  group: (item: Item) => string,
): Choice[] {
  return items
    .map((item) => ({value: item.id, label: item.name, group: group(item)}))
    .toSorted((a, b) => a.group.localeCompare(b.group) || a.label.localeCompare(b.label, "en", {numeric: true}));
}
