import {findHardware, findModel, listHardware, listModels} from "../lib/catalog/lookup.js";
import {precisionNames, type PrecisionName} from "../lib/engine/precision.js";
import type {SolveRequest} from "../lib/explore/frontDoor.js";
import {isDecoder} from "../lib/explore/isDecoder.js";
import {largestBatchAsked} from "../lib/explore/options.js";
import {countControl, selectControl} from "./controls.js";
import type {ViewOf} from "./countInput.js";
import {html} from "./element.js";

/** What a reader chose: one model and scenario on two machines. */
export interface ComparisonChoice {
  readonly baseline: SolveRequest;
  readonly proposal: SolveRequest;
}

/** Ids and numbers of the choice, as the controls hold them. */
export interface Chosen {
  readonly model: string;
  readonly baseline: string;
  readonly proposal: string;
  readonly precision: PrecisionName;
  readonly inputLength: number;
  readonly batchSize: number;
}

/** Controls for a comparison of two machines, as an input whose `value` is what is chosen. */
export function comparisonInput(start: Chosen): ViewOf<ComparisonChoice> {
  let chosen = start;
  const set = (part: Partial<Chosen>) => (chosen = {...chosen, ...part});
  const machines = listHardware().map(({id, name, vendor}) => ({value: id, label: name, group: vendor}));
  const models = listModels()
    .filter(isDecoder)
    .map(({id, name}) => ({value: id, label: name}));
  const precisions = precisionNames.map((name) => ({value: name, label: name}));
  const model = selectControl({label: "Model", choices: models}, (id) => set({model: id}));
  const baseline = selectControl({label: "Baseline", choices: machines}, (id) => set({baseline: id}));
  const proposal = selectControl({label: "Proposal", choices: machines}, (id) => set({proposal: id}));
  const precision = selectControl({label: "Precision", choices: precisions}, (name) =>
    set({precision: name as PrecisionName}),
  );
  const length = countControl(
    {label: "Context", most: 32_768, limit: 10_000_000, className: "control-wide"},
    (inputLength) => set({inputLength}),
  );
  const batch = countControl(
    {label: "Batch", most: 1024, limit: largestBatchAsked, className: "control-wide"},
    (batchSize) => set({batchSize}),
  );
  model.show(start.model);
  baseline.show(start.baseline);
  proposal.show(start.proposal);
  precision.show(start.precision);
  length.show({value: start.inputLength});
  batch.show({value: start.batchSize});
  const element = html(
    "div",
    {class: "controls", role: "group", "aria-label": "Your own comparison"},
    ...[model, baseline, proposal, precision, length, batch].map((control) => control.element),
  );
  return Object.defineProperty(element, "value", {
    get: (): ComparisonChoice => {
      const {inputLength, batchSize} = chosen;
      const shared = {model: findModel(chosen.model), precision: chosen.precision, inputLength, batchSize};
      return {
        baseline: {...shared, hardware: findHardware(chosen.baseline)},
        proposal: {...shared, hardware: findHardware(chosen.proposal)},
      };
    },
  }) as unknown as ViewOf<ComparisonChoice>;
}
