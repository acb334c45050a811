import {solve} from "../../../lib/engine/solve.js";
import {explain, type ExplainOptions} from "../../../lib/explainer/explain.js";
import type {AnsweredExplanation} from "../../../lib/explainer/types.js";
import {numbersIn} from "../../configurations.js";
import {hold, productOf, same, type Answered, type Property, type Swept} from "./property.js";

/** What must hold whether or not both sides fit. */
export const soundProperties: readonly Property<Swept>[] = [
  {
    title: "holds no NaN and no Infinity anywhere, in figures and in words",
    check: ({explanation: {baseline, proposal, ...rest}}) => {
      // Of the sides the configurations are given, and what the engine says of them has tests of its own.
      for (const [path, value] of numbersIn({...rest, labels: [baseline.label, proposal.label]})) {
        hold(Number.isFinite(value), () => `${path} is ${value}`);
      }
      for (const {id, text} of rest.claims) {
        hold(!/NaN|Infinity|undefined|null|\[object/.test(text), () => `${id}: ${text}`);
      }
    },
  },
  {
    title: "answers where both sides fit, and says of each whether it does",
    check: ({baseline, proposal, explanation}) => {
      const [before, after] = [solve(baseline), solve(proposal)];
      hold(explanation.answered === (before.fits && after.fits), () => "answered");
      const fits = explanation.verdicts.map((verdict) => `${verdict.side} ${verdict.fits}`);
      hold(fits.join() === `baseline ${before.fits},proposal ${after.fits}`, () => fits.join());
    },
  },
];

/** What must hold of the answer as a whole. */
export const answerProperties: readonly Property<Answered>[] = [
  {
    title: "compares what the metric says, of the measured times where there are any",
    check: ({options, explanation: {metric, compared, speedup, measured}}) => {
      const better =
        metric === "throughput" ? compared.proposal / compared.baseline : compared.baseline / compared.proposal;
      same(speedup, better, "speed-up");
      if (measured !== null) same(speedup, measured.speedup, "measured speed-up");
      hold((measured === null) === (options.measured === undefined), () => "measured times");
    },
  },
  {
    title: "closes the gap exactly: the terms multiply to the speed-up ÷ the headline ratio",
    check: ({explanation: {gap, speedup}}) => {
      if (gap === null) return;
      same(productOf(gap.terms), speedup / gap.headline.ratio, "product of the terms", 1e-10);
      same(gap.multiplier, speedup / gap.headline.ratio, "gap", 1e-10);
      hold(new Set(gap.terms.map(({id}) => id)).size === gap.terms.length, () => "a term stands twice");
    },
  },
  {
    title: "promises of a doubled resource no slow-down, and at most twice the speed",
    check: ({explanation: {headroom}}) => {
      for (const {resource, speedup} of headroom) {
        hold(speedup >= 1 - 1e-12 && speedup <= 2 + 1e-12, () => `${resource}: ${speedup}`);
      }
    },
  },
  {
    title: "adds up the drill-down by operator and by cause, to 1e-12 of the step's time",
    check: ({explanation: {drillDown, baseline, proposal}}) => {
      const {factors, operators, savedSeconds} = drillDown;
      const [slow, fast] = [baseline.profile.latencySeconds, proposal.profile.latencySeconds];
      // Each entry is a mean over many mixtures, of which some take far longer than either side.
      const scale = operators.reduce(
        (sum, operator) => sum + operator.savedSeconds.reduce((total, saved) => total + Math.abs(saved), 0),
        slow + fast,
      );
      const close = (value: number, expected: number, what: string) => {
        hold(Math.abs(value - expected) <= 1e-12 * scale, () => `${what}: expected ${expected}, got ${value}`);
      };
      const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
      close(sum(operators.map(({baselineSeconds}) => baselineSeconds)), slow, "operators of the baseline");
      close(sum(operators.map(({proposalSeconds}) => proposalSeconds)), fast, "operators of the proposal");
      for (const {id, baselineSeconds, proposalSeconds, savedSeconds: row} of operators) {
        hold(row.length === factors.length, () => `columns of ${id}`);
        close(sum(row), baselineSeconds - proposalSeconds, `row ${id}`);
      }
      factors.forEach((id, column) => {
        close(sum(operators.map((operator) => operator.savedSeconds[column]!)), savedSeconds[column]!, `column ${id}`);
      });
      close(sum(savedSeconds), slow - fast, "the whole");
    },
  },
  {
    title: "tells the same story backwards when the sides are swapped",
    oneIn: 12,
    check: ({baseline, proposal, options, explanation}) => {
      const told = explain(proposal, baseline, {
        ...swapped(options),
        metric: explanation.metric,
      }) as AnsweredExplanation;
      same(told.speedup * explanation.speedup, 1, "speed-up", 1e-11);
      same(told.breakEven.priceRatio * explanation.breakEven.priceRatio, 1, "break-even price", 1e-11);
      for (const {id, multiplier} of explanation.factors) {
        same(multiplier * told.factors.find((factor) => factor.id === id)!.multiplier, 1, id, 1e-11);
      }
      const other = {baseline: "proposal", proposal: "baseline"} as const;
      const crossings = told.breakEven.batches?.map(({at, ahead, fits}) => ({at, ahead: other[ahead], fits})) ?? null;
      const [found, expected] = [JSON.stringify(crossings), JSON.stringify(explanation.breakEven.batches)];
      hold(found === expected, () => `crossings ${found}, not ${expected}`);
      const flips = JSON.stringify([told.flips.proposal, told.flips.baseline]);
      hold(flips === JSON.stringify([explanation.flips.baseline, explanation.flips.proposal]), () => "flips");
    },
  },
];

/** The options as they are when the sides are swapped. */
function swapped({prices, measured, headline, ...options}: ExplainOptions): ExplainOptions {
  return {
    ...options,
    headline: typeof headline === "number" ? 1 / headline : headline,
    prices: prices && {baseline: prices.proposal, proposal: prices.baseline},
    measured: measured && {
      baselineSeconds: measured.proposalSeconds,
      proposalSeconds: measured.baselineSeconds,
    },
  };
}
