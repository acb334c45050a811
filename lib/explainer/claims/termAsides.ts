import {change} from "../../engine/change.js";
import {stepTime} from "../../engine/stepTime.js";
import type {Configuration, Regime} from "../../engine/types.js";
import {regimeNames, termNames} from "../describe.js";
import {formatCount, formatRatio} from "../format.js";
import {widenedFormat} from "../rates.js";
import type {Aside} from "./aside.js";
import {isNoticeable, type Answer} from "./draft.js";

/** Said of arithmetic where one side alone widens its weights before it multiplies them, and what that costs. */
export function wideningAside({baseline, proposal, metric, measured, speedup}: Answer): Aside | null {
  const [before, after] = [widenedFormat(baseline.configuration), widenedFormat(proposal.configuration)];
  if ((before === null) === (after === null)) return null;
  const {activations} = (after === null ? baseline : proposal).configuration.scenario.precision;
  const text = `${after ?? before} weights are widened to ${activations} before use, on top of reading them`;
  const free = unwidenedSeconds(baseline.configuration) / unwidenedSeconds(proposal.configuration);
  return metric === "latency" && measured === null && isNoticeable(free / speedup)
    ? {
        text: ` (${text}; were that free, the speed-up would be ${formatRatio(free)})`,
        values: {speedupUnwidened: free},
      }
    : {text: ` (${text})`, values: {}};
}

/** Seconds of a step if weights were used as they are stored. */
function unwidenedSeconds(configuration: Configuration): number {
  return stepTime(change(configuration, {calibration: {dequantisation: {flopPerWeight: 0, matrixFraction: 1}}}))
    .seconds;
}

/**
 * Said of a term that rises because operators turn to it, which hides what bound them before: without that the other term
 * would seem to shrink by itself. Of a term of which all is hidden that is told of it.
 */
export function turnedAside(term: Regime, rises: boolean, {drillDown, baseline, proposal}: Answer): Aside | null {
  const other = term === "compute" ? "memory" : "compute";
  // Widening is arithmetic beside whatever binds.
  const widens = [baseline, proposal].some(({configuration}) => widenedFormat(configuration) !== null);
  if (widens || (term !== "compute" && term !== "memory") || proposal.profile[`${other}Seconds`] === 0) return null;
  const turned = drillDown.operators.filter(
    ({id, regimes}) =>
      regimes.baseline === other &&
      regimes.proposal === term &&
      // What is waited for in a pipeline is no operator.
      proposal.profile.operators.some((operator) => operator.id === id && operator[`${other}Seconds`] > 0),
  );
  if (turned.length === 0 || !rises) return null;
  const [s, its] = turned.length === 1 ? [" turns", "its"] : ["s turn", "their"];
  return {
    text: ` (${formatCount(turned.length)} operator${s} ${regimeNames[term]}: ${its} ${termNames[other]} is now hidden behind it)`,
    values: {[`${term}:turned`]: turned.length},
  };
}
