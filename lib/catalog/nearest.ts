import {distance} from "fastest-levenshtein";

function commonPrefix(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1;
  return length;
}

/**
 * The candidate that a mistyped word most likely meant, or undefined where none is near. Compared without case; of two at
 * the same edit distance the one with the longer common beginning wins, then the first.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const typed = word.toLowerCase().slice(0, 64);
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(typed.length / 3)) + 1;
  let bestPrefix = -1;
  for (const candidate of candidates) {
    const lower = candidate.toLowerCase();
    const edits = distance(typed, lower);
    const prefix = commonPrefix(typed, lower);
    if (edits < bestDistance || (edits === bestDistance && best !== undefined && prefix > bestPrefix)) {
      best = candidate;
      bestDistance = edits;
      bestPrefix = prefix;
    }
  }
  return best;
}
