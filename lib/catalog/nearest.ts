import {distance} from "fastest-levenshtein";

function commonPrefix(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1;
  return length;
}

/**
 * The candidate that a mistyped word most likely meant, or undefined where none is near. Compared without case; of two at
 * the same edit distance the one with the longer common beginning wins, then the first. A word that begins a candidate
 * ("llama3"), or that a candidate begins ("llama-3.1-8b-instruct"), means the shortest, or the longest, such one.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const typed = word.toLowerCase().slice(0, 64);
  const all = [...candidates];
  return nearestByEdits(typed, all) ?? nearestByBeginning(typed, all);
}

function nearestByEdits(typed: string, candidates: readonly string[]): string | undefined {
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

/** Shorter beginnings than this are no hint. */
const tellingBeginning = 3;

function nearestByBeginning(typed: string, candidates: readonly string[]): string | undefined {
  if (typed.length < tellingBeginning) return undefined;
  const byLength = candidates.toSorted((a, b) => a.length - b.length);
  return (
    byLength.find((candidate) => candidate.toLowerCase().startsWith(typed)) ??
    byLength.findLast((candidate) => candidate.length >= tellingBeginning && typed.startsWith(candidate.toLowerCase()))
  );
}
