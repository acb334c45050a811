import {regimes, type Regime} from "../../engine/types.js";
import {termNames} from "../describe.js";
import {apart, formatDuration, formatRatio, listed} from "../format.js";
import {valuesOf, type Aside} from "./aside.js";
import {isChange, isNoticeable, type Answer, type Draft} from "./draft.js";
import {hidden} from "./hidden.js";
import {latencyAside} from "./latency.js";
import {turnedAside, wideningAside} from "./termAsides.js";
import {commonPeriod} from "./words.js";
import {worth} from "./worth.js";

/** Terms that take less than this of the longer of the two times, on both sides, are passed over. */
const smallest = 0.01;

/** Seconds of a term on the two sides. */
interface Term {
  readonly term: Regime;
  readonly from: number;
  readonly to: number;
}

/** How the time of each term changes: the reason where no ratio of a data sheet is to be explained. */
export function termTimesDraft(answer: Answer, isReason: boolean): Draft | null {
  const period = commonPeriod(answer);
  const [before, after] = [answer.baseline.profile, answer.proposal.profile];
  const longest = Math.max(before.latencySeconds, after.latencySeconds);
  const terms = regimes
    .map((term): Term => ({term, from: before[`${term}Seconds`], to: after[`${term}Seconds`]}))
    .filter(({from, to}) => Math.max(from, to) >= smallest * longest)
    .toSorted((a, b) => Math.abs(b.to - b.from) - Math.abs(a.to - a.from));
  if (period === null || terms.every(({from, to}) => !isChange(from, to))) return null;
  return {
    claim: () => {
      const left = leftOf(terms, answer);
      const moved = terms.map((term) => movement(term, answer));
      return {
        id: "term-times",
        subject: terms.flatMap(({term}) => [`time:baseline:${term}` as const, `time:proposal:${term}` as const]),
        text: `Of ${period}, ${listed(moved.map(({text}) => text))}${left?.text ?? ""}.`,
        values: valuesOf(
          Object.fromEntries(
            terms.flatMap(({term, from, to}) => [
              [`${term}BaselineSeconds`, from],
              [`${term}ProposalSeconds`, to],
            ]),
          ),
          left,
          ...moved,
        ),
      };
    },
    worth: isReason ? worth.termTimes : null,
  };
}

/** ", which lowers the speed-up from 1.85× to 1.55×": where one term falls and the others stay, these are why that is all. */
function leftOf([first, ...others]: readonly Term[], {baseline, metric, measured, speedup}: Answer): Aside | null {
  const {from, to} = first!;
  const ratio = from / to;
  // Nothing else may have changed it, what is too short to be told of neither.
  const {latencySeconds} = baseline.profile;
  const alone = latencySeconds / (latencySeconds - from + to);
  const stay = others.every((other) => !isChange(other.from, other.to));
  const leaves = stay && metric === "latency" && measured === null && speedup > 1 && isNoticeable(ratio / speedup);
  return leaves && to > 0 && !isNoticeable(alone / speedup)
    ? {
        text: `, which lowers the speed-up from ${formatRatio(ratio)} to ${formatRatio(speedup)}`,
        values: {ratio, speedup},
      }
    : null;
}

/** "falls from 8.6 ms to 2.7 ms", "rises from nothing (it was hidden behind memory traffic) to 0.67 ms", "stays at 1.5 ms". */
function movement({term, from, to}: Term, answer: Answer): Aside {
  const name = termNames[term];
  if (!isChange(from, to)) return {text: `${name} stays at ${formatDuration(to)}`, values: {}};
  const {baseline, proposal} = answer;
  const [before, after] = apart(formatDuration, from, to);
  const turned = turnedAside(term, to > from, answer);
  const why =
    turned ??
    (term === "compute"
      ? wideningAside(answer)
      : term === "link" && to > from
        ? latencyAside(proposal.configuration)
        : null);
  // That operators turn to it says as much.
  const first = from > 0 ? before : `nothing${turned === null ? hidden(term, baseline.profile, "was") : ""}`;
  const last = to > 0 ? after : `nothing${hidden(term, proposal.profile, "is")}`;
  return {
    text: `${name} ${to > from ? "rises" : "falls"} from ${first} to ${last}${why?.text ?? ""}`,
    values: why?.values ?? {},
  };
}
