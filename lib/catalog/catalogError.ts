import {UserError} from "../engine/userError.js";

/** A place in a file. */
export interface FilePlace {
  readonly file: string;
  /** 1-based; null where the mistake has no place of its own. */
  readonly line: number | null;
  /** 1-based; null where the mistake has no place of its own. */
  readonly column: number | null;
  /** Dotted path of the figure or key, empty for the file as a whole. */
  readonly path: string;
}

/** One mistake in a file. */
export interface CatalogProblem extends FilePlace {
  readonly message: string;
}

const MOST_SHOWN = 20;

/** A place as messages open with it: `data/hardware/h100-sxm.yaml:12:14 memory.bandwidth`. */
export function formatPlace({file, line, column, path}: FilePlace): string {
  const place = line === null ? file : `${file}:${line}:${column ?? 1}`;
  return path === "" ? place : `${place} ${path}`;
}

/** One line: `data/hardware/h100-sxm.yaml:12:14 memory.bandwidth: expected …`. */
export function formatProblem({message, ...place}: CatalogProblem): string {
  return `${formatPlace(place)}${place.path === "" ? "" : ":"} ${message}`;
}

/** Everything wrong with a catalog file, a line each: `data/hardware/h100-sxm.yaml:12:14 memory.bandwidth: expected …`. */
export class CatalogError extends UserError {
  override name = "CatalogError";
  readonly problems: readonly CatalogProblem[];

  constructor(problems: readonly CatalogProblem[]) {
    const sorted = [...problems].sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
    const lines = sorted.slice(0, MOST_SHOWN).map(formatProblem);
    if (sorted.length > MOST_SHOWN) lines.push(`… and ${sorted.length - MOST_SHOWN} more`);
    super(lines.join("\n"));
    this.problems = sorted;
  }
}
