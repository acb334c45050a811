import {nearest} from "../catalog/nearest.js";

/** `; did you mean "solve"?`, or "" where nothing is near. */
export function suggestion(word: string, known: readonly string[]): string {
  const near = nearest(word, known) ?? known.find((candidate) => letters(candidate) === letters(word));
  return near === undefined ? "" : `; did you mean "${near}"?`;
}

/** As `suggestion`, for a flag: with whatever dashes, or none. */
export function flagSuggestion(word: string, names: readonly string[]): string {
  return suggestion(word.replace(/^\P{L}+/u, ""), names).replace('"', '"--');
}

/** Two swapped letters are two edits, too many in a short word, though the commonest slip of all. */
function letters(word: string): string {
  return Array.from(word.toLowerCase()).sort().join("");
}
