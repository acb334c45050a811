import {LogErrors, logErrorOf} from "../validate/logErrors.js";
import {ruleNames, ruleOrder} from "./accuracyFigures.js";
import {speedupKinds, type AccuracySpeedup} from "./accuracyTypes.js";

/** Ends of the slider: powers of two. */
export type GuessDomain = readonly [low: number, high: number];

/** Stops of the slider in each doubling. */
const stopsPerDoubling = 40;

/** Questions that are asked before they begin again. */
const mostQuestions = 15;

/**
 * Speed-ups for a reader to guess: of each kind of change in turn, evenly spaced in the table's order, each workload once.
 * Nothing is left to chance, and nothing depends on whether the engine is right. Changes of software alone are not asked.
 */
export function guessQuestions(speedups: readonly AccuracySpeedup[]): readonly AccuracySpeedup[] {
  const asked = new Set<string>();
  const once = speedups.filter(({kind, shared, quantity}) => {
    const key = `${kind} ${shared} ${quantity}`;
    if (kind === "software" || asked.has(key)) return false;
    asked.add(key);
    return true;
  });
  const queues = speedupKinds.map((kind) => spread(once.filter((speedup) => speedup.kind === kind)));
  const rounds = Array.from({length: mostQuestions}, (_, round) =>
    queues.flatMap((queue) => queue.slice(round, round + 1)),
  );
  return rounds.flat().slice(0, mostQuestions);
}

/** A few items of a list, in the middles of as many equal parts of it. */
function spread<Item>(items: readonly Item[]): readonly Item[] {
  const count = Math.min(3, items.length);
  return Array.from({length: count}, (_, index) => items[Math.floor(((index + 0.5) * items.length) / count)]!);
}

/** Ends of the slider: round, and far enough apart for every question, so that they give none away. */
export function guessDomain(questions: readonly AccuracySpeedup[]): GuessDomain {
  const values = questions.flatMap(({measured, predicted}) => [measured, predicted.engine]);
  const ends = [Math.min(0.25, ...values), Math.max(8, ...values)] as const;
  return [2 ** Math.floor(Math.log2(ends[0])), 2 ** Math.ceil(Math.log2(ends[1]))];
}

/** The last stop of the slider; the first is 0. */
export function lastStop([low, high]: GuessDomain): number {
  return stopsPerDoubling * Math.log2(high / low);
}

/** The speed-up at a stop of the slider, in as many digits as one can guess. */
export function guessAt(stop: number, [low]: GuessDomain): number {
  return Number((low * 2 ** (stop / stopsPerDoubling)).toPrecision(3));
}

/** The stop at which nothing changes: where the slider begins. */
export function stopOfOne([low]: GuessDomain): number {
  return stopsPerDoubling * Math.log2(1 / low);
}

/** Who says what to a question: the reader and each rule that can answer. */
export interface Answer {
  readonly who: string;
  readonly isReader: boolean;
  readonly speedup: number;
  /** ln(said ÷ measured), without its sign. */
  readonly error: number;
}

/** All answers to a question, the reader's first. */
export function answersTo({measured, predicted}: AccuracySpeedup, guess: number): readonly Answer[] {
  const answer = (who: string, speedup: number, isReader: boolean): Answer => ({
    who,
    isReader,
    speedup,
    error: Math.abs(logErrorOf(speedup, measured)),
  });
  return [
    answer("you", guess, true),
    ...ruleOrder.flatMap((rule) => {
      const speedup = predicted[rule];
      return speedup === null ? [] : [answer(ruleNames[rule], speedup, false)];
    }),
  ];
}

/** How one of those who answer has done so far. */
export interface Standing {
  readonly who: string;
  readonly questions: number;
  /** Middle error, as a logarithm. */
  readonly median: number;
  /** Questions to which nobody else was nearer. */
  readonly nearest: number;
}

/** The running score: over all questions that were answered so far. */
export function standings(rounds: readonly (readonly Answer[])[]): readonly Standing[] {
  const names = [...new Set(rounds.flatMap((answers) => answers.map(({who}) => who)))];
  return names.map((who) => {
    const errors = new LogErrors();
    let nearest = 0;
    for (const answers of rounds) {
      const own = answers.find((answer) => answer.who === who);
      if (own === undefined) continue;
      errors.add(own.error);
      if (answers.every(({error}) => own.error <= error)) nearest += 1;
    }
    return {who, questions: errors.count, median: errors.absoluteQuantile(0.5) ?? 0, nearest};
  });
}
