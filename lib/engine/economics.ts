import {stepTokens} from "./lower.js";
import {devicesOf} from "./parallelism.js";
import type {Profile} from "./types.js";
import {unitMade, type MadeUnit} from "./unitMade.js";
import {UserError} from "./userError.js";

/** What only the caller knows: nothing of it is guessed. */
export interface Prices {
  /** US dollars for an hour of one accelerator. */
  readonly pricePerHour?: number | undefined;
  /** Grams of CO₂ for each kilowatt-hour drawn. */
  readonly carbonIntensity?: number | undefined;
}

/**
 * What a step takes of energy, money and air, all devices together; in all, for each thing made, and for a million of them.
 * Null where it does not fit, where the figure that it needs was not given or is not published, and for tokens where samples
 * are made (and for samples where tokens are).
 */
export interface Economics {
  /** What is made. */
  readonly unit: MadeUnit;
  /** How many of them one step makes. */
  readonly madePerStep: number;
  readonly devices: number;
  /** As given. */
  readonly pricePerHourUsd: number | null;
  /** As given. */
  readonly carbonIntensityGramsPerKilowattHour: number | null;
  readonly energyJoules: number | null;
  readonly energyJoulesPerToken: number | null;
  readonly energyJoulesPerSample: number | null;
  readonly energyJoulesPerMillionTokens: number | null;
  readonly energyJoulesPerMillionSamples: number | null;
  readonly costUsd: number | null;
  readonly costUsdPerToken: number | null;
  readonly costUsdPerSample: number | null;
  readonly costUsdPerMillionTokens: number | null;
  readonly costUsdPerMillionSamples: number | null;
  readonly carbonGrams: number | null;
  readonly carbonGramsPerToken: number | null;
  readonly carbonGramsPerSample: number | null;
  readonly carbonGramsPerMillionTokens: number | null;
  readonly carbonGramsPerMillionSamples: number | null;
}

const secondsPerHour = 3600;
const joulesPerKilowattHour = 3.6e6;

/**
 * Energy, cost and carbon of a profile's step. Energy is that of the profile; cost is the price of all devices for as long as
 * the step takes, idle or not; carbon follows from the energy of the accelerators alone, without hosts or cooling.
 *
 * @throws UserError where a price or an intensity is no number, or below zero.
 */
export function economicsOf(profile: Profile, {pricePerHour, carbonIntensity}: Prices = {}): Economics {
  check("pricePerHour", pricePerHour, "US dollars per hour");
  check("carbonIntensity", carbonIntensity, "grams of CO₂ per kilowatt-hour");
  const {configuration, batch, energyJoules, latencySeconds} = profile;
  const unit = unitMade(configuration);
  const made = stepTokens(configuration, batch);
  const devices = devicesOf(configuration.scenario);
  const costUsd =
    latencySeconds === null || pricePerHour === undefined
      ? null
      : (pricePerHour * devices * latencySeconds) / secondsPerHour;
  const carbonGrams =
    energyJoules === null || carbonIntensity === undefined
      ? null
      : (energyJoules / joulesPerKilowattHour) * carbonIntensity;
  const each = (total: number | null, of: MadeUnit, count = 1) =>
    total === null || unit !== of ? null : (total / made) * count;
  return {
    unit,
    madePerStep: made,
    devices,
    pricePerHourUsd: pricePerHour ?? null,
    carbonIntensityGramsPerKilowattHour: carbonIntensity ?? null,
    energyJoules,
    energyJoulesPerToken: each(energyJoules, "token"),
    energyJoulesPerSample: each(energyJoules, "sample"),
    energyJoulesPerMillionTokens: each(energyJoules, "token", 1e6),
    energyJoulesPerMillionSamples: each(energyJoules, "sample", 1e6),
    costUsd,
    costUsdPerToken: each(costUsd, "token"),
    costUsdPerSample: each(costUsd, "sample"),
    costUsdPerMillionTokens: each(costUsd, "token", 1e6),
    costUsdPerMillionSamples: each(costUsd, "sample", 1e6),
    carbonGrams,
    carbonGramsPerToken: each(carbonGrams, "token"),
    carbonGramsPerSample: each(carbonGrams, "sample"),
    carbonGramsPerMillionTokens: each(carbonGrams, "token", 1e6),
    carbonGramsPerMillionSamples: each(carbonGrams, "sample", 1e6),
  };
}

function check(name: string, value: number | undefined, unit: string): void {
  if (value === undefined || (Number.isFinite(value) && value >= 0)) return;
  throw new UserError(`${name}: expected ${unit}, zero or more, got ${value}`);
}
