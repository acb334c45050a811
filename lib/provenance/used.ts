import {lower} from "../engine/lower.js";
import type {Operator} from "../engine/operator.js";
import {ratesOf, type Rates} from "../engine/roofline.js";
import type {Profile} from "../engine/types.js";

/** What the operators of a profile made use of. */
export interface Used {
  readonly rates: Rates;
  /** Whether there is a time, or only what is held in memory. */
  readonly timed: boolean;
  readonly matrix: boolean;
  readonly attention: boolean;
  /** Attention of decode steps on plain arithmetic, each head by itself. */
  readonly perHeadAttention: boolean;
  /** Weights are widened before they are used. */
  readonly widening: boolean;
  readonly link: boolean;
  readonly network: boolean;
  readonly host: boolean;
  /** Something is sent with a fixed time of its own. */
  readonly collectives: boolean;
  readonly launches: boolean;
  /** The host starts some kernels one by one. */
  readonly uncaptured: boolean;
  readonly energy: boolean;
}

/** What a profile made use of, by lowering its configuration once more: inputs that bore on nothing are no inputs. */
export function usedBy(profile: Profile): Used {
  const {configuration, batch} = profile;
  const operators = lower(configuration, batch);
  const perHead = configuration.calibration.perHeadAttention !== null;
  const some = (test: (operator: Operator) => boolean) => operators.some(test);
  return {
    rates: ratesOf(configuration),
    timed: profile.fits,
    matrix: some(({arithmetic, flop}) => arithmetic === "matrix" && flop > 0),
    attention: some(
      ({arithmetic, flop}) =>
        (arithmetic === "attention" || (!perHead && arithmetic === "decodeAttention")) && flop > 0,
    ),
    perHeadAttention: perHead && some(({arithmetic}) => arithmetic === "decodeAttention"),
    widening: some(({widenedWeights}) => widenedWeights > 0),
    link: some(({linkBytes}) => linkBytes > 0),
    network: some(({networkBytes}) => networkBytes > 0),
    host: some(({hostBytes}) => hostBytes > 0),
    collectives: some(
      ({collectives, linkBytes, networkBytes, hostBytes}) =>
        collectives > 0 && linkBytes + networkBytes + hostBytes > 0,
    ),
    launches: some(({launches}) => launches > 0),
    // The time to the first token in serving is that of a prompt alone, which no graph captures.
    uncaptured:
      configuration.scenario.execution === "eager" ||
      configuration.scenario.phase === "serving" ||
      some(({captured}) => !captured),
    energy: profile.energyJoules !== null,
  };
}
