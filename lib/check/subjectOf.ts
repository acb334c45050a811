import type {Limit} from "./types.js";

/** What a limit is on, by the key that a file states it under. */
export function subjectOf(limit: Limit): string {
  switch (limit.kind) {
    case "metric":
      return limit.metric;
    case "regime":
      return "regime";
    case "share":
      return `${limit.term}Share`;
    case "cause":
      return limit.cause;
  }
}
