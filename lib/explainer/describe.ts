import {precisionName, wideFormat} from "../engine/precision.js";
import type {Configuration, Phase, Regime} from "../engine/types.js";
import {formatCount} from "./format.js";
import type {GapTermId, Side} from "./types.js";

/** "compute bound" and its kin. */
export const regimeNames: Readonly<Record<Regime, string>> = {
  compute: "compute bound",
  memory: "memory bound",
  link: "link bound",
  overhead: "overhead bound",
};

/** What the time of each term is spent on. */
export const termNames: Readonly<Record<Regime, string>> = {
  compute: "arithmetic",
  memory: "memory traffic",
  link: "link traffic",
  overhead: "launch overhead",
};

/** What stands between a headline ratio and the speed-up. */
export const gapTermNames: Readonly<Record<GapTermId, string>> = {
  ...termNames,
  work: "amount of work",
  rate: "more than any rate promises",
  room: "room for sequences",
  step: "time of a step",
  power: "power of an accelerator",
  price: "price of an accelerator",
  unexplained: "unexplained by the engine",
};

/** The resource whose doubling each term stands for. */
export const resourceNames: Readonly<Record<Regime, string>> = {
  compute: "twice the peak FLOP/s",
  memory: "twice the memory bandwidth",
  link: "twice the link bandwidth",
  overhead: "half the launch overhead",
};

/** "Memory Bound": the regime as the known block of the text form spells it. */
export function regimeTitle(regime: Regime): string {
  return regimeNames[regime].replace(/\b[a-z]/g, (letter) => letter.toUpperCase());
}

/** The formats of a scenario as a reader chose them: "fp8", "fp8, fp8 KV cache". */
export function precisionLabel({scenario}: Configuration): string {
  const {weights, activations, kvCache} = scenario.precision;
  const name = precisionName(scenario.precision) ?? `${weights} weights, ${activations} compute`;
  return kvCache === wideFormat[activations] ? name : `${name}, ${kvCache} KV cache`;
}

/** Ways in which two sides may differ, each as a reader would name it. */
const traits: readonly ((side: Configuration) => string)[] = [
  ({hardware}) => hardware.name,
  ({model}) => model.name,
  ({scenario}) => scenario.phase,
  precisionLabel,
  ({scenario}) => (scenario.batch === "max" ? "largest batch" : `batch ${formatCount(scenario.batch)}`),
  ({scenario}) => `input of ${tokens(scenario.inputLength)}`,
  ({scenario}) => `output of ${tokens(scenario.outputLength)}`,
  ({scenario}) => `tensor parallelism ${scenario.tensorParallel}`,
  ({scenario}) => `pipeline of ${scenario.pipelineParallel}`,
  ({scenario}) => `${scenario.dataParallel} ${scenario.dataParallel === 1 ? "copy" : "copies"}`,
  ({scenario}) => `expert parallelism ${scenario.expertParallel}`,
  ({scenario}) => `${scenario.execution} execution`,
  ({calibration}) => `${calibration.id} constants`,
];

const tokens = (count: number): string => `${formatCount(count)} ${count === 1 ? "token" : "tokens"}`;

/** The pairs of names in which two sides differ, baseline first. */
export function differences(baseline: Configuration, proposal: Configuration): readonly (readonly [string, string])[] {
  return traits
    .map((trait) => [trait(baseline), trait(proposal)] as const)
    .filter(([before, after]) => before !== after);
}

/** With more differences than these a label no longer says anything quickly. */
const mostNamed = 3;

/** How each side differs from the other, in words: "H100 SXM", "batch 256"; plainly its role where nothing or much does. */
export function sideLabels(baseline: Configuration, proposal: Configuration): Readonly<Record<Side, string>> {
  const named = differences(baseline, proposal);
  return named.length === 0 || named.length > mostNamed
    ? {baseline: "the baseline", proposal: "the proposal"}
    : {
        baseline: named.map(([before]) => before).join(", "),
        proposal: named.map(([, after]) => after).join(", "),
      };
}

/** A label at the beginning of a sentence. Only our own words are raised: a name keeps the letters that it was given. */
export function sideSubject(label: string): string {
  const ours = /^(the|either|batch|largest|input|output|tensor|graph|eager|decode|prefill|calibrated|ideal|tutorial)\b/;
  return ours.test(label) ? label.charAt(0).toUpperCase() + label.slice(1) : label;
}

const phaseVerbs: Readonly<Record<Phase, string>> = {
  decode: "decoding",
  prefill: "prefilling",
  request: "answering with",
  serving: "serving",
  forward: "running",
  training: "training",
};

/** What both sides do, and where: "decoding Llama-3.1-8B on H100 SXM", leaving out what differs. */
export function activity(baseline: Configuration, proposal: Configuration): string {
  const {model, hardware, scenario} = proposal;
  const samePhase = baseline.scenario.phase === scenario.phase;
  const verb = samePhase ? phaseVerbs[scenario.phase] : "running";
  const what = baseline.model.name === model.name ? ` ${model.name}` : "";
  const where = baseline.hardware.name === hardware.name ? ` on ${hardware.name}` : "";
  return `${verb}${what}${where}`;
}
