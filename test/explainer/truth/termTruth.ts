import {bytesPerValue} from "../../../lib/engine/precision.js";
import {regimeOf, stepTime} from "../../../lib/engine/stepTime.js";
import {regimes, type Regime} from "../../../lib/engine/types.js";
import type {Claim, Side} from "../../../lib/explainer/types.js";
import {readList, type Checker} from "./checker.js";
import {bothSides, isNoticeable, type Facts} from "./facts.js";
import {hiddenBehind} from "./hiddenBehind.js";
import {latencyOf, readLatency} from "./latency.js";
import {operatorsOf} from "./operatorsOf.js";
import {withoutWidening} from "./recompute.js";
import {spentOn} from "./regimeTruth.js";
import {holds, states, type Sentence} from "./sentence.js";

type Values = Record<string, number>;

const leaves = ", which lowers the speed-up from ";

const checkTermTimes: Checker = (sentence, facts) => {
  sentence.take(`Of ${facts.period("proposal")}, `);
  holds(facts.period("baseline") === facts.period("proposal"), () => "the two sides have no period in common");
  const [before, after] = [facts.profile("baseline"), facts.profile("proposal")];
  const values: Values = {};
  const moved: Regime[] = [];
  const readTerm = () => {
    const spent = sentence.oneOf(...Object.values(spentOn));
    const term = regimes.find((regime) => spentOn[regime] === spent)!;
    const [from, to] = [before[`${term}Seconds`], after[`${term}Seconds`]];
    const moves = sentence.oneOf(" rises ", " falls ", " stays at ");
    if (moves === " stays at ") {
      holds(from === to || !isNoticeable(to / from), () => `${spent}: ${from} s and ${to} s`);
      states(sentence.duration(), to, spent);
    } else {
      holds((moves === " rises ") === to > from, () => `${spent}:${moves}from ${from} s to ${to} s`);
      sentence.take("from ");
      moved.push(term);
      readMoved(sentence, facts, "baseline", term);
      sentence.take(" to ");
      readMoved(sentence, facts, "proposal", term);
      readReason(sentence, facts, term, values);
    }
    Object.assign(values, {[`${term}BaselineSeconds`]: from, [`${term}ProposalSeconds`]: to});
  };
  readList(sentence, readTerm, sentence.rest.includes(leaves) ? leaves : ".");
  if (sentence.maybe(leaves)) readLeft(sentence, facts, moved, values);
  sentence.take(".");
  const longest = Math.max(before.latencySeconds, after.latencySeconds);
  for (const term of regimes) {
    const most = Math.max(before[`${term}Seconds`], after[`${term}Seconds`]);
    const told = `${term}BaselineSeconds` in values;
    holds(told || most < 0.01 * longest * (1 + 1e-9), () => `${spentOn[term]} is left out`);
  }
  return values;
};

/** Reads what the terms that stay leave of the one that falls: they are all there is between the two. */
function readLeft(sentence: Sentence, facts: Facts, moved: readonly Regime[], values: Values): void {
  const [only] = moved;
  holds(moved.length === 1 && only !== undefined, () => `${moved.join()} move`);
  const speedup = facts.speedup();
  holds(facts.metric === "latency" && facts.options.measured === undefined, () => "something else is compared");
  const [before, after] = [stepTime(facts.sides.baseline), stepTime(facts.sides.proposal)];
  const [from, to] = [before.parts[only], after.parts[only]];
  states(sentence.ratio(), from / to, "ratio of times");
  sentence.take(" to ");
  states(sentence.ratio(), speedup, "speed-up");
  holds(
    from / to > speedup && speedup > 1 && isNoticeable(from / to / speedup),
    () => `${from / to} leaves ${speedup}`,
  );
  // Had nothing but that term changed, the speed-up would be the same.
  const alone = before.seconds / (before.seconds - from + to);
  holds(Math.abs(Math.log(alone / speedup)) < 0.03, () => `of that term alone the speed-up would be ${alone}`);
  Object.assign(values, {ratio: from / to, speedup});
}

/** Reads a time of a term, or that there is none, and then behind what it is hidden where its work is done all the same. */
function readMoved(sentence: Sentence, facts: Facts, side: Side, term: Regime): void {
  const time = facts.profile(side)[`${term}Seconds`];
  if (!sentence.maybe("nothing")) {
    states(sentence.duration(), time, "time of the term");
    return;
  }
  holds(time === 0, () => `${time} s are no time`);
  const behind = hiddenBehind(facts.sides[side], term);
  // Where operators turn to the term, that says that it was hidden.
  if (behind === "" || (side === "baseline" && turnsTold(sentence))) return;
  sentence.take(side === "baseline" ? " (it was hidden behind " : " (it is hidden behind ");
  sentence.take(`${behind})`);
}

/** Whether the next to be read is the other time, and then which operators turn. */
const turnsTold = ({rest}: Sentence): boolean => /^ to [^(]* \(\d+ operators? turns? /.test(rest);

/** Reads why a term changes: what operators turn to it, or that weights are widened. */
function readReason(sentence: Sentence, facts: Facts, term: Regime, values: Values): void {
  const latency = term === "link" ? latencyOf(facts.sides.proposal) : null;
  const rises = facts.profile("proposal").linkSeconds > facts.profile("baseline").linkSeconds;
  if (latency !== null && rises) {
    sentence.take(" (");
    Object.assign(values, readLatency(sentence, latency));
    return;
  }
  if (!sentence.maybe(" (")) return;
  if (/^\d/.test(sentence.rest)) readTurned(sentence, facts, term, values);
  else readWidening(sentence, facts, term, values);
}

/** Reads "3 operators turn compute bound: their memory traffic is now hidden behind it)". */
function readTurned(sentence: Sentence, facts: Facts, term: Regime, values: Values): void {
  const count = sentence.count();
  const one = count.value === 1;
  sentence.take(`${one ? " operator turns" : " operators turn"} ${term} bound: ${one ? "its" : "their"} `);
  const spent = sentence.oneOf(...Object.values(spentOn));
  sentence.take(" is now hidden behind it)");
  const other = regimes.find((regime) => spentOn[regime] === spent)!;
  const [before, after] = [operatorsOf(facts.sides.baseline), operatorsOf(facts.sides.proposal)];
  const turned = [...after].filter(([id, {parts, least}]) => {
    const was = before.get(id);
    return was !== undefined && regimeOf(was.parts) === other && regimeOf(parts) === term && least[other] > 0;
  });
  states(count, turned.length, "operators that turn");
  for (const [id, {parts}] of turned) holds(parts[other] === 0, () => `${spentOn[other]} of ${id} is not hidden`);
  values[`${term}:turned`] = turned.length;
}

/** Reads "int4 weights are widened to fp16 before use, on top of reading them)", true of one side alone, and what it would be if that were free. */
function readWidening(sentence: Sentence, facts: Facts, term: Regime, values: Values): void {
  holds(term === "compute", () => `weights are widened by ${spentOn[term]}`);
  const widening = bothSides.filter((side) =>
    stepTime(facts.sides[side]).operators.some(({widenedWeights}) => widenedWeights > 0),
  );
  const [only] = widening;
  holds(only !== undefined && widening.length === 1, () => `weights are widened of ${widening.join()}`);
  const {model, scenario} = facts.sides[only];
  const {weights, activations} = scenario.precision;
  // Experts may be stored in a format of their own.
  const experts = model.architecture === "decoder" ? (model.experts?.format ?? weights) : weights;
  const narrow = bytesPerValue[weights] < bytesPerValue[activations] ? weights : experts;
  sentence.take(`${narrow} weights are widened to ${activations} before use, on top of reading them`);
  if (sentence.maybe("; were that free, the speed-up would be ")) {
    const [before, after] = bothSides.map((side) => stepTime(withoutWidening(facts.sides[side])).seconds);
    states(sentence.ratio(), before! / after!, "speed-up without widening");
    holds(facts.metric === "latency" && facts.options.measured === undefined, () => "something else is compared");
    values["speedupUnwidened"] = before! / after!;
  }
  sentence.take(")");
}

/** How the time of each term changes. */
export const termCheckers = {"term-times": checkTermTimes} satisfies Partial<Record<Claim["id"], Checker>>;
