import type {Claim, Side} from "../types.js";

export type {Answer, NoAnswer} from "../answer.js";

/**
 * A sentence, written only where it is shown, and its worth to a reader: of many, the worthiest are shown. Null for what is
 * shown only where all is asked for.
 */
export interface Draft {
  readonly claim: () => Claim;
  readonly worth: number | null;
}

/** Both sides, in the order in which they are told. */
export const sides = ["baseline", "proposal"] as const satisfies readonly Side[];

/** Differences of less than one per cent, in log units, are not worth a sentence. */
export const noticeable = 0.01;

/** Whether a factor differs from 1 by as much as is worth a sentence. */
export function isNoticeable(multiplier: number): boolean {
  return Math.abs(Math.log(multiplier)) >= noticeable;
}

/** Differences of more than this, in log units, are more than an aside. */
const strong = 0.05;

/** Whether a factor is so far from 1 that it is worth a sentence beside others. */
export function isStrong(multiplier: number): boolean {
  return Math.abs(Math.log(multiplier)) >= strong;
}

/** Whether two amounts of one thing differ by as much as is worth a sentence; something beside nothing does. */
export function isChange(from: number, to: number): boolean {
  return from === 0 || to === 0 ? from !== to : isNoticeable(to / from);
}
