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
  const by = (scaled: Regime) => (term === scaled ? times : 1);
  const [compute, memory, link, overhead] = [by("compute"), by("memory"), by("link"), by("overhead")];
  // Written out field by field, in the order of `ratesOf`: a spread would be of another hidden class, and the sum that meets
  // several of them is a third as fast, in solves too.
  return {
    fixed: {seconds: fixed.seconds / overhead, bubble: fixed.bubble},
    rates: {
      matrixFormat: rates.matrixFormat,
      attentionFormat: rates.attentionFormat,
      matrixPeak: rates.matrixPeak,
      matrix: rates.matrix * compute,
      attention: rates.attention * compute,
      decodeAttention: rates.decodeAttention * compute,
      memory: rates.memory * memory,
      widenedFraction: rates.widenedFraction,
      widening: rates.widening / compute,
      link: rates.link * link,
      network: rates.network * link,
      host: rates.host * link,
      // No bandwidth shortens the latency of an exchange: it goes only where all of the link's time does.
      collective: link === Infinity ? 0 : rates.collective,
      launch: rates.launch / overhead,
      hostLaunch: rates.hostLaunch / overhead,
      uncapturedLaunch: rates.uncapturedLaunch / overhead,
    },
  };
}

/** The parts of a step's time with another timing. */
export function retimed({operators}: Pick<StepTime, "operators">, {rates, fixed}: Timing): Parts {
  return sumCosts(operators, rates, fixed);
}
