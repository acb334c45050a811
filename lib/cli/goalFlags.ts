import type {Prices} from "../engine/economics.js";
import {UserError} from "../engine/userError.js";
import type {Targets} from "../explainer/scorecard.js";
import type {Flags, FlagSpec} from "./flags.js";
import {limitFlags, readLimits, type AskedLimits} from "./limitFlags.js";
import {readQuantity, type QuantitySpec} from "./quantityFlag.js";

/** What a caller asks of a profile beside its figures. */
export interface Goals {
  readonly prices: Prices;
  readonly targets: Targets;
  readonly limits: AskedLimits;
  /** Whether a target that is not kept is an exit code of its own. */
  readonly failOnTarget: boolean;
}

const time = {value: "TIME", expected: 'a time above zero such as "50 ms"', dimension: "time", zero: false} as const;

const specs = {
  pricePerHour: {
    name: "price-per-hour",
    value: "USD",
    help: "price of one accelerator for an hour: adds the cost",
    expected: "US dollars such as 2.50",
    dimension: "fraction",
    zero: true,
  },
  carbonIntensity: {
    name: "carbon-intensity",
    value: "G_PER_KWH",
    help: "carbon intensity of the electricity: adds the CO₂",
    expected: "grams of CO₂ per kilowatt-hour such as 400",
    dimension: "fraction",
    zero: true,
  },
  latencySeconds: {name: "target-latency", help: "longest time that a step or pass may take", ...time},
  ttftSeconds: {name: "target-ttft", help: "longest time to the first token", ...time},
  tpotSeconds: {name: "target-tpot", help: "longest time per output token", ...time},
  throughputPerSecond: {
    name: "target-throughput",
    value: "N",
    help: "fewest tokens (of images: samples) per second, over all sequences",
    expected: "a number above zero such as 1000",
    dimension: "fraction",
    zero: false,
  },
} as const satisfies Readonly<Record<string, QuantitySpec>>;

const failFlag: FlagSpec = {
  name: "fail-on-target",
  value: null,
  help: "exit with code 3 where a target or limit is not kept, or cannot be shown to be",
};

/** The flags of prices, targets and limits. */
export const goalFlags: readonly FlagSpec[] = [...Object.values(specs), ...limitFlags, failFlag];

/**
 * What the flags ask of a profile.
 *
 * @throws UserError on a value that cannot be used, and on a flag that lacks the one that it needs.
 */
export function readGoals(flags: Flags): Goals {
  const read = (spec: QuantitySpec) => readQuantity(flags, spec);
  const prices = {pricePerHour: read(specs.pricePerHour), carbonIntensity: read(specs.carbonIntensity)};
  const goals = {
    prices,
    targets: {
      latencySeconds: read(specs.latencySeconds),
      ttftSeconds: read(specs.ttftSeconds),
      tpotSeconds: read(specs.tpotSeconds),
      throughputPerSecond: read(specs.throughputPerSecond),
    },
    limits: readLimits(flags, prices),
    failOnTarget: flags.values.has(failFlag.name),
  };
  if (goals.failOnTarget && !hasTargets(goals))
    throw new UserError(`--${failFlag.name}: missing a target, such as --${specs.latencySeconds.name} "50 ms"`);
  return goals;
}

/** Whether economics are asked for. */
export function hasPrices({prices}: Goals): boolean {
  return Object.values(prices).some((value) => value !== undefined);
}

/** Whether a scorecard is asked for. */
export function hasTargets({targets, limits}: Goals): boolean {
  const given = (values: Targets | AskedLimits) => Object.values(values).some((value) => value !== undefined);
  return given(targets) || given(limits);
}
