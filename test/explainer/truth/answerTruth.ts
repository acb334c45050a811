import type {Claim, ClaimId, Side} from "../../../lib/explainer/types.js";
import {readBoth, readRates, readTimes, type Checker, type Expected} from "./checker.js";
import {bothSides, isNoticeable, type Facts} from "./facts.js";
import {holds, states, type Sentence} from "./sentence.js";
import {isAnother, partsOf, traitsOf} from "./traits.js";

const verbs: Readonly<Record<string, string>> = {
  decode: "decoding",
  prefill: "prefilling",
  request: "answering requests",
  serving: "serving",
  forward: "running",
  training: "training",
};

/** Reads " at decoding Llama-3.1-8B on H100 SXM": what is named must be the same on both sides. */
function readActivity(sentence: Sentence, {sides: {baseline, proposal}}: Facts): void {
  const isOne = (key: "model" | "hardware") =>
    baseline[key].name === proposal[key].name && !isAnother(baseline[key], proposal[key]);
  const {phase} = proposal.scenario;
  const isOnePhase = phase === baseline.scenario.phase;
  if (!isOnePhase && !isOne("model") && !isOne("hardware")) return;
  const verb = isOnePhase ? verbs[phase]! : "running";
  sentence.take(` at ${verb}`);
  if (isOne("model")) sentence.take(`${verb === verbs["request"] ? " with" : ""} ${proposal.model.name}`);
  if (isOne("hardware")) sentence.take(` on ${proposal.hardware.name}`);
  if (!sentence.maybe(" (")) return;
  // What is said of how they run is true of both.
  const [settings = ""] = sentence.match("([^)]+)\\)", "settings");
  partsOf(settings, traitsOf(baseline));
  partsOf(settings, traitsOf(proposal));
}

/** How much better or worse: "is 1.39× faster than", "gives 5.06× the tokens per second of", … */
function readVerdict(sentence: Sentence, facts: Facts, id: ClaimId): void {
  const speedup = facts.speedup();
  const unit = facts.unit();
  const better = speedup > 1;
  const {metric} = facts;
  const kinds: Readonly<Record<typeof metric, readonly [ClaimId, ClaimId]>> = {
    latency: ["faster", "slower"],
    throughput: ["faster", "slower"],
    energy: ["takes-less", "takes-more"],
    cost: ["takes-less", "takes-more"],
  };
  holds(id === kinds[metric][better ? 0 : 1], () => `${id} is said of ${speedup}`);
  sentence.take({latency: " is ", throughput: " gives ", energy: " takes ", cost: " costs "}[metric]);
  const shown = metric === "throughput" || better ? speedup : 1 / speedup;
  states(sentence.ratio(), shown, "speed-up");
  const each = unit ?? "unit of what it makes";
  if (metric === "latency") sentence.take(` ${better ? "faster" : "slower"} than `);
  if (metric === "throughput") sentence.take(` the ${unit === null ? "output" : `${unit}s`} per second of `);
  if (metric === "energy") sentence.take(` ${better ? "less" : "more"} energy a ${each} than `);
  if (metric === "cost") sentence.take(` ${better ? "less" : "more"} a ${each} than `);
}

/** What is compared, the proposal's figure first; once where it is the same. */
function readFigures(sentence: Sentence, facts: Facts): void {
  const {metric, options} = facts;
  if (metric === "latency") readTimes(sentence, facts);
  if (metric === "throughput") readRates(sentence, facts);
  if (metric === "energy") {
    const taken = (side: Side) => facts.taken(side);
    readBoth(sentence, () => sentence.energy(), taken, ` a ${facts.unit() ?? "unit"}`);
  }
  if (metric === "cost") {
    const taken = (side: Side) => dollars(facts, side, options.prices![side]);
    readBoth(sentence, () => sentence.money(), taken, ` a million ${facts.unit() ?? "unit"}s`);
  }
}

/** As good as equal: alike with all the digits that are ever shown. */
const equality = {
  latency: () => " is as fast as ",
  throughput: (unit: string | null) => ` gives as ${unit === null ? "much" : `many ${unit}s`} per second as `,
  energy: (unit: string | null) => ` takes as much energy a ${unit ?? "unit of what it makes"} as `,
  cost: (unit: string | null) => ` costs as much a ${unit ?? "unit of what it makes"} as `,
};

/** US dollars a million tokens, from the price of an hour of one accelerator. */
const dollars = (facts: Facts, side: "baseline" | "proposal", price: number) =>
  (facts.taken(side, "cost") * price * 1e6) / 3600;

/** Tokens (samples) per second of the proposal ÷ those of the baseline. */
const throughputSpeedup = (facts: Facts) => facts.perSecond("proposal") / facts.perSecond("baseline");

/** Whether a step of the two sides makes unlike amounts, so that its time alone would mislead. */
const tellsBoth = (facts: Facts) =>
  facts.metric === "latency" &&
  facts.options.measured === undefined &&
  facts.unit() !== null &&
  [facts.speedup(), throughputSpeedup(facts), throughputSpeedup(facts) / facts.speedup()].every(isNoticeable);

function expectedOf(facts: Facts): Expected {
  const {metric, options} = facts;
  const {prices, measured} = options;
  return {
    metric,
    speedup: facts.speedup(),
    ...(tellsBoth(facts) && {throughputSpeedup: throughputSpeedup(facts)}),
    baselineSeconds: facts.seconds("baseline"),
    proposalSeconds: facts.seconds("proposal"),
    baselinePerSecond: facts.perSecond("baseline"),
    proposalPerSecond: facts.perSecond("proposal"),
    ...(metric === "energy" && {baselineJoules: facts.taken("baseline"), proposalJoules: facts.taken("proposal")}),
    ...(metric === "cost" && {
      baselineUsdPerMillion: dollars(facts, "baseline", prices!.baseline),
      proposalUsdPerMillion: dollars(facts, "proposal", prices!.proposal),
    }),
    baselineBatch: facts.profile("baseline").batch,
    proposalBatch: facts.profile("proposal").batch,
    ...(measured !== undefined && {measured: true, predictedSpeedup: facts.predictedSpeedup()}),
  };
}

/** The sentence where no cause differs: both sides are the same in all that is solved. */
function checkNothing(sentence: Sentence, facts: Facts): void {
  const {baseline, proposal} = facts.sides;
  const counts = sentence.oneOf("Nothing that counts differs between ", "Nothing differs between ");
  if (counts === "Nothing differs between ") {
    sentence.take("the two");
    const same = (["hardware", "model"] as const).every(
      (key) => baseline[key].id === proposal[key].id && !isAnother(baseline[key], proposal[key]),
    );
    holds(same, () => `nothing is said to differ between ${facts.labels.baseline} and ${facts.labels.proposal}`);
  } else {
    sentence.take(`${facts.labels.baseline} and ${facts.labels.proposal}`);
    readActivity(sentence, facts);
  }
  sentence.take(": ");
  const [before, after] = [facts.profile("baseline").latencySeconds, facts.profile("proposal").latencySeconds];
  holds(Math.abs(before / after - 1) < 1e-12, () => `nothing is said to differ of ${before} s and ${after} s`);
  states(sentence.duration(), after, "time");
  sentence.take(` ${facts.period("proposal")}.`);
}

const checkAnswer: Checker = (sentence, facts, {id}) => {
  const {labels, options} = facts;
  const nothing =
    facts.causes.length === 0 &&
    options.measured === undefined &&
    !(facts.metric === "cost" && facts.priceRatio() !== 1);
  if (nothing) {
    holds(id === "no-change", () => id);
    checkNothing(sentence, facts);
    return expectedOf(facts);
  }
  if (options.measured === undefined) sentence.begin(labels.proposal);
  else sentence.take(`Measured, ${labels.proposal}`);
  if (isNoticeable(facts.speedup())) readVerdict(sentence, facts, id);
  else {
    holds(id === "no-change", () => `${id} is said of ${facts.speedup()}`);
    if (sentence.maybe(equality[facts.metric](facts.unit()))) {
      holds(Math.abs(Math.log(facts.speedup())) < 1e-4, () => `${facts.speedup()} is not as good as`);
    } else sentence.take(" is within 1 % of ");
  }
  sentence.take(labels.baseline);
  const both = tellsBoth(facts);
  if (both) {
    const times = throughputSpeedup(facts);
    sentence.take(facts.speedup() > 1 === times > 1 ? " and gives " : " but gives ");
    states(sentence.ratio(), times, "ratio of rates");
    sentence.take(` the ${facts.unit()}s per second`);
  }
  readActivity(sentence, facts);
  sentence.take(": ");
  if (both) {
    readRates(sentence, facts);
    sentence.take(", at ");
  }
  readFigures(sentence, facts);
  if (bothSides.some((side) => facts.sides[side].scenario.batch === "max")) {
    sentence.take(", at batch ");
    readBoth(
      sentence,
      () => sentence.count(),
      (side) => facts.profile(side).batch,
      "",
    );
  }
  sentence.take(".");
  if (options.measured !== undefined) {
    sentence.take(" The engine expects ");
    states(sentence.ratio(), facts.predictedSpeedup(), "predicted speed-up");
    sentence.take(".");
  }
  return expectedOf(facts);
};

const checkStepTime: Checker = (sentence, facts) => {
  const ratio = facts.seconds("proposal") / facts.seconds("baseline");
  const one = facts.period("proposal") === facts.period("baseline");
  if (one) sentence.take(`One ${facts.period("proposal").slice(2)} of ${facts.labels.proposal} takes `);
  else sentence.take("It takes ");
  if (isNoticeable(ratio)) {
    states(sentence.ratio(), ratio, "ratio of times");
    sentence.take(" as long: ");
  } else sentence.take("as long within 1 %: ");
  readTimes(sentence, facts, !one);
  sentence.take(".");
  const [baselineSeconds, proposalSeconds] = [facts.seconds("baseline"), facts.seconds("proposal")];
  return {baselineSeconds, proposalSeconds, ratio};
};

const checkThroughput: Checker = (sentence, facts) => {
  const [baselinePerSecond, proposalPerSecond] = [facts.perSecond("baseline"), facts.perSecond("proposal")];
  const throughputSpeedup = proposalPerSecond / baselinePerSecond;
  holds(!tellsBoth(facts), () => "the answer has told the rates");
  sentence.take(`In ${facts.unit()}s per second ${facts.labels.proposal} `);
  if (isNoticeable(throughputSpeedup)) {
    sentence.take("gives ");
    states(sentence.ratio(), throughputSpeedup, "ratio of rates");
  } else sentence.take("is within 1 %");
  sentence.take(": ");
  readRates(sentence, facts);
  sentence.take(".");
  return {throughputSpeedup, baselinePerSecond, proposalPerSecond};
};

/** The lead, and the other half of the story. */
export const answerCheckers = {
  faster: checkAnswer,
  slower: checkAnswer,
  "takes-less": checkAnswer,
  "takes-more": checkAnswer,
  "no-change": checkAnswer,
  "step-time": checkStepTime,
  throughput: checkThroughput,
} satisfies Partial<Record<Claim["id"], Checker>>;
