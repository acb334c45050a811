import {sumCosts, type FixedCosts, type Parts, type Rates} from "../engine/roofline.js";
import type {StepTime} from "../engine/stepTime.js";
import type {Regime} from "../engine/types.js";

/** What a step's operators are timed with. */
export interface Timing {
  readonly rates: Rates;
  readonly fixed: FixedCosts;
}

/**
 * A timing in which the resource of one term is so many times as fast: all peak rates, the memory bandwidth, all links, or
 * (the other way round) launches and the fixed time of a step. `Infinity` takes the term away. The operators stay as they are.
 */
export function scaleTerm({rates, fixed}: Timing, term: Regime, times: number): Timing {
  switch (term) {
    case "compute":
      return {
        fixed,
        rates: {
          ...rates,
          matrix: rates.matrix * times,
          attention: rates.attention * times,
          widening: rates.widening / times,
        },
      };
    case "memory":
      return {fixed, rates: {...rates, memory: rates.memory * times}};
    case "link":
      return {
        fixed,
        rates: {
          ...rates,
          link: rates.link * times,
          network: rates.network * times,
          host: rates.host * times,
          // No bandwidth shortens the latency of an exchange: it goes only where all of the link's time does.
          collective: times === Infinity ? 0 : rates.collective,
        },
      };
    case "overhead":
      return {
        fixed: {...fixed, seconds: fixed.seconds / times},
        rates: {
          ...rates,
          launch: rates.launch / times,
          hostLaunch: rates.hostLaunch / times,
          uncapturedLaunch: rates.uncapturedLaunch / times,
        },
      };
  }
}

/** The parts of a step's time with another timing. */
export function retimed({operators}: Pick<StepTime, "operators">, {rates, fixed}: Timing): Parts {
  return sumCosts(operators, rates, fixed);
}
