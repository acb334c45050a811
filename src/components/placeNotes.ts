import type {Regime} from "../lib/engine/types.js";
import {textWidth} from "./textWidth.js";

/** A label that did not fit into its segment of a bar. */
export interface Note {
  readonly term: Regime;
  readonly text: string;
  /** Middle of the segment, where its leader starts. */
  readonly middle: number;
}

/** A note with its line below the bar. */
export interface PlacedNote extends Note {
  /** 0 is the line next to the bar. */
  readonly line: number;
  readonly x: number;
  readonly anchor: "start" | "end";
}

const distance = 7;

/**
 * Puts notes on lines below a bar, each at the end of a leader that drops from its segment. To the right of their leaders
 * the rightmost comes first, to the left of them the leftmost: so no leader crosses a text.
 *
 * @param notes from left to right.
 */
export function placeNotes(notes: readonly Note[], width: number): Map<Regime, PlacedNote> {
  const fitsRight = notes.every(({text, middle}) => middle + distance + textWidth(text) <= width);
  const fitsLeft = notes.every(({text, middle}) => middle - distance - textWidth(text) >= 0);
  const anchor = fitsRight || !fitsLeft ? "start" : "end";
  const placed = notes.map((note, index): PlacedNote => {
    if (anchor === "end") return {...note, line: index, x: note.middle - distance, anchor};
    // Where neither way is open, better across a leader than out of the picture.
    const x = Math.max(0, Math.min(note.middle + distance, width - textWidth(note.text)));
    return {...note, line: notes.length - 1 - index, x, anchor};
  });
  return new Map(placed.map((note) => [note.term, note]));
}
