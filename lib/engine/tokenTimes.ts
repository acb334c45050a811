import {spillOf} from "./footprint.js";
import {lowerPass} from "./lower.js";
import {sequencesAtOnce} from "./parallelism.js";
import {decodePass, passesOf, promptPass, type Pass} from "./passes.js";
import {sumCosts, type Rates} from "./roofline.js";
import {sumParts} from "./stepTime.js";
import type {Configuration} from "./types.js";

/** What a waiting reader sees of a request. */
export interface TokenTimes {
  /** Time to the first token. */
  readonly ttftSeconds: number;
  /** Time of each further one (TPOT, also inter-token latency). */
  readonly tpotSeconds: number;
}

/**
 * Times to the first and to each further token; null for phases that make no request.
 *
 * A static batch waits for all of its prompts together. In serving a newcomer waits for the step under way, then for its
 * own prompt; afterwards each of its tokens takes a decode step and its share of the prompts of the others of its copy.
 */
export function tokenTimes(configuration: Configuration, batch: number, rates: Rates): TokenTimes | null {
  const {scenario, calibration} = configuration;
  if (scenario.phase !== "request" && scenario.phase !== "serving") return null;
  const spill = spillOf(configuration, batch);
  const secondsOf = (pass: Pass) =>
    pass.times *
    sumParts(sumCosts(lowerPass(configuration, pass, spill), rates, {seconds: calibration.stepSeconds, bubble: 0}));
  const sequences = sequencesAtOnce(scenario, batch);
  const decode = secondsOf(decodePass(sequences, 1));
  if (scenario.phase === "request")
    return {ttftSeconds: secondsOf(promptPass(scenario, sequences, 1)), tpotSeconds: decode};
  const prompts = passesOf(scenario, batch).find(({kind}) => kind === "prompt");
  const others = Math.max(0, 1 - scenario.dataParallel / batch);
  return {
    ttftSeconds: decode * others + secondsOf(promptPass(scenario, Math.min(1, sequences), 1)),
    tpotSeconds: decode + others * (prompts === undefined ? 0 : secondsOf(prompts)),
  };
}
