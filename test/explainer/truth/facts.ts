import {solve} from "../../../lib/engine/solve.js";
import {stepTime} from "../../../lib/engine/stepTime.js";
import type {Configuration, FittingProfile, Profile} from "../../../lib/engine/types.js";
import {unitMade} from "../../../lib/engine/unitMade.js";
import type {ExplainOptions} from "../../../lib/explainer/explain.js";
import type {Explanation, Metric, Side} from "../../../lib/explainer/types.js";
import type {Comparison} from "../../comparisons.js";
import {Game} from "./game.js";
import {comparedAt, costOf, devicesIn, withBatch} from "./recompute.js";

/** What is different enough to be told, in log units. */
export const noticeable = 0.01;
/** Whether a factor differs from 1 by a per cent. */
export const isNoticeable = (factor: number): boolean => Math.abs(Math.log(factor)) >= noticeable;

/** A value computed when it is first asked for. */
function lazily<Value>(make: () => Value): () => Value {
  let made: {readonly value: Value} | undefined;
  return () => (made ??= {value: make()}).value;
}

/**
 * What sentences are held against: all of it follows from the two configurations and the reader's options. Of the explanation
 * only names are read: the labels of the two sides, and which causes differ.
 */
export class Facts {
  readonly options: ExplainOptions;
  readonly metric: Metric;
  readonly sides: Readonly<Record<Side, Configuration>>;
  readonly labels: Readonly<Record<Side, string>>;
  /** Ids of the causes that differ, but for price and measurement. */
  readonly causes: readonly string[];
  readonly solved: () => Readonly<Record<Side, Profile>>;
  readonly game: () => Game;

  constructor({baseline, proposal, options}: Comparison, explanation: Explanation) {
    this.options = options;
    this.sides = {baseline, proposal};
    const atMost = [baseline, proposal].some(({scenario}) => scenario.batch === "max");
    this.metric = options.metric ?? (atMost ? "throughput" : "latency");
    this.labels = {baseline: explanation.baseline.label, proposal: explanation.proposal.label};
    const told = explanation.factors.filter(({id}) => id !== "price" && id !== "unexplained");
    this.causes = told.map(({id}) => id);
    this.solved = lazily(() => ({baseline: solve(baseline), proposal: solve(proposal)}));
    this.game = lazily(() => new Game(this.causes, baseline, proposal, this.metric));
  }

  /** A side that fits, solved. */
  profile(side: Side): FittingProfile {
    const profile = this.solved()[side];
    if (!profile.fits) throw new Error(`${side} does not fit`);
    return profile;
  }

  /** The configuration of a side at the batch that was solved. */
  held(side: Side): Configuration {
    return withBatch(this.sides[side], this.solved()[side].batch);
  }

  /** Seconds of a step: as measured, else as solved. */
  seconds(side: Side): number {
    return this.options.measured?.[`${side}Seconds`] ?? this.profile(side).latencySeconds;
  }

  /** What is made in a second, in that time. */
  perSecond(side: Side): number {
    return stepTime(this.sides[side]).tokens / this.seconds(side);
  }

  /** How many times longer than solved a side was measured to take. */
  slower(side: Side): number {
    return this.seconds(side) / this.profile(side).latencySeconds;
  }

  /** What each token (sample) takes by the metric, in time that was measured where it was. */
  taken(side: Side, metric = this.metric): number {
    return costOf(this.sides[side], metric) * this.slower(side);
  }

  /** By the engine, whatever was measured. */
  predictedSpeedup(): number {
    return comparedAt(this.sides.baseline, this.sides.proposal, this.metric, this.options.prices);
  }

  /** What is measured beyond that. */
  unexplained(): number {
    return this.slower("baseline") / this.slower("proposal");
  }

  speedup(): number {
    return this.predictedSpeedup() * this.unexplained();
  }

  /** Price of the proposal ÷ that of the baseline; 1 where none is given. */
  priceRatio(): number {
    const {prices} = this.options;
    return prices === undefined ? 1 : prices.proposal / prices.baseline;
  }

  /** The price ratio at which a token costs the same. */
  evenPriceRatio(): number {
    const [before, after] = [this.sides.baseline, this.sides.proposal];
    return (this.perSecond("proposal") / this.perSecond("baseline")) * (devicesIn(before) / devicesIn(after));
  }

  /** What both sides make, or null where one makes tokens and the other samples. */
  unit(): "token" | "sample" | null {
    const [before, after] = [unitMade(this.sides.baseline), unitMade(this.sides.proposal)];
    return before === after ? before : null;
  }

  /** "a step" or "a pass": what the time of a side is that of. */
  period(side: Side): string {
    const {phase} = this.sides[side].scenario;
    return phase === "prefill" || phase === "request" || phase === "forward" ? "a pass" : "a step";
  }

  /** What causes multiply. */
  gained(): string {
    const unit = this.unit();
    const made = unit === null ? "what is made" : `${unit}s`;
    const each = {throughput: "second", energy: "joule", cost: "dollar"};
    return this.metric === "latency" ? "the speed-up" : `${made} per ${each[this.metric]}`;
  }
}

/** Both sides, the baseline first. */
export const bothSides = ["baseline", "proposal"] as const satisfies readonly Side[];
