import {devicesOf} from "../engine/parallelism.js";
import {precisionName, wideFormat} from "../engine/precision.js";
import type {Configuration, Phase, Regime, TrainingPlan} from "../engine/types.js";
import {readsText} from "../engine/unitMade.js";
import {formatCount, listed} from "./format.js";
import {isRevised} from "./revised.js";
import {trainingTraits} from "./trainingTraits.js";
import type {Explanation, GapTermId, Side} from "./types.js";

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

/** Ways in which two sides may differ beside what is run on what, as a reader would name them; null for what a side has not. */
const traits: readonly ((side: Configuration) => string | null)[] = [
  ({scenario}) => scenario.phase,
  precisionLabel,
  ({scenario}) => (scenario.batch === "max" ? "the largest batch" : `batch ${formatCount(scenario.batch)}`),
  ({scenario}) => `input of ${tokens(scenario.inputLength)}`,
  ({scenario}) => `output of ${tokens(scenario.outputLength)}`,
  ({scenario}) => `tensor parallelism ${scenario.tensorParallel}`,
  ({scenario}) => `pipeline of ${scenario.pipelineParallel}`,
  ({scenario}) => `${scenario.dataParallel} ${scenario.dataParallel === 1 ? "copy" : "copies"}`,
  ({scenario}) => `expert parallelism ${scenario.expertParallel}`,
  ({scenario}) => (devicesOf(scenario) === 1 ? null : `nodes of ${formatCount(scenario.devicesPerNode)}`),
  ({scenario}) =>
    devicesOf(scenario) <= scenario.devicesPerNode
      ? null
      : `network of ${(8 * scenario.networkBytesPerSecond) / 1e9} Gbit/s`,
  ({scenario}) => (devicesOf(scenario) === 1 ? null : `${scenario.collectives} collectives`),
  ({scenario}) => (scenario.offload ? "offload to the host" : "no offload"),
  ...trainingTraits.map(trained),
  ({scenario}) => `${scenario.execution} execution`,
  ({calibration}) => `${calibration.id} constants`,
];

/** A trait of training alone. */
function trained(name: (plan: TrainingPlan) => string): (side: Configuration) => string | null {
  return ({scenario}) => (scenario.phase === "training" ? name(scenario.training) : null);
}

const tokens = (count: number): string => `${formatCount(count)} ${count === 1 ? "token" : "tokens"}`;

/** What two models, or two accelerators, are called beside each other: where they share a name, which of them is meant. */
function namesOf<Item extends Configuration["model" | "hardware"]>(before: Item, after: Item): [string, string] {
  return isRevised(before, after) ? [`the old ${before.name}`, `the new ${after.name}`] : [before.name, after.name];
}

/** The pairs of names in which two sides differ, baseline first. */
export function differences(baseline: Configuration, proposal: Configuration): readonly (readonly [string, string])[] {
  return [
    namesOf(baseline.hardware, proposal.hardware),
    namesOf(baseline.model, proposal.model),
    ...traits.map((trait) => [trait(baseline), trait(proposal)] as const),
  ].filter((names): names is [string, string] => names[0] !== null && names[1] !== null && names[0] !== names[1]);
}

/** With more differences than these a label no longer says anything quickly. */
const mostNamed = 3;

/**
 * How each side differs from the other, in words: "H100 SXM", "batch 256", "the new chat-8b with batch 33"; plainly its role
 * where nothing or much does.
 */
export function sideLabels(baseline: Configuration, proposal: Configuration): Readonly<Record<Side, string>> {
  const named = differences(baseline, proposal);
  if (named.length === 0 || named.length > mostNamed) return {baseline: "the baseline", proposal: "the proposal"};
  const isSameMachine = isShared(baseline.hardware, proposal.hardware);
  const opensWithRevision =
    isRevised(baseline.hardware, proposal.hardware) || (isSameMachine && isRevised(baseline.model, proposal.model));
  // After "the new chat-8b" a comma alone would read as the end of a clause.
  const label = ([first = "", ...rest]: readonly string[]): string =>
    [first, rest.join(", ")].filter((part) => part !== "").join(opensWithRevision ? " with " : ", ");
  return {baseline: label(named.map(([before]) => before)), proposal: label(named.map(([, after]) => after))};
}

/** Whether both sides have one and the same model, or accelerator. */
function isShared<Item extends Configuration["model" | "hardware"]>(before: Item, after: Item): boolean {
  return before.name === after.name && !isRevised(before, after);
}

const ownWords =
  /^(the|either|batch|largest|input|output|tensor|pipeline|expert|nodes|network|ring|switch|offload|no|optimizer|recomputation|micro|all|graph|eager|decode|prefill|request|serving|forward|training|calibrated|ideal|tutorial)\b/;

/** A label at the beginning of a sentence. Only our own words are raised: a name keeps the letters that it was given. */
export function sideSubject(label: string): string {
  return ownWords.test(label) ? label.charAt(0).toUpperCase() + label.slice(1) : label;
}

const phaseVerbs: Readonly<Record<Phase, string>> = {
  decode: "decoding",
  prefill: "prefilling",
  request: "answering requests",
  serving: "serving",
  forward: "running",
  training: "training",
};

/** What a time or an energy is that of: "8.0 ms a step", "1.20 s a pass". */
export const perPhase: Readonly<Record<Phase, string>> = {
  decode: "a step",
  serving: "a step",
  training: "a step",
  prefill: "a pass",
  request: "a pass",
  forward: "a pass",
};

/**
 * What both sides do, where and how: "decoding Llama-3.1-8B on H100 SXM (bf16, batch 1, input of 1,024 tokens)", leaving out
 * what differs; "" where all of it does.
 */
export function activity(baseline: Configuration, proposal: Configuration): string {
  const {model, hardware, scenario} = proposal;
  const samePhase = baseline.scenario.phase === scenario.phase;
  const [sameModel, sameHardware] = [isShared(baseline.model, model), isShared(baseline.hardware, hardware)];
  const setup = setupOf(baseline, proposal);
  if (!samePhase && !sameModel && !sameHardware) return "";
  const verb = samePhase ? phaseVerbs[scenario.phase] : "running";
  // A reader answers requests with a model, and decodes or serves it.
  const what = !sameModel ? "" : samePhase && scenario.phase === "request" ? ` with ${model.name}` : ` ${model.name}`;
  const where = sameHardware ? ` on ${hardware.name}` : "";
  return `${verb}${what}${where}${setup.length === 0 ? "" : ` (${setup.join(", ")})`}`;
}

/** The settings of both sides that a reader must know to read a number: formats, batch, lengths, devices. */
export function setupOf(baseline: Configuration, proposal: Configuration): string[] {
  const told: readonly ((side: Configuration) => string | null)[] = [
    precisionLabel,
    ({scenario: {batch}}) => (batch === "max" ? "the largest batch" : `batch ${formatCount(batch)}`),
    (side) => (readsTokens(side) ? `input of ${tokens(side.scenario.inputLength)}` : null),
    (side) => (writesTokens(side) ? `output of ${tokens(side.scenario.outputLength)}` : null),
    ({scenario}) => (devicesOf(scenario) === 1 ? null : `${formatCount(devicesOf(scenario))} accelerators`),
  ];
  return told.flatMap((name) => {
    const [before, after] = [name(baseline), name(proposal)];
    return after !== null && before === after ? [after] : [];
  });
}

/** Whether the length of the input counts. */
function readsTokens({model}: Configuration): boolean {
  return readsText(model);
}

/** Whether the length of the output counts: a decode step has one where it is the mean over several tokens. */
function writesTokens({scenario: {phase, outputLength}}: Configuration): boolean {
  return phase === "request" || phase === "serving" || (phase === "decode" && outputLength > 1);
}

/** What the numbers of an explanation rest on, which a reader of a comment cannot know. */
export function basisOf({
  baseline,
  proposal,
  measured,
}: Pick<Explanation, "baseline" | "proposal" | "measured">): string {
  const ids = [...new Set([baseline, proposal].map(({configuration}) => `"${configuration.calibration.id}"`))];
  const but = measured === null ? ", not measured" : " where they are not said to be measured";
  return `Times are predicted with the constants ${listed(ids)}${but}.`;
}
