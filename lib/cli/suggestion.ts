import {nearest} from "../catalog/nearest.js";

/** `; did you mean "--batch"?`, or "" where nothing is near. */
export function suggestion(word: string, known: Iterable<string>): string {
  const near = nearest(word, known);
  return near === undefined ? "" : `; did you mean "${near}"?`;
}
