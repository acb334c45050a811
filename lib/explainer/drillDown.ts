import {costOf, type Parts} from "../engine/roofline.js";
import {partsOf, regimeOf, type StepTime} from "../engine/stepTime.js";
import type {Regime} from "../engine/types.js";
import type {Marginal} from "./owen.js";
import type {DrillDown, OperatorChange} from "./types.js";

/** What takes time beside the operators. */
const fixedTime = "fixed time of the step";
const pipelineWait = "waiting of the pipeline";

/**
 * Divides the change of a step's time over its operators and the causes. Times add, so that the Owen value of each operator's
 * time is taken by itself: rows add up to the operators' change, columns to what a cause saves of the whole step.
 *
 * @param stepAt the step of each coalition of causes (a bit set).
 */
export function drillDownOf(
  factors: readonly {readonly id: string}[],
  marginals: readonly Marginal[],
  stepAt: (coalition: number) => StepTime,
): DrillDown {
  const ledger = operatorLedger();
  const all = (1 << factors.length) - 1;
  const entries: (readonly number[] | undefined)[] = [];
  const timesAt = (coalition: number) => (entries[coalition] ??= ledger.enter(stepAt(coalition)));
  const [before, after] = [timesAt(0), timesAt(all)];
  // All are entered before they are added up, so that it is known how many rows there are.
  for (const {player, coalition} of marginals) {
    timesAt(coalition);
    timesAt(coalition | (1 << player));
  }
  const rows = ledger.ids().length;
  const columns = factors.map(() => new Float64Array(rows));
  for (const {player, coalition, weight} of marginals) {
    addSaved(columns[player]!, weight, timesAt(coalition), timesAt(coalition | (1 << player)));
  }
  const [regimesBefore, regimesAfter] = [operatorRegimes(stepAt(0)), operatorRegimes(stepAt(all))];
  const operators = ledger.ids().map((id, row): OperatorChange => {
    const regimes = {baseline: regimesBefore.get(id) ?? null, proposal: regimesAfter.get(id) ?? null};
    return {
      id,
      baselineSeconds: before[row] ?? 0,
      proposalSeconds: after[row] ?? 0,
      savedSeconds: columns.map((column) => column[row]!),
      regimes,
      shifted: regimes.baseline !== null && regimes.proposal !== null && regimes.baseline !== regimes.proposal,
    };
  });
  const told = operators.filter(
    ({baselineSeconds, proposalSeconds, savedSeconds}) =>
      baselineSeconds > 0 || proposalSeconds > 0 || savedSeconds.some((saved) => saved !== 0),
  );
  // What runs beside the operators comes last.
  const last = ({id}: OperatorChange) => Number(id === fixedTime || id === pipelineWait);
  return {
    factors: factors.map(({id}) => id),
    operators: told.toSorted((a, b) => last(a) - last(b)),
    savedSeconds: columns.map((column) => column.reduce((sum, saved) => sum + saved, 0)),
  };
}

/** Adds to a column what one step saves over another, row by row. */
function addSaved(column: Float64Array, weight: number, before: readonly number[], after: readonly number[]): void {
  for (let row = 0; row < column.length; row++) column[row]! += weight * ((before[row] ?? 0) - (after[row] ?? 0));
}

/** Seconds of a step by operator, each operator at the same place in every entry; entries end where they hold nothing more. */
interface OperatorLedger {
  ids(): readonly string[];
  enter(step: StepTime): readonly number[];
}

function operatorLedger(): OperatorLedger {
  const ids: string[] = [];
  const places = new Map<string, number>();
  const placeOf = (id: string): number => {
    const known = places.get(id);
    if (known !== undefined) return known;
    places.set(id, ids.length);
    return ids.push(id) - 1;
  };
  const placesOf = new Map<StepTime["operators"], readonly number[]>();
  return {
    ids: () => ids,
    enter({operators, operatorSeconds, fixed, seconds}) {
      // Mixtures that do the same work share their operators.
      let found = placesOf.get(operators);
      if (found === undefined) placesOf.set(operators, (found = operators.map(({id}) => placeOf(id))));
      const times: number[] = [];
      for (let index = 0; index < found.length; index++) addAt(times, found[index]!, operatorSeconds[index]!);
      if (fixed.bubble > 0) {
        const working = operatorSeconds.reduce((sum, time) => sum + time, 0);
        addAt(times, placeOf(pipelineWait), seconds - fixed.seconds - working);
      }
      if (fixed.seconds > 0) addAt(times, placeOf(fixedTime), fixed.seconds);
      return times;
    },
  };
}

/** Adds a time to what stands at a place. */
function addAt(times: number[], place: number, time: number): void {
  while (times.length < place) times.push(0);
  // Mostly the next place, to be filled at once: a zero put there first would make of it an array of whole numbers.
  if (place === times.length) times.push(time);
  else times[place]! += time;
}

/** The regime of each operator, all of its repeats together. */
function operatorRegimes({operators, rates, fixed, parts: whole}: StepTime): Map<string, Regime> {
  const sums = new Map<string, Parts>();
  for (const operator of operators) {
    const {compute, memory, link, overhead} = partsOf(costOf(operator, rates));
    const sum = sums.get(operator.id) ?? {compute: 0, memory: 0, link: 0, overhead: 0};
    const {repeat} = operator;
    sums.set(operator.id, {
      compute: sum.compute + repeat * compute,
      memory: sum.memory + repeat * memory,
      link: sum.link + repeat * link,
      overhead: sum.overhead + repeat * overhead,
    });
  }
  const regimes = new Map([...sums].map(([id, parts]) => [id, regimeOf(parts)]));
  if (fixed.seconds > 0) regimes.set(fixedTime, "overhead");
  // A stage waits for what bounds the others.
  if (fixed.bubble > 0) regimes.set(pipelineWait, regimeOf(whole));
  return regimes;
}
