import {stepTime} from "../../../lib/engine/stepTime.js";
import {solve} from "../../../lib/engine/solve.js";
import {change} from "../../../lib/engine/change.js";
import type {Configuration, Profile, Scenario} from "../../../lib/engine/types.js";
import type {Claim, Side} from "../../../lib/explainer/types.js";
import {readList, type Checker, type Expected} from "./checker.js";
import {bothSides} from "./facts.js";
import {devicesIn, withBatch} from "./recompute.js";
import {holds, states, type Printed, type Sentence} from "./sentence.js";
import {partsOf, traitsOf} from "./traits.js";

/** The side that a claim says it is of. */
export function sideOf({values}: Claim): Side {
  const side = bothSides.find((each) => each === values["side"]);
  holds(side !== undefined, () => "a claim about a side does not say which");
  return side;
}

const bytes = (sentence: Sentence): Printed => sentence.quantity("B", 3);

const checkFits: Checker = (sentence, facts, claim) => {
  const side = sideOf(claim);
  const {footprint, latencySeconds} = facts.profile(side);
  sentence.begin(facts.labels[side]);
  sentence.take(" fits: each accelerator holds ");
  states(bytes(sentence), footprint.totalBytes, "what is held");
  sentence.take(" of the ");
  const usable = readUsable(sentence, facts.profile(side), false);
  sentence.take(`, and ${facts.period(side)} takes `);
  states(sentence.duration(), stepTime(facts.sides[side]).seconds, "time");
  sentence.take(".");
  return {side, latencySeconds, totalBytes: footprint.totalBytes, usableBytes: footprint.usableBytes, ...usable};
};

/** Reads "85.5 GB (79.6 GiB) that are usable", and what of the memory is not where that is less. */
function readUsable(sentence: Sentence, {footprint, configuration}: Profile, inBinary: boolean): Expected {
  const {memoryAddressableBytes, memoryCapacityBytes} = configuration.hardware;
  const capacity = memoryAddressableBytes ?? memoryCapacityBytes;
  const {usableBytes, weightsBytes, offloadedBytes, workspaceBytes} = footprint;
  states(bytes(sentence), usableBytes, "what is usable");
  const usableGibibytes = usableBytes / 1024 ** 3;
  const isMore = inBinary && usableBytes > memoryCapacityBytes;
  if (isMore) {
    const [text = ""] = sentence.match(" \\(([\\d,.]+) GiB\\)", "GiB");
    holds(
      Math.abs(Number(text.replaceAll(",", "")) / usableGibibytes - 1) < 5e-3,
      () => `${text} of ${usableGibibytes} GiB`,
    );
  }
  const values: Expected = isMore ? {usableGibibytes} : {};
  sentence.take(" that are usable");
  if (!sentence.maybe(" (")) {
    const isTraining = configuration.scenario.phase === "training";
    holds(usableBytes === capacity || isTraining, () => `${usableBytes} B of ${capacity} B`);
    return values;
  }
  const keptFree = (capacity - usableBytes) / (capacity - (weightsBytes - offloadedBytes + workspaceBytes));
  states(sentence.share(), keptFree, "what stays free");
  sentence.take(" of what weights and workspace leave stays free)");
  return {...values, keptFree};
}

const checkDoesNotFit: Checker = (sentence, facts, claim) => {
  const side = sideOf(claim);
  const configuration = facts.held(side);
  const {hardware, model} = configuration;
  const {fits, footprint, batch} = solve(configuration);
  holds(!fits, () => `${side} fits`);
  const devices = devicesIn(configuration);
  sentence.take(`${model.name} at batch `);
  states(sentence.count(), batch, "batch");
  sentence.take(" does not fit on ");
  if (devices === 1) sentence.take("one ");
  else {
    states(sentence.count(), devices, "accelerators");
    sentence.take(" ");
  }
  sentence.take(`${hardware.name}: `);
  const held = {
    weights: footprint.weightsBytes - footprint.offloadedBytes,
    gradients: footprint.gradientBytes,
    "optimizer state": footprint.optimizerBytes,
    activations: footprint.activationBytes,
    "KV cache": footprint.kvCacheBytes,
    workspace: footprint.workspaceBytes,
  };
  const keys = {
    weights: "weightsBytes",
    gradients: "gradientsBytes",
    "optimizer state": "optimizerStateBytes",
    activations: "activationsBytes",
    "KV cache": "KVCacheBytes",
    workspace: "workspaceBytes",
  };
  const told: Record<string, number> = {};
  readList(sentence, () => {
    const name = sentence.oneOf(...(Object.keys(held) as (keyof typeof held)[]));
    sentence.take(" ");
    states(bytes(sentence), held[name], name);
    told[keys[name]] = held[name];
  });
  const sum = Object.values(told).reduce((total, size) => total + size, 0);
  holds(Math.abs(sum - footprint.totalBytes) <= 1e-9 * sum, () => `what is told holds ${sum} bytes in all`);
  sentence.take(" (");
  const [settings = ""] = sentence.match("([^)]+)\\)", "settings");
  const traits = traitsOf(configuration);
  const named = partsOf(settings, traits);
  // What is held depends on the format first of all.
  holds(traits.slice(3, 5).includes(named[0]!), () => `"${settings}" does not begin with the format`);
  sentence.take(" come to ");
  states(bytes(sentence), sum, "what is held");
  if (devices > 1) sentence.take(" on each");
  sentence.take(", ");
  const missingBytes = sum - footprint.usableBytes;
  states(bytes(sentence), missingBytes, "what is missing");
  sentence.take(" more than the ");
  const usable = readUsable(sentence, solve(configuration), true);
  sentence.take(". ");
  const cures = readCures(sentence, configuration);
  const {totalBytes, usableBytes} = footprint;
  return {side, batch, devices, missingBytes, totalBytes, usableBytes, ...usable, ...told, ...cures};
};

/** Reads what would make a configuration fit, and tries it. */
function readCures(sentence: Sentence, configuration: Configuration): Expected {
  const {hardware, scenario} = configuration;
  const fits = (changed: Partial<Scenario>) => solve(change(configuration, {scenario: changed})).fits;
  const {maxBatch} = solve(configuration);
  const cures: Record<string, Expected[string]> = {maxBatch};
  if (sentence.maybe("Nothing tried makes it fit.")) {
    holds(maxBatch === 0, () => `batch ${maxBatch} fits`);
    return cures;
  }
  sentence.take("It would fit ");
  // Each with the time that it would take.
  const readTime = (name: string, changed: Partial<Scenario>) => {
    const {seconds} = stepTime(change(configuration, {scenario: changed}));
    sentence.take(" (");
    states(sentence.duration(), seconds, `time ${name}`);
    const {phase} = scenario;
    sentence.take(phase === "prefill" || phase === "request" || phase === "forward" ? " a pass)" : " a step)");
    cures[`${name}CureSeconds`] = seconds;
  };
  do {
    const kind = sentence.oneOf("on ", "with ", "at batch ");
    if (kind === "on ") {
      const {value} = sentence.count();
      sentence.take(` ${hardware.name} with tensor parallelism`);
      // As many as that in all: stages and copies stay as they are.
      const tensorParallel = (value * scenario.tensorParallel) / devicesIn(configuration);
      holds(tensorParallel > scenario.tensorParallel && fits({tensorParallel}), () => `it does not fit on ${value}`);
      cures["smallestTensorParallel"] = tensorParallel;
      cures["fittingDevices"] = {optional: value};
      readTime("tensorParallel", {tensorParallel});
    } else if (kind === "with ") {
      const [weights = ""] = sentence.match("([a-z0-9_]+) weights", "a format");
      sentence.take(` and ${scenario.precision.activations} arithmetic`);
      const precision = {...scenario.precision, weights: weights as Scenario["precision"]["weights"]};
      holds(fits({precision}), () => `it does not fit with ${weights} weights`);
      cures["widestWeights"] = weights;
      readTime("weights", {precision});
    } else {
      const {value} = sentence.count();
      holds(fits({batch: value}) && !fits({batch: value + 1}), () => `${value} is not the largest batch that fits`);
      holds(value === maxBatch, () => `${value} is not ${maxBatch}`);
      readTime("batch", {batch: value});
    }
  } while (sentence.maybe(", or "));
  sentence.take(".");
  return cures;
}

/** The most that serving engines run at once, of one copy. */
const cap = 2048;

const checkCapacity: Checker = (sentence, facts) => {
  const {labels} = facts;
  const asked = bothSides.filter((side) => facts.sides[side].scenario.batch === "max");
  holds(asked.length > 0, () => "no side takes its largest batch");
  const expected: Record<string, number | string | boolean> = {};
  const filled: Side[] = [];
  for (const side of asked) {
    const {batch, maxBatch} = facts.profile(side);
    const most = cap * facts.sides[side].scenario.dataParallel;
    const capped = maxBatch > most;
    if (!capped) filled.push(side);
    holds(batch === Math.min(maxBatch, most), () => `batch ${batch} of ${side}`);
    const fits = (size: number) => solve(withBatch(facts.sides[side], size)).fits;
    holds(fits(maxBatch) && (maxBatch >= 1e6 || !fits(maxBatch + 1)), () => `${maxBatch} is not the most that fits`);
    Object.assign(expected, {[`${side}Batch`]: batch, [`${side}MaxBatch`]: maxBatch, [`${side}Capped`]: capped});
  }
  const [only] = filled;
  const batchOf = (side: Side) => facts.profile(side).batch;
  const largest = (side: Side) => `the largest batch${asked.length === 1 ? "" : ` of ${labels[side]}`}`;
  if (filled.length === 1) {
    sentence.take(`Memory sets ${largest(only!)}: `);
    states(sentence.count(), batchOf(only!), "batch");
  }
  if (filled.length === 2) {
    sentence.take("Memory sets the batch: ");
    states(sentence.count(), batchOf("proposal"), "batch of the proposal");
    if (sentence.maybe(" on both sides"))
      states(sentence.printed.at(-1)!, batchOf("baseline"), "batch of the baseline");
    else {
      sentence.take(` for ${labels.proposal} against `);
      states(sentence.count(), batchOf("baseline"), "batch of the baseline");
      sentence.take(` for ${labels.baseline}`);
    }
  }
  if (filled.length > 0) {
    sentence.take(".");
  }
  let space = filled.length > 0;
  for (const side of asked.filter((each) => !filled.includes(each))) {
    if (space) sentence.take(" ");
    sentence.begin(largest(side));
    sentence.take(" is capped at ");
    states(sentence.count(), batchOf(side), "batch");
    sentence.take(", while ");
    const {maxBatch} = facts.profile(side);
    if (sentence.maybe("memory sets no limit")) holds(maxBatch >= 1e6, () => `memory holds ${maxBatch}`);
    else {
      sentence.take("memory would hold ");
      states(sentence.count(), maxBatch, "batch that memory would hold");
      holds(maxBatch < 1e6, () => "memory sets no limit");
    }
    sentence.take(".");
    space = true;
  }
  return expected;
};

/** What fits, what does not, and what sets the largest batch. */
export const memoryCheckers = {
  fits: checkFits,
  "does-not-fit": checkDoesNotFit,
  capacity: checkCapacity,
} satisfies Partial<Record<Claim["id"], Checker>>;
