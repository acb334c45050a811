import type {Model} from "../engine/types.js";

/** Largest plausible value of each count of a model's shape: refuses slips of the finger and hostile files alike. */
export const largestCounts = {
  layers: 10_000,
  hiddenSize: 1_000_000,
  heads: 10_000,
  kvHeads: 10_000,
  headSize: 100_000,
  feedForwardSize: 10_000_000,
  vocabularySize: 100_000_000,
  maxContext: 1_000_000_000,
  slidingWindow: 1_000_000_000,
} as const satisfies Partial<Record<keyof Model, number>>;

/** What is wrong between the counts of a shape, or null. */
export function inconsistency({heads, kvHeads}: Pick<Model, "heads" | "kvHeads">): string | null {
  if (kvHeads > heads) return `there are more key/value heads (${kvHeads}) than query heads (${heads})`;
  if (heads % kvHeads !== 0) return `${heads} query heads cannot be shared evenly by ${kvHeads} key/value heads`;
  return null;
}
