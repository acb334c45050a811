import {homeState} from "./homeState.js";

/** What a link to the home comparison chooses. */
export interface HomeChoice {
  readonly model?: string;
  readonly baseline?: string;
  readonly proposal?: string;
}

/**
 * The query with which the home page compares so. An accelerator that stands on the other side by default would be compared
 * with itself: it trades places.
 */
export function homeQuery({model, baseline, proposal}: HomeChoice): string {
  const query = new URLSearchParams();
  if (model !== undefined) query.set("model", model);
  const before = baseline ?? (proposal === homeState.baseline ? homeState.proposal : undefined);
  const after = proposal ?? (baseline === homeState.proposal ? homeState.baseline : undefined);
  if (before !== undefined) query.set("baseline", before);
  if (after !== undefined) query.set("proposal", after);
  return `?${query.toString()}`;
}
