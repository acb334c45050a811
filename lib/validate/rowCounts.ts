import {UserError} from "../engine/userError.js";
import type {Row} from "./types.js";

/** More devices, sequences or tokens than these are a slip of the pen. */
const mostCounted = 1e9;

/** A count as tables write it: digits, also in groups of three; "~8" where it is about that many. */
const written = /^~?\s*(\d+|\d{1,3}(?:,\d{3})+)(?:\.0+)?$/;

/** What tables write where they have nothing to say. */
const blank = /^(?:|[-–?]|n\/?a|none|null|unknown)$/i;

/**
 * The whole number in a cell; null where the cell is empty or says that nothing is known.
 *
 * @param least - The least that makes sense.
 * @throws UserError where the cell holds anything else.
 */
export function countIn(row: Row, column: string, least: 0 | 1 = 1): number | null {
  const text = row.text(column);
  if (blank.test(text)) return null;
  const digits = written.exec(text)?.[1]?.replaceAll(",", "");
  const count = digits === undefined ? NaN : Number(digits);
  if (count >= least && count <= mostCounted) return count;
  throw new UserError(`${column} "${text.slice(0, 40)}" is no count${least === 0 ? "" : " above 0"}`);
}

/** Requests a second, which a column for the batch may state in its place ("online qps=16", "4 req/s"); null where it does not. */
export function requestRateIn(row: Row, column: string): number | null {
  const text = row.text(column);
  const [, after, before] =
    /^(?:online )?qps ?= ?(\d+(?:\.\d+)?)$|^(\d+(?:\.\d+)?) ?(?:qps|rps|req(?:uests?)?\/s(?:ec(?:ond)?)?)$/i.exec(
      text,
    ) ?? [];
  const rate = Number(after ?? before ?? NaN);
  return rate > 0 ? rate : null;
}
