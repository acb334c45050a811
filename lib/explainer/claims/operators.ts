import {regimeNames} from "../describe.js";
import {apart, formatCount, formatDuration, listed} from "../format.js";
import type {OperatorChange} from "../types.js";
import {type Answer, type Draft} from "./draft.js";
import {worth} from "./worth.js";

/** So many operators that change regime are named. */
const mostNamed = 3;

/** The operator whose time changes most, with the next where that changes half as much; and which change regime. */
export function operatorsDraft({drillDown, baseline, proposal}: Answer): Draft | null {
  const known = new Set([...baseline.profile.operators, ...proposal.profile.operators].map(({id}) => id));
  const operators = drillDown.operators.filter(({id}) => known.has(id));
  if (operators.length < 2) return null;
  const longest = Math.max(baseline.profile.latencySeconds, proposal.profile.latencySeconds);
  const [first, second] = operators.toSorted((a, b) => changeOf(b) - changeOf(a));
  if (first === undefined || changeOf(first) < 0.01 * longest) return null;
  const leading = [first, ...(second !== undefined && changeOf(second) >= changeOf(first) / 2 ? [second] : [])];
  const whole = Math.abs(proposal.profile.latencySeconds - baseline.profile.latencySeconds);
  const shifted = operators.filter((operator) => operator.shifted);
  return {
    claim: () => ({
      id: "operators",
      subject: [...new Set([...leading, ...shifted.slice(0, mostNamed)].map(({id}) => `operator:${id}` as const))],
      text: [changes(leading), ...(shifted.length === 0 ? [] : [shifts(shifted, operators.length)])].join(" "),
      values: {
        ...Object.fromEntries(leading.flatMap(timeValues)),
        shifted: shifted.length,
        operators: operators.length,
      },
    }),
    worth: shifted.length > 0 || changeOf(first) >= whole / 2 ? worth.operators : null,
  };
}

function changeOf({baselineSeconds, proposalSeconds}: OperatorChange): number {
  return Math.abs(proposalSeconds - baselineSeconds);
}

function changes(leading: readonly OperatorChange[]): string {
  const parts = leading.map(({id, baselineSeconds, proposalSeconds}) => {
    const [after, before] = apart(formatDuration, proposalSeconds, baselineSeconds);
    return `${id} (${after} against ${before})`;
  });
  return `Of the operators, ${listed(parts)} ${leading.length === 1 ? "changes" : "change"} most.`;
}

function shifts(shifted: readonly OperatorChange[], count: number): string {
  const names = shifted.slice(0, mostNamed).map(({id}) => id);
  const more = shifted.length - names.length;
  const named = listed([...names, ...(more === 0 ? [] : [`${formatCount(more)} more`])]);
  const [first] = shifted;
  const alike = shifted.every(({regimes: {proposal}}) => proposal === first!.regimes.proposal);
  const verb = alike ? "turn" : "change";
  const what = alike ? regimeNames[first!.regimes.proposal!] : "regime";
  return `${formatCount(shifted.length)} of ${formatCount(count)} ${verb}${shifted.length === 1 ? "s" : ""} ${what}: ${named}.`;
}

function timeValues({id, baselineSeconds, proposalSeconds}: OperatorChange): [string, number][] {
  return [
    [`${id}:baselineSeconds`, baselineSeconds],
    [`${id}:proposalSeconds`, proposalSeconds],
  ];
}
