import {computeFormatOrNull} from "../../../lib/engine/resolveHardware.js";
import {regimeOf, stepTime} from "../../../lib/engine/stepTime.js";
import {regimes, type Configuration, type Regime} from "../../../lib/engine/types.js";
import type {Claim} from "../../../lib/explainer/types.js";
import {readList, type Checker, type Expected} from "./checker.js";
import {latencyOf, readLatency} from "./latency.js";
import {sideOf} from "./memoryTruth.js";
import {operatorsOf} from "./operatorsOf.js";
import {withResource} from "./recompute.js";
import {spentOn} from "./regimeTruth.js";
import {holds, states, type Sentence} from "./sentence.js";

const checkFallback: Checker = (sentence, facts, claim) => {
  const side = sideOf(claim);
  const {hardware, scenario} = facts.sides[side];
  const {activations} = scenario.precision;
  const used = computeFormatOrNull(hardware, activations)!;
  holds(hardware.peakFlopPerSecond[activations] === undefined, () => `${hardware.name} computes ${activations}`);
  sentence.take(`${hardware.name} has no ${activations} arithmetic: `);
  sentence.take(`it keeps its data in ${activations} and computes in ${used}.`);
  return {side, requested: activations, used};
};

const resources: Readonly<Record<Regime, string>> = {
  compute: "twice the peak FLOP/s",
  memory: "twice the memory bandwidth",
  link: "twice the link bandwidth",
  overhead: "half the launch overhead",
};

const raised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

const checkNext: Checker = (sentence, facts) => {
  sentence.take(`What would ${facts.metric === "energy" ? "speed up" : "help"} ${facts.labels.proposal} next: `);
  // At the largest batch a doubled machine may be solved at another: it is held where it is.
  const held = facts.held("proposal");
  const gain = (resource: Regime) => stepTime(held).seconds / stepTime(withResource(held, resource, 2)).seconds;
  const values: Partial<Record<Regime, number>> = {};
  const asides: Record<string, number | string> = {};
  let last = Infinity;
  readList(sentence, (index) => {
    const words = sentence.oneOf(...Object.values(resources));
    const resource = regimes.find((each) => resources[each] === words)!;
    sentence.take(index === 0 ? " gives " : " ");
    const expected = gain(resource);
    states(sentence.ratio(), expected, words);
    Object.assign(asides, readShortfall(sentence, held, resource));
    holds(values[resource] === undefined && expected <= last + 1e-9, () => `${words} does not come in order`);
    last = expected;
    values[resource] = expected;
  });
  sentence.take(".");
  for (const resource of regimes) {
    holds(values[resource] !== undefined || Math.log(gain(resource)) < 0.01 + 1e-9, () => `${resource} is left out`);
  }
  while (sentence.maybe(" ")) {
    // What takes much of the time and would not help.
    const resource = regimes.find((each) => sentence.maybe(raised(resources[each])));
    if (resource === undefined) return sentence.fail("a resource");
    holds(values[resource] === undefined, () => `${resource} is told twice`);
    const gained = gain(resource);
    holds(Math.log(gained) < 0.01, () => `${resource} gives ${gained}`);
    values[resource] = gained;
    sentence.take(" gives less than 1 %");
    Object.assign(asides, readShortfall(sentence, held, resource));
    sentence.take(".");
  }
  return {...values, ...asides};
};

/**
 * Reads why twice as much of a resource gives less than half of its term: "(memory traffic then takes the place of arithmetic)",
 * where that grows by it most, and by half of what is missing; "(98.2 % of link traffic is the latency of 56 all-reduces)".
 */
function readShortfall(sentence: Sentence, held: Configuration, resource: Regime): Expected {
  const [now, then] = [stepTime(held), stepTime(withResource(held, resource, 2))];
  const promised = now.seconds - now.parts[resource] / 2;
  const missing = then.seconds - promised;
  const isMuch = Math.log(then.seconds / promised);
  const grown = (term: Regime) => then.parts[term] - now.parts[term];
  const others = regimes.filter((term) => term !== resource);
  const most = others.reduce((a, b) => (grown(b) > grown(a) ? b : a));
  const latency = resource === "link" ? latencyOf(held) : null;
  if (!sentence.maybe(" (")) {
    const isExplained = latency !== null || grown(most) > (missing / 2) * (1 + 1e-9);
    holds(
      isMuch < 0.05 + 1e-9 || !isExplained,
      () => `twice the ${resource} is ${missing} s short of what its term promises`,
    );
    return {};
  }
  holds(isMuch >= 0.05 - 1e-9, () => `twice the ${resource} gives what its term promises`);
  if (latency !== null) return readLatency(sentence, latency);
  const spent = sentence.oneOf(...others.map((term) => spentOn[term]));
  sentence.take(` then takes the place of ${spentOn[resource]})`);
  const term = others.find((each) => spentOn[each] === spent)!;
  holds(grown(term) > 0 && grown(term) >= grown(most), () => `${spent} grows by ${grown(term)} s`);
  holds(grown(term) >= (missing / 2) * (1 - 1e-9), () => `${spent} grows by ${grown(term)} s of ${missing} s`);
  return {[`${resource}:then`]: term};
}

const checkOperators: Checker = (sentence, facts, claim) => {
  const [before, after] = [operatorsOf(facts.sides.baseline), operatorsOf(facts.sides.proposal)];
  const all = [...new Set([...before.keys(), ...after.keys()])];
  const timeOf = (of: typeof before, id: string) => of.get(id)?.seconds ?? 0;
  const ids = all.filter((id) => timeOf(before, id) > 0 || timeOf(after, id) > 0);
  const changeOf = (id: string) => Math.abs(timeOf(before, id) - timeOf(after, id));
  sentence.take("Of the operators, ");
  const values: Record<string, number> = {};
  const leading: string[] = [];
  const count = readList(sentence, () => {
    const words = sentence.oneOf(...ids.map((id) => `${id} (`));
    const id = words.slice(0, -2);
    states(sentence.duration(), timeOf(after, id), `${id} of the proposal`);
    sentence.take(" against ");
    states(sentence.duration(), timeOf(before, id), `${id} of the baseline`);
    sentence.take(")");
    Object.assign(values, {
      [`${id}:baselineSeconds`]: timeOf(before, id),
      [`${id}:proposalSeconds`]: timeOf(after, id),
    });
    holds(
      leading.length === 0 || changeOf(id) <= changeOf(leading.at(-1)!),
      () => `${id} changes more than what comes before`,
    );
    leading.push(id);
  });
  sentence.take(count === 1 ? " changes most." : " change most.");
  const least = Math.min(...leading.map(changeOf));
  for (const id of ids) {
    holds(leading.includes(id) || changeOf(id) <= least * (1 + 1e-9), () => `${id} changes more than what is told`);
  }
  // Of those that take no time on either side, only what takes some in a mixture is counted.
  const operators = Math.min(all.length, Math.max(ids.length, Number(claim.values["operators"])));
  const shifted = ids.filter((id) => {
    const [left, right] = [before.get(id), after.get(id)];
    return left !== undefined && right !== undefined && regimeOf(left.parts) !== regimeOf(right.parts);
  });
  if (shifted.length > 0) {
    sentence.take(" ");
    states(sentence.count(), shifted.length, "operators that change regime");
    sentence.take(" of ");
    states(sentence.count(), operators, "operators");
    const s = shifted.length === 1 ? "s" : "";
    if (!sentence.maybe(` change${s} regime: `)) {
      sentence.take(` turn${s} `);
      const to = sentence.oneOf(...regimes.map((regime) => `${regime} bound: `)).split(" ")[0];
      for (const id of shifted) holds(regimeOf(after.get(id)!.parts) === to, () => `${id} does not turn ${to} bound`);
    }
    const named = new Set<string>();
    let more = 0;
    readList(sentence, () => {
      const id = sentence.maybeOf(...shifted);
      if (id !== null) named.add(id);
      else more = Number(sentence.match("(\\d+) more", "an operator that changes regime")[0]);
    });
    sentence.take(".");
    holds(named.size + more === shifted.length, () => `${named.size} are named and ${more} more, of ${shifted.length}`);
  }
  return {...values, shifted: shifted.length, operators};
};

/** What the machines lack, what would help, and where the time changes. */
export const machineCheckers = {
  "precision-fallback": checkFallback,
  "next-bottleneck": checkNext,
  operators: checkOperators,
} satisfies Partial<Record<Claim["id"], Checker>>;
