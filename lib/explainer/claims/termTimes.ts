import {regimes, type FittingProfile, type Regime} from "../../engine/types.js";
import {termNames} from "../describe.js";
import {apart, formatDuration, listed} from "../format.js";
import {widenedFormat} from "../rates.js";
import {isChange, type Answer, type Draft} from "./draft.js";
import {commonPeriod} from "./words.js";
import {worth} from "./worth.js";

/** Terms that take less than this of the longer of the two times, on both sides, are passed over. */
const smallest = 0.01;

/** How the time of each term changes: the reason where no ratio of a data sheet is to be explained. */
export function termTimesDraft(answer: Answer, isReason: boolean): Draft | null {
  const period = commonPeriod(answer);
  const [before, after] = [answer.baseline.profile, answer.proposal.profile];
  const longest = Math.max(before.latencySeconds, after.latencySeconds);
  const terms = regimes
    .map((term) => ({term, from: secondsOf(before, term), to: secondsOf(after, term)}))
    .filter(({from, to}) => Math.max(from, to) >= smallest * longest)
    .toSorted((a, b) => Math.abs(b.to - b.from) - Math.abs(a.to - a.from));
  if (period === null || terms.every(({from, to}) => !isChange(from, to))) return null;
  const moved = ({term, from, to}: (typeof terms)[number]) =>
    `${termNames[term]} ${movement(term, from, to, answer)}${term === "compute" ? widening(answer) : ""}`;
  return {
    claim: () => ({
      id: "term-times",
      subject: terms.flatMap(({term}) => [`time:baseline:${term}` as const, `time:proposal:${term}` as const]),
      text: `Of ${period}, ${listed(terms.map(moved))}.`,
      values: Object.fromEntries(
        terms.flatMap(({term, from, to}) => [
          [`${term}BaselineSeconds`, from],
          [`${term}ProposalSeconds`, to],
        ]),
      ),
    }),
    worth: isReason ? worth.termTimes : null,
  };
}

/** Said of arithmetic where one side alone widens its weights before it multiplies them. */
function widening({baseline, proposal}: Answer): string {
  const [before, after] = [widenedFormat(baseline.configuration), widenedFormat(proposal.configuration)];
  if ((before === null) === (after === null)) return "";
  const {activations} = (after === null ? baseline : proposal).configuration.scenario.precision;
  return ` (${after ?? before} weights are widened to ${activations} before use)`;
}

function secondsOf(profile: FittingProfile, term: Regime): number {
  return profile[`${term}Seconds`];
}

/** "falls from 8.6 ms to 2.7 ms", "rises from nothing (it was hidden behind memory traffic) to 0.67 ms", "stays at 1.5 ms". */
function movement(term: Regime, from: number, to: number, {baseline, proposal}: Answer): string {
  if (!isChange(from, to)) return `stays at ${formatDuration(to)}`;
  const [before, after] = apart(formatDuration, from, to);
  const first = from === 0 ? `nothing${hidden(term, baseline.profile, "was")}` : before;
  const last = to === 0 ? `nothing${hidden(term, proposal.profile, "is")}` : after;
  return `${to > from ? "rises" : "falls"} from ${first} to ${last}`;
}

/** The terms of an operator of which the longest is its time, and the others are hidden behind it. */
const overlapping = ["compute", "memory", "link"] as const;

/** What a term that takes no time is hidden behind, in words; nothing is where there is no work of its kind. */
function hidden(term: Regime, {operators}: FittingProfile, verb: "was" | "is"): string {
  if (term === "overhead") return "";
  const others = overlapping.filter((other) => other !== term);
  const longest = operators
    .filter((operator) => operator[`${term}Seconds`] > 0)
    .map((operator) => others.reduce((a, b) => (operator[`${b}Seconds`] > operator[`${a}Seconds`] ? b : a)));
  const behind = overlapping.filter((other) => longest.includes(other)).map((other) => termNames[other]);
  return behind.length === 0 ? "" : ` (it ${verb} hidden behind ${listed(behind)})`;
}
