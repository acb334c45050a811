import type {Figure, ItemKind, OtherFigure, SourceKind} from "../catalog/types.js";

/** What an input belongs to: an item of the catalog, the scenario, or the engine itself. */
export type InputKind = ItemKind | "scenario" | "engine";

/** Where an input comes from; of kind "caller" where it was handed in, by itself or in a file, and the catalog does not state it. */
export interface InputSource {
  readonly title: string;
  readonly url: string | null;
  readonly accessed: string | null;
  readonly kind: SourceKind | "caller";
}

/** A figure of the catalog, or of a file of the caller's own, with that file; its source may be that file itself. */
export interface StatedFigure extends Omit<Figure, "source" | "line"> {
  readonly source: InputSource;
  readonly file: string;
  /** Null where it follows from several lines. */
  readonly line: number | null;
}

/** One figure or constant that went into a profile, with its source. */
export interface InputFigure {
  /** Id of the item; "engine" for constants of the engine, "scenario" for what was asked. */
  readonly item: string;
  readonly itemKind: InputKind;
  /** Dotted path in the item's file, such as `memory.bandwidth`, or the name of the engine's constant. */
  readonly path: string;
  /** In the SI unit `unit`. */
  readonly value: number | boolean | string | null;
  /** "B", "B/s", "FLOP/s", "OP/s", "W", "s"; null for counts, fractions, flags and words. */
  readonly unit: string | null;
  /** As written in the file. */
  readonly text: string;
  readonly source: InputSource;
  /** Where in the source it stands, such as "p. 2"; null where that is not known. */
  readonly at: string | null;
  readonly derivation: string | null;
  readonly note: string | null;
  /** What other sources say of it, each with the reason why it is not used. */
  readonly others: readonly OtherFigure[];
  /** The file of this project that states it, and the line; null where none does. */
  readonly file: string | null;
  readonly line: number | null;
}
