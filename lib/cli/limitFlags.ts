import type {Prices} from "../engine/economics.js";
import type {MadeUnit} from "../engine/unitMade.js";
import {UserError} from "../engine/userError.js";
import type {Limits} from "../explainer/scorecard.js";
import type {Flags, FlagSpec} from "./flags.js";
import {readQuantity, type QuantitySpec} from "./quantityFlag.js";

/** What may be spent at most, as it was given: whether of tokens or of samples is known once it is solved. */
export interface AskedLimits {
  readonly costUsdPerMillion: number | undefined;
  readonly energyJoulesEach: number | undefined;
  readonly carbonGramsPerMillion: number | undefined;
}

/** A limit, with the flag of the price that its figure cannot be had without. */
interface LimitSpec extends QuantitySpec {
  readonly needs: {readonly price: keyof Prices; readonly flag: string} | null;
}

const positive = {dimension: "fraction", zero: false} as const;

const specs = {
  costUsdPerMillion: {
    name: "limit-cost",
    value: "USD",
    help: "highest cost of a million tokens or samples, whichever is made; needs --price-per-hour",
    expected: "US dollars above zero such as 0.50",
    needs: {price: "pricePerHour", flag: "price-per-hour"},
    ...positive,
  },
  energyJoulesEach: {
    name: "limit-energy",
    value: "JOULES",
    help: "most energy of one token or sample, whichever is made",
    expected: "joules above zero such as 0.5",
    needs: null,
    ...positive,
  },
  carbonGramsPerMillion: {
    name: "limit-carbon",
    value: "GRAMS",
    help: "most CO₂ of a million tokens or samples, whichever is made; needs --carbon-intensity",
    expected: "grams of CO₂ above zero such as 100",
    needs: {price: "carbonIntensity", flag: "carbon-intensity"},
    ...positive,
  },
} as const satisfies Readonly<Record<keyof AskedLimits, LimitSpec>>;

/** The flags of limits. */
export const limitFlags: readonly FlagSpec[] = Object.values(specs);

/**
 * The limits that the flags set.
 *
 * @throws UserError on a value that cannot be used, and on a limit that lacks the price that it needs.
 */
export function readLimits(flags: Flags, prices: Prices): AskedLimits {
  const read = ({needs, ...spec}: LimitSpec) => {
    const limit = readQuantity(flags, spec);
    if (limit !== undefined && needs !== null && prices[needs.price] === undefined)
      throw new UserError(`--${spec.name}: missing --${needs.flag}`);
    return limit;
  };
  return {
    costUsdPerMillion: read(specs.costUsdPerMillion),
    energyJoulesEach: read(specs.energyJoulesEach),
    carbonGramsPerMillion: read(specs.carbonGramsPerMillion),
  };
}

/** The limits as a scorecard takes them: on what a step makes. */
export function limitsOn(unit: MadeUnit, asked: AskedLimits): Limits {
  const {costUsdPerMillion, energyJoulesEach, carbonGramsPerMillion} = asked;
  return unit === "token"
    ? {
        costUsdPerMillionTokens: costUsdPerMillion,
        energyJoulesPerToken: energyJoulesEach,
        carbonGramsPerMillionTokens: carbonGramsPerMillion,
      }
    : {
        costUsdPerMillionSamples: costUsdPerMillion,
        energyJoulesPerSample: energyJoulesEach,
        carbonGramsPerMillionSamples: carbonGramsPerMillion,
      };
}
