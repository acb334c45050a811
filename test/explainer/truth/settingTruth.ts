import {bytesPerValue} from "../../../lib/engine/precision.js";
import {change} from "../../../lib/engine/change.js";
import {solve} from "../../../lib/engine/solve.js";
import {stepTime} from "../../../lib/engine/stepTime.js";
import type {Operator} from "../../../lib/engine/operator.js";
import type {Scenario} from "../../../lib/engine/types.js";
import type {Claim} from "../../../lib/explainer/types.js";
import {readList, type Checker} from "./checker.js";
import {bothSides, isNoticeable, type Facts} from "./facts.js";
import {costOf, devicesIn} from "./recompute.js";
import {holds, states, type Sentence} from "./sentence.js";

const checkLevers: Checker = (sentence, facts) => {
  const proposal = facts.sides.proposal;
  const {precision} = proposal.scenario;
  const values: Record<string, number> = {};
  let last = Infinity;
  const int4Beside = (activations: "bf16" | "fp16") => ({...precision, weights: "int4", activations}) as const;
  // Weights that are widened are widened to what is computed in, and no further than a 16-bit format of its kind.
  const besides = {fp8: "bf16", fp4: "bf16", int8: "fp16", int4: "fp16"} as const;
  const beside = (besides as Partial<Record<string, string>>)[precision.activations];
  sentence.take("Among settings, ");
  if (facts.metric === "throughput" && proposal.scenario.batch === "max")
    sentence.take(`in ${facts.gained()} at the largest batch of each, `);
  const count = readList(
    sentence,
    (index) => {
      if (sentence.maybe(`going back to ${facts.labels.baseline}`)) {
        last = readGoingBack(sentence, facts, index, last, values);
        return;
      }
      const label = sentence.oneOf(
        "fp8 weights and arithmetic",
        "int4 weights",
        "int4 weights with bf16 arithmetic",
        "int4 weights with fp16 arithmetic",
        "an fp8 KV cache",
        "captured graphs",
        "tensor parallelism ",
        "batch ",
      );
      const size = label.endsWith(" ") ? sentence.match("(\\d+)", "a size")[0]! : "";
      const settings = {
        "fp8 weights and arithmetic": ["fp8", {precision: {...precision, weights: "fp8", activations: "fp8"}}],
        "int4 weights": ["int4-weights", {precision: {...precision, weights: "int4"}}],
        "int4 weights with bf16 arithmetic": ["int4-weights", {precision: int4Beside("bf16")}],
        "int4 weights with fp16 arithmetic": ["int4-weights", {precision: int4Beside("fp16")}],
        "an fp8 KV cache": ["kv-fp8", {precision: {...precision, kvCache: "fp8"}}],
        "captured graphs": ["graph", {execution: "graph"}],
        "tensor parallelism ": ["tensor-parallel", {tensorParallel: Number(size)}],
        "batch ": ["batch", {batch: Number(size)}],
      } as const;
      const [id, scenario] = settings[label];
      const set = change(proposal, {scenario});
      if (id === "int4-weights") {
        const arithmetic = label === "int4 weights" ? undefined : label.split(" ").at(-2);
        holds(arithmetic === beside, () => `${label} beside ${precision.activations}`);
        holds(bytesPerValue[precision.weights] >= 1, () => `${precision.weights} weights are as narrow`);
      }
      if (id === "tensor-parallel") sentence.take(` (${devicesIn(set).toLocaleString("en-US")} accelerators)`);
      holds(solve(set).fits, () => `with ${label}${size} it does not fit`);
      const gain = costOf(proposal, facts.metric) / costOf(set, facts.metric);
      sentence.take(index === 0 ? " would give " : " ");
      states(sentence.ratio(), gain, `${label}${size}`);
      holds(gain > 1 && gain <= last * (1 + 1e-9), () => `${label}${size} gives ${gain}`);
      last = gain;
      values[id] = gain;
      if (id !== "tensor-parallel" || (facts.metric !== "latency" && facts.metric !== "throughput")) return;
      const each = (gain * devicesIn(proposal)) / devicesIn(set);
      sentence.take(" (");
      states(sentence.ratio(), each, "what an accelerator gives");
      sentence.take(" per accelerator)");
      values["each"] = each;
    },
    ", each by itself",
  );
  if (count > 1) sentence.take(", each by itself");
  sentence.take(".");
  return values;
};

/** What a reader may set on one machine, with one model and one load. */
const settings = [
  "precision",
  "execution",
  "tensorParallel",
  "pipelineParallel",
  "dataParallel",
  "expertParallel",
  "offload",
  "training",
] as const satisfies readonly (keyof Scenario)[];

/** Reads what the baseline itself gives, where all that counts between the two is set. */
function readGoingBack(
  sentence: Sentence,
  facts: Facts,
  index: number,
  last: number,
  values: Record<string, number>,
): number {
  const {baseline, proposal} = facts.sides;
  sentence.take(index === 0 ? " would give " : " ");
  const gain = costOf(proposal, facts.metric) / costOf(baseline, facts.metric);
  states(sentence.ratio(), gain, "going back");
  holds(gain > 1 && gain <= last * (1 + 1e-9), () => `going back gives ${gain}`);
  holds(facts.options.measured === undefined && facts.speedup() < 1, () => "something else was compared");
  // With these settings taken back nothing is left between the two.
  const back = change(proposal, {
    scenario: Object.fromEntries(settings.map((key) => [key, baseline.scenario[key]])),
  });
  const left = costOf(back, facts.metric) / costOf(baseline, facts.metric);
  holds(Math.abs(left - 1) < 1e-9 && back.hardware.name === baseline.hardware.name, () => `${left} is left`);
  values["baseline"] = gain;
  return gain;
}

const checkDevices: Checker = (sentence, facts) => {
  const [before, after] = [devicesIn(facts.sides.baseline), devicesIn(facts.sides.proposal)];
  sentence.take("It takes ");
  states(sentence.count(), after, "accelerators of the proposal");
  sentence.take(after === 1 ? " accelerator instead of " : " accelerators instead of ");
  states(sentence.count(), before, "accelerators of the baseline");
  sentence.take(": each gives ");
  const each = facts.perSecond("proposal") / after / (facts.perSecond("baseline") / before);
  states(sentence.ratio(), each, "rate of each");
  sentence.take(` the ${facts.unit()}s per second.`);
  return {baselineDevices: before, proposalDevices: after, each};
};

const moved = {
  weights: "weightBytes",
  "KV cache": "kvCacheBytes",
  activations: "activationBytes",
} as const satisfies Record<string, keyof Operator>;

const checkBytes: Checker = (sentence, facts) => {
  const period = facts.period("proposal");
  holds(period === facts.period("baseline"), () => "the two sides have no period in common");
  sentence.begin(period);
  sentence.take(" moves ");
  const [before, after] = bothSides.map((side) => stepTime(facts.sides[side]).operators);
  const sum = (operators: readonly Operator[], key: (typeof moved)[keyof typeof moved]) =>
    operators.reduce((total, operator) => total + operator.repeat * operator[key], 0);
  const values: Record<string, number> = {};
  readList(
    sentence,
    () => {
      const alike = sentence.maybe("the same ");
      const shown = sentence.quantity("B", 3);
      const other = alike ? shown : (sentence.take(" instead of "), sentence.quantity("B", 3));
      sentence.take(" of ");
      const kind = sentence.oneOf("weights", "KV cache", "activations");
      const [from, to] = [sum(before!, moved[kind]), sum(after!, moved[kind])];
      states(shown, to, `${kind} of the proposal`);
      if (alike) holds(from === to || !isNoticeable(to / from), () => `${kind}: ${from} B and ${to} B`);
      else states(other, from, `${kind} of the baseline`);
      if (kind === "weights" && !alike) readKept(sentence, facts, values);
      Object.assign(values, {[`baseline:${moved[kind]}`]: from, [`proposal:${moved[kind]}`]: to});
    },
    ", on each accelerator",
  );
  const several = bothSides.some((side) => devicesIn(facts.sides[side]) > 1);
  sentence.take(several ? ", on each accelerator." : ".");
  return values;
};

/** Reads "the LM head keeps its 1.05 GB": weights of operators that another format leaves as they are. */
function readKept(sentence: Sentence, facts: Facts, values: Record<string, number>): void {
  const [before, after] = bothSides.map((side) => {
    const held = new Map<string, number>();
    for (const {id, repeat, weightBytes} of stepTime(facts.sides[side]).operators)
      held.set(id, (held.get(id) ?? 0) + repeat * weightBytes);
    return held;
  });
  const formats = bothSides.map((side) => facts.sides[side].scenario.precision.weights);
  const kept = [...after!].filter(([id, size]) => size > 0 && before!.get(id) === size);
  const sum = kept.reduce((total, [, size]) => total + size, 0);
  if (formats[0] === formats[1] || kept.length !== 1) return;
  sentence.take(` (the ${kept[0]![0]} keeps its `);
  states(sentence.quantity("B", 3), sum, "weights that are kept");
  sentence.take(")");
  values["keptBytes"] = sum;
}

/** What settings would give, what each accelerator gives, and what is moved. */
export const settingCheckers = {
  levers: checkLevers,
  devices: checkDevices,
  bytes: checkBytes,
} satisfies Partial<Record<Claim["id"], Checker>>;
