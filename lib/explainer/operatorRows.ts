import type {Regime} from "../engine/types.js";
import {causeName} from "./tables.js";
import type {AnsweredExplanation, OperatorChange} from "./types.js";

/**
 * Rows of the operators, in milliseconds of a step: what each took and takes, and what each cause saves of it. The last row
 * adds up the columns, the last column the causes. A regime that changed has an arrow.
 */
export function operatorRows(explanation: AnsweredExplanation): string[][] {
  const {operators, factors, savedSeconds} = explanation.drillDown;
  const {latencySeconds: before} = explanation.baseline.profile;
  const {latencySeconds: after} = explanation.proposal.profile;
  const milliseconds = millisecondFormat(Math.max(before, after));
  const row = (name: string, regime: string, from: number, to: number, saved: readonly number[]) => [
    name,
    regime,
    milliseconds(from),
    milliseconds(to),
    ...saved.map(milliseconds),
    milliseconds(from - to),
  ];
  return [
    ["operator", "regime", "before", "after", ...factors.map((id) => causeName(explanation, id)), "saved"],
    ...operators.map((operator) =>
      row(
        operator.id,
        regimeChange(operator),
        operator.baselineSeconds,
        operator.proposalSeconds,
        operator.savedSeconds,
      ),
    ),
    row("all", "", before, after, savedSeconds),
  ];
}

/** Milliseconds with the decimals that show four digits of the longest, the same in all cells, so that these can be added up. */
export function millisecondFormat(longestSeconds: number): (seconds: number) => string {
  const decimals = Math.min(6, Math.max(0, 3 - Math.floor(Math.log10(longestSeconds * 1e3))));
  return (seconds) => (seconds === 0 ? "0" : (seconds * 1e3).toFixed(decimals).replace(/^-(?=[0.]+$)/, ""));
}

function regimeChange({regimes: {baseline, proposal}, shifted}: OperatorChange): string {
  const name = (regime: Regime | null) => regime ?? "none";
  return shifted || baseline === null || proposal === null ? `${name(baseline)} → ${name(proposal)}` : baseline;
}
