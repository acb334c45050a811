import {precisionName} from "../engine/precision.js";
import type {Configuration, Regime} from "../engine/types.js";
import {formatCount} from "./format.js";
import type {Side} from "./types.js";

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

/** The formats of a scenario as a reader chose them, "fp8", with the KV cache where it is not the usual one. */
export function precisionLabel({scenario}: Configuration): string {
  const {weights, activations, kvCache} = scenario.precision;
  return precisionName(scenario.precision) ?? `${weights} weights, ${activations} compute, ${kvCache} KV cache`;
}

/** How each side differs from the other, in words: "H100 SXM", "batch 256", "fp8"; "baseline" where nothing does. */
export function sideLabels(baseline: Configuration, proposal: Configuration): Readonly<Record<Side, string>> {
  const parts: ((side: Configuration) => string)[] = [
    ({hardware}) => hardware.name,
    ({model}) => model.name,
    ({scenario}) => scenario.phase,
    precisionLabel,
    ({scenario}) => `${scenario.precision.kvCache} KV cache`,
    ({scenario}) => (scenario.batch === "max" ? "largest batch" : `batch ${formatCount(scenario.batch)}`),
    ({scenario}) => `${formatCount(scenario.inputLength)} input tokens`,
    ({scenario}) => `${formatCount(scenario.outputLength)} output tokens`,
    ({scenario}) => `tensor parallel ${scenario.tensorParallel}`,
    ({scenario}) => `${scenario.execution} execution`,
    ({calibration}) => `${calibration.id} calibration`,
  ];
  const telling = parts.filter((part) => part(baseline) !== part(proposal));
  const label = (side: Configuration) => telling.map((part) => part(side)).join(", ");
  return telling.length === 0
    ? {baseline: "the baseline", proposal: "the proposal"}
    : {baseline: label(baseline), proposal: label(proposal)};
}

/** What both sides do, and where: "decoding Llama-3.1-8B on H100 SXM", leaving out what differs. */
export function activity(baseline: Configuration, proposal: Configuration): string {
  const {model, hardware, scenario} = proposal;
  const samePhase = baseline.scenario.phase === scenario.phase;
  const verb = !samePhase ? "running" : scenario.phase === "decode" ? "decoding" : "prefilling";
  const what = baseline.model.name === model.name ? ` ${model.name}` : "";
  const where = baseline.hardware.name === hardware.name ? ` on ${hardware.name}` : "";
  return `${verb}${what}${where}`;
}
