import {stepTime} from "../../../lib/engine/stepTime.js";
import {regimes, type Configuration} from "../../../lib/engine/types.js";
import type {Claim, Side} from "../../../lib/explainer/types.js";
import {readList, type Checker, type Expected} from "./checker.js";
import {bothSides, isNoticeable, type Facts} from "./facts.js";
import {sampled, searched} from "./flipTruth.js";
import {comparedAt, withBatch} from "./recompute.js";
import {spentOn} from "./regimeTruth.js";
import {holds, states, type Sentence} from "./sentence.js";

/** What a side is said to be from a batch on, by the metric. */
const leads = {
  latency: () => "is faster than",
  throughput: (unit: string) => `gives more ${unit}s per second than`,
  energy: (unit: string) => `takes less energy a ${unit} than`,
  cost: (unit: string) => `costs less a ${unit} than`,
};

const checkBreakEvenBatch: Checker = (sentence, facts) => {
  const {sides, labels, metric, options} = facts;
  const values: Record<string, number | string> = {};
  const told: {readonly at: number; readonly side: Side}[] = [];
  const losing = ", which then takes ";
  const readCrossing = (index: number) => {
    sentence.take(index === 0 ? "From batch " : "from batch ");
    const at = sentence.count().value;
    sentence.take(" ");
    const is = ` ${leads[metric](facts.unit() ?? "unit")} `;
    const side = bothSides.find((each) => sentence.rest.startsWith(`${labels[each]}${is}`));
    if (side === undefined) return sentence.fail("a side that is better");
    sentence.take(`${labels[side]}${is}${labels[side === "baseline" ? "proposal" : "baseline"]}`);
    Object.assign(values, {[`batch${index + 1}`]: at, [`ahead${index + 1}`]: side});
    told.push({at, side});
  };
  readList(sentence, readCrossing, sentence.rest.includes(losing) ? losing : ".");
  if (told.length === 1 && sentence.maybe(losing)) Object.assign(values, readLoss(sentence, facts, told[0]!));
  sentence.take(".");
  const most = Math.min(...bothSides.map((side) => facts.profile(side).maxBatch), searched);
  told.forEach(({at, side}, index) => {
    const lead = (batch: number) => {
      const [before, after] = bothSides.map((each) => withBatch(sides[each], batch)) as [Configuration, Configuration];
      const better = Math.log(comparedAt(before, after, metric, options.prices));
      return side === "proposal" ? better : -better;
    };
    holds(at <= most, () => `batch ${at} does not fit`);
    holds(lead(at) > 0, () => `${side} is not ahead at batch ${at}`);
    holds(lead(at - 1) < 1e-9, () => `${side} is ahead at batch ${at - 1} already`);
    // It stays ahead up to the next batch that is told, or to the largest that fits.
    const last = (told[index + 1]?.at ?? most + 1) - 1;
    for (const batch of sampled(at, Math.max(at, last))) {
      holds(lead(batch) > -1e-9, () => `${side} is behind at batch ${batch}`);
    }
  });
  return values;
};

/** Reads the term of which the side that falls behind then takes most beyond the other, with its time on both. */
function readLoss(sentence: Sentence, facts: Facts, {at, side}: {readonly at: number; readonly side: Side}): Expected {
  holds(facts.metric === "latency" || facts.metric === "throughput", () => `times are no ${facts.metric}`);
  holds(facts.options.measured === undefined, () => "the times were measured");
  const behind = side === "baseline" ? "proposal" : "baseline";
  const [fast, slow] = ([side, behind] as const).map((each) => stepTime(withBatch(facts.sides[each], at)).parts);
  const longer = sentence.duration();
  sentence.take(" of ");
  const spent = sentence.oneOf(...Object.values(spentOn));
  sentence.take(` ${facts.period(behind)} against `);
  const term = regimes.find((regime) => spentOn[regime] === spent)!;
  const [more, less] = [slow![term], fast![term]];
  states(longer, more, `${spent} of ${behind}`);
  if (sentence.maybe("none")) holds(less === 0, () => `${less} s are some time`);
  else states(sentence.duration(), less, `${spent} of ${side}`);
  for (const other of regimes)
    holds(
      slow![other] - fast![other] <= more - less + 1e-12,
      () => `${spentOn[other]} takes more beyond the other side`,
    );
  return {term, aheadSeconds: less, behindSeconds: more};
}

const checkBreakEvenPrice: Checker = (sentence, facts) => {
  const {labels, options} = facts;
  const priceRatio = facts.evenPriceRatio();
  sentence.begin(labels.proposal);
  sentence.take(" pays up to ");
  states(sentence.ratio(), priceRatio, "price of break-even");
  sentence.take(` the price of an accelerator of ${labels.baseline}`);
  const {prices} = options;
  if (prices === undefined) {
    sentence.take(".");
    return {priceRatio};
  }
  sentence.take(": at ");
  states(sentence.money(), prices.proposal, "price of the proposal");
  sentence.take("/h against ");
  states(sentence.money(), prices.baseline, "price of the baseline");
  sentence.take("/h, ");
  const ratio = prices.proposal / prices.baseline;
  states(sentence.ratio(), ratio, "ratio of prices");
  sentence.take(`, a ${facts.unit()} costs `);
  // By the cost itself, not by the two ratios.
  const margin =
    (facts.taken("baseline", "cost") * prices.baseline) / (facts.taken("proposal", "cost") * prices.proposal);
  if (isNoticeable(margin)) {
    states(sentence.ratio(), margin > 1 ? margin : 1 / margin, "ratio of costs");
    sentence.take(margin > 1 ? " less" : " more");
  } else sentence.take("the same within 1 %");
  sentence.take(".");
  const [baselineUsdPerHour, proposalUsdPerHour] = [prices.baseline, prices.proposal];
  return {priceRatio, ratio, margin, baselineUsdPerHour, proposalUsdPerHour};
};

/** Where the other side takes over: from which batch on, and at which price. */
export const breakEvenCheckers = {
  "break-even-batch": checkBreakEvenBatch,
  "break-even-price": checkBreakEvenPrice,
} satisfies Partial<Record<Claim["id"], Checker>>;
