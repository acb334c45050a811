import * as z from "zod";
import {idPattern} from "./idPattern.js";

/** How comments stand: one that is kept up to date, or a new one for each answer. */
export type Behavior = "update" | "new";

/** What a comment says of itself, hidden from readers. */
export interface Marker {
  /** Which of a repository's checks it is of. */
  readonly id: string;
  /** When the run began that wrote it, in milliseconds since 1970. */
  readonly time: number;
  readonly behavior: Behavior;
}

/** A marker that was found. */
export interface FoundMarker extends Marker {
  /** Whether a later program wrote it, whose comments are not ours to change; of its marker only the id is known. */
  readonly isLater: boolean;
}

const schemaVersion = 1;

/** What every schema has. */
const anySchema = z.object({schemaVersion: z.int().positive(), id: z.string().regex(idPattern)});

const markerSchema = anySchema.extend({
  time: z.iso.datetime({offset: true}).transform((text) => Date.parse(text)),
  behavior: z.enum(["update", "new"]),
});

/** The line that a comment begins with, which GitHub does not show. */
export function markerLine({id, time, behavior}: Marker): string {
  const data = {schemaVersion, id, time: new Date(time).toISOString(), behavior};
  return `<!-- regime-shift-comment ${JSON.stringify(data)} -->`;
}

/** The marker of a comment; null where it does not begin with one. What stands further down is text like any other. */
export function readMarker(body: string): FoundMarker | null {
  const [, text] = /^<!-- regime-shift-comment (\{[^\r\n]{1,400}\}) -->(?:\r?\n|$)/.exec(body) ?? [];
  const data = text === undefined ? undefined : json(text);
  const {data: any} = anySchema.safeParse(data);
  if (any === undefined) return null;
  if (any.schemaVersion > schemaVersion) return {id: any.id, time: 0, behavior: "update", isLater: true};
  const {data: marker} = markerSchema.safeParse(data);
  return marker === undefined ? null : {id: marker.id, time: marker.time, behavior: marker.behavior, isLater: false};
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
