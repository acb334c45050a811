import {nearest} from "../catalog/nearest.js";
import {UserError} from "../engine/userError.js";
import type {ColumnPlaces} from "./tableRow.js";

/**
 * The columns that a header row names.
 *
 * @param place - Of the header, which opens the message of an error.
 * @throws UserError where a required column is missing, suggesting the one that may be it, or stands there twice.
 */
export function columnPlaces(header: readonly string[], required: readonly string[], place: string): ColumnPlaces {
  const names = header.map((name) => name.trim());
  const places = new Map(names.map((name, index) => [name, index]));
  const missing = required.filter((name) => !places.has(name));
  const [first] = missing;
  if (first !== undefined) {
    const others = names.filter((name) => name !== "" && !required.includes(name));
    // Of one letter any other is a slip away.
    const near = first.length < 3 ? undefined : nearest(first, others);
    const meant = near === undefined ? "" : `; is "${near.slice(0, 60)}" the column "${first}"?`;
    throw new UserError(`${place}: missing column ${missing.join(", ")}${meant}`);
  }
  const twice = required.find((name) => names.indexOf(name) !== names.lastIndexOf(name));
  if (twice !== undefined) throw new UserError(`${place}: column ${twice} is there twice, expected once`);
  return places;
}
