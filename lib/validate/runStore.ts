import {UserError} from "../engine/userError.js";
import type {Traits} from "./scopes.js";
import {isPredicted, type RowAnswer, type Unpredicted} from "./types.js";

/** What pairs need to know of a run. */
export interface StoredRun {
  readonly predicted: number;
  readonly bandwidth: number | null;
  readonly flops: number | null;
  readonly roofline: number | null;
  /** null where it is none. */
  readonly batch: number | null;
  readonly largerIsBetter: boolean;
  readonly traits: Traits;
}

/** Numbers of one run, side by side in one array: a tenth of the memory that an object for each would take. */
const fields = ["predicted", "bandwidth", "flops", "roofline", "batch"] as const;
const width = fields.length;

/** Bits of the flags of one run. */
const bits = {
  known: 1,
  ambiguous: 2,
  largerIsBetter: 4,
  training: 8,
  language: 16,
  mixtureOfExperts: 32,
  tuned: 64,
  maximumLoad: 128,
} as const;
const traitNames = ["training", "language", "mixtureOfExperts", "tuned", "maximumLoad"] as const;

/** A map cannot hold many more. */
const mostRuns = 10_000_000;

/** Reasons are few in a table that makes sense; beyond these one stands for the rest. */
const mostReasons = 200;

/** Runs by their id, as one small record for each. */
export class RunStore {
  readonly #places = new Map<string, number>();
  readonly #reasons: string[] = [];
  #numbers = new Float64Array(1024 * width);
  #flags = new Uint8Array(1024);

  /**
   * Keeps a run.
   *
   * @throws UserError where there are more than can be kept.
   */
  add(id: string, answer: RowAnswer, batch: number | null, traits: Traits, place: string): void {
    const known = this.#places.get(id);
    if (known !== undefined) {
      this.#flags[known]! |= bits.ambiguous;
      return;
    }
    const index = this.#places.size;
    if (index === mostRuns) throw new UserError(`${place}: more than ${mostRuns} runs, too many to look pairs up in`);
    this.#places.set(id, index);
    this.#grow(index);
    if (!isPredicted(answer)) {
      this.#numbers[index * width] = this.#reason(answer.reason);
      return;
    }
    const {predicted, naive} = answer;
    [predicted, naive.bandwidth, naive.flops, naive.roofline, batch].forEach((value, field) => {
      this.#numbers[index * width + field] = value ?? NaN;
    });
    let flags: number = bits.known;
    if (answer.largerIsBetter) flags |= bits.largerIsBetter;
    for (const name of traitNames) if (traits[name]) flags |= bits[name];
    this.#flags[index] = flags;
  }

  /** The run with an id, or why there is none to be had. */
  get(id: string): StoredRun | Unpredicted {
    const index = this.#places.get(id);
    if (index === undefined) return {reason: "a run of the pair is not in the table of runs"};
    const flags = this.#flags[index]!;
    if ((flags & bits.ambiguous) !== 0) return {reason: "the id of a run of the pair is given more than once"};
    if ((flags & bits.known) === 0) return {reason: this.#reasons[this.#numbers[index * width]!]!};
    const number = (field: (typeof fields)[number]): number => this.#numbers[index * width + fields.indexOf(field)]!;
    const numberOrNull = (field: (typeof fields)[number]): number | null =>
      Number.isNaN(number(field)) ? null : number(field);
    const has = (name: keyof typeof bits): boolean => (flags & bits[name]) !== 0;
    return {
      predicted: number("predicted"),
      bandwidth: numberOrNull("bandwidth"),
      flops: numberOrNull("flops"),
      roofline: numberOrNull("roofline"),
      batch: numberOrNull("batch"),
      largerIsBetter: has("largerIsBetter"),
      traits: {
        training: has("training"),
        language: has("language"),
        mixtureOfExperts: has("mixtureOfExperts"),
        tuned: has("tuned"),
        maximumLoad: has("maximumLoad"),
      },
    };
  }

  #reason(reason: string): number {
    const words =
      this.#reasons.length < mostReasons ? `a run of the pair: ${reason}` : "a run of the pair is not predicted";
    const known = this.#reasons.indexOf(words);
    if (known >= 0) return known;
    return this.#reasons.push(words) - 1;
  }

  #grow(index: number): void {
    if (index < this.#flags.length) return;
    const size = 2 * this.#flags.length;
    const [numbers, flags] = [new Float64Array(size * width), new Uint8Array(size)];
    numbers.set(this.#numbers);
    flags.set(this.#flags);
    this.#numbers = numbers;
    this.#flags = flags;
  }
}
