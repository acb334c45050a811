import type {MissReason} from "./missReasonWords.js";
import {hardwareOf, isUnpredicted, modelOf} from "./resolveNames.js";
import type {Row} from "./types.js";

/** How a row is known to be one of a phenomenon's. All of them make a run slower than the engine says. */
type Rule = (row: Row) => boolean;

const engineIs =
  (pattern: RegExp): Rule =>
  (row) =>
    pattern.test(row.text("engine"));
const phaseIs =
  (...phases: readonly string[]): Rule =>
  (row) =>
    phases.includes(row.text("phase"));
const all =
  (...parts: readonly Rule[]): Rule =>
  (row) =>
    parts.every((part) => part(row));
const any =
  (...parts: readonly Rule[]): Rule =>
  (row) =>
    parts.some((part) => part(row));

const hardwareIs =
  (pattern: RegExp): Rule =>
  (row) => {
    const hardware = hardwareOf(row);
    return !isUnpredicted(hardware) && pattern.test(hardware.id);
  };

const hasExperts: Rule = (row) => {
  const model = modelOf(row);
  return !isUnpredicted(model) && model.architecture === "decoder" && model.experts !== null;
};
const isServing: Rule = (row) => row.text("tpot_ms") !== "";
const onSeveralDevices: Rule = (row) => (row.number("tp") ?? row.number("count") ?? 1) > 1;
/** In one step of generating. */
const hasFewTokens: Rule = (row) => (row.number("batch") ?? 1) <= 64;

/** Tried in order: the particular before the general. */
const rules: readonly (readonly [reason: MissReason, applies: Rule])[] = [
  ["llama-cpp-prompts", all(engineIs(/^llama\.cpp/), phaseIs("prefill"))],
  [
    "llama-cpp-hbm",
    all(engineIs(/^llama\.cpp/), phaseIs("decode"), hardwareIs(/^(v100|a30|a100|h100|h200|gh200|mi\d|b\d|gb\d)/)),
  ],
  ["weight-only-prompts", all(engineIs(/^(AutoAWQ|ExLlama)/), phaseIs("prefill", "decode"))],
  ["queueing", (row) => row.text("batch").includes("qps")],
  ["eager-launches", any(engineIs(/^(PyTorch|MXNet)/), all(engineIs(/^(Megatron|FasterTransformer)/), phaseIs("e2e")))],
  ["power-limit", hardwareIs(/^(t4|l4)$/)],
  ["full-memory", (row) => row.text("notes").includes("max batch found")],
  ["young-software", all(isServing, hardwareIs(/^(b200|b300|gb200|gb300)/))],
  ["experts", all(hasExperts, (row) => row.text("phase") !== "training")],
  ["sharded-training", phaseIs("training")],
  ["small-messages", all(onSeveralDevices, hasFewTokens)],
];

/** The phenomenon that a row is known for; null where none is. */
function phenomenonOf(row: Row): MissReason | null {
  return rules.find(([, applies]) => applies(row))?.[0] ?? null;
}

/** Why a value was likely missed, where the run was slower than predicted; null where no reason is known. */
export function valueMissReason(row: Row, slowerThanPredicted: boolean): MissReason | null {
  return slowerThanPredicted ? phenomenonOf(row) : null;
}

/**
 * Why a speed-up was likely missed. A phenomenon of one side alone explains a miss in one direction alone: a slow proposal one
 * that was predicted too large, a slow baseline one too small. One that both sides have may
 * weigh more on either.
 */
export function speedupMissReason(baseline: Row, proposal: Row, predictedTooLarge: boolean): MissReason | null {
  return phenomenonOf(predictedTooLarge ? proposal : baseline);
}
