import {isDeepStrictEqual} from "node:util";
import {bytesPerValue, wideFormat} from "../../../lib/engine/precision.js";
import type {Configuration, Scenario} from "../../../lib/engine/types.js";
import type {Side} from "../../../lib/explainer/types.js";
import {bothSides, type Facts} from "./facts.js";
import {devicesIn} from "./recompute.js";
import {holds, type Sentence} from "./sentence.js";

const count = (value: number): string => value.toLocaleString("en-US");
const tokens = (value: number): string => `${count(value)} token${value === 1 ? "" : "s"}`;

/** The names by which a precision of weights alone goes. */
const narrow: Readonly<Record<string, string>> = {int8: "int8-weights", int4: "int4-weights", q4_k_m: "q4_k_m"};

/** The parts of a training plan, in the order in which they are named. */
export function trainingParts({training}: Scenario): readonly string[] {
  const {optimizer, recomputation, zeroStage, microBatch, loraRank} = training;
  return [
    `optimizer ${optimizer}`,
    `recomputation ${recomputation}`,
    `ZeRO stage ${zeroStage}`,
    microBatch === 0 ? "micro-batch not set" : `micro-batch ${count(microBatch)}`,
    loraRank === 0 ? "all weights trained" : `LoRA of rank ${count(loraRank)}`,
  ];
}

/** All that a label may say of a configuration. */
export function traitsOf(configuration: Configuration): readonly string[] {
  const {hardware, model, scenario, calibration} = configuration;
  const {weights, activations, kvCache} = scenario.precision;
  const isNarrow = activations === "fp16" && narrow[weights] !== undefined && bytesPerValue[weights] < 2;
  const name = weights === activations ? weights : isNarrow ? narrow[weights]! : `${weights} weights`;
  const together = devicesIn(configuration) > 1;
  return [
    hardware.name,
    model.name,
    scenario.phase,
    name,
    `${activations} compute`,
    kvCache === wideFormat[activations] ? "" : `${kvCache} KV cache`,
    scenario.batch === "max" ? "the largest batch" : `batch ${count(scenario.batch)}`,
    `input of ${tokens(scenario.inputLength)}`,
    `output of ${tokens(scenario.outputLength)}`,
    `tensor parallelism ${scenario.tensorParallel}`,
    `pipeline of ${scenario.pipelineParallel}`,
    scenario.dataParallel === 1 ? "1 copy" : `${scenario.dataParallel} copies`,
    `expert parallelism ${scenario.expertParallel}`,
    together ? `${count(devicesIn(configuration))} accelerators` : "",
    together ? `nodes of ${count(scenario.devicesPerNode)}` : "",
    together ? `network of ${scenario.networkBytesPerSecond / 0.125e9} Gbit/s` : "",
    together ? `${scenario.collectives} collectives` : "",
    scenario.offload ? "offload to the host" : "no offload",
    ...(scenario.phase === "training" ? trainingParts(scenario) : []),
    `${scenario.execution} execution`,
    `${calibration.id} constants`,
  ];
}

/** Whether a model, or an accelerator, goes by one name on both sides and is another all the same. */
export function isAnother(
  own: Configuration["model" | "hardware"],
  other: Configuration["model" | "hardware"],
): boolean {
  const stated = (item: typeof own) => ({...item, id: "", family: "", vendor: ""});
  return own.name === other.name && !isDeepStrictEqual(stated(own), stated(other));
}

/** The same of a side beside the other: of what goes by one name on both, which of the two it has. */
function traitsBeside(side: Side, {sides}: Pick<Facts, "sides">) {
  const [own, other] = [sides[side], sides[side === "baseline" ? "proposal" : "baseline"]];
  const age = side === "baseline" ? "the old" : "the new";
  const items = (["hardware", "model"] as const).map((key) => ({
    name: isAnother(own[key], other[key]) ? `${age} ${own[key].name}` : own[key].name,
    revised: isAnother(own[key], other[key]),
  }));
  const [, , ...rest] = traitsOf(own);
  return {
    traits: [...items.map(({name}) => name), ...rest],
    revised: items.filter(({revised}) => revised).map(({name}) => name),
  };
}

/** The traits that a label lists, each of them one of these. */
export function partsOf(label: string, traits: readonly string[]): string[] {
  const parts: string[] = [];
  let rest = label;
  while (rest !== "") {
    // Names may hold commas.
    const part = traits.find((trait) => trait !== "" && (rest === trait || rest.startsWith(`${trait}, `)));
    holds(part !== undefined, () => `"${rest}" does not begin with a trait of that side`);
    parts.push(part);
    rest = rest.slice(part.length + 2);
  }
  return parts;
}

/**
 * Holds a label against its side: each thing that it names is true of the side, and one of them is not of the other. What goes
 * by one name and is another is never left out: the rest would be blamed for it. A side is called by its role where nothing
 * that could be named differs, or more than could be said quickly.
 */
export function checkLabel(label: string, side: Side, {sides}: Pick<Facts, "sides">): void {
  if (label === `the ${side}`) return;
  const {traits: own, revised} = traitsBeside(side, {sides});
  const {traits: others} = traitsBeside(side === "baseline" ? "proposal" : "baseline", {sides});
  const first = revised.find((name) => label.startsWith(`${name} with `));
  const parts = partsOf(first === undefined ? label : label.replace(`${first} with `, () => `${first}, `), own);
  holds(
    revised.every((name) => parts.includes(name)),
    () => `"${label}" does not say which ${revised.join(" and ")} is meant`,
  );
  // A KV cache of the usual format is not named: "fp8" is set apart from "fp8, fp16 KV cache".
  const isUsual = own.includes("") && others.some((trait) => trait.endsWith(" KV cache") && !own.includes(trait));
  holds(isUsual || parts.some((part) => !others.includes(part)), () => `"${label}" does not set the ${side} apart`);
}

/** Reads a label that this sentence has made for itself, up to what follows it, and holds it against its side. */
export function readLabel(
  sentence: Sentence,
  facts: Facts,
  side: Side,
  {batch}: {readonly batch: boolean},
  until: RegExp,
): void {
  const {rest} = sentence;
  const end = rest.search(until);
  if (end <= 0) sentence.fail("a label");
  const label = rest.slice(0, end);
  sentence.take(label);
  const raised = /^(?:The|Either) /.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
  holds(batch || !/(?:^|, )(?:batch |the largest batch)/.test(label), () => `"${label}" names a batch of its own`);
  checkLabel(raised, side, facts);
}

/** Checks the labels of both sides, which all sentences use. */
export function checkLabels(facts: Facts): void {
  for (const side of bothSides) checkLabel(facts.labels[side], side, facts);
}
