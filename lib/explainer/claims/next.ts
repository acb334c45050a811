import {resourceNames} from "../describe.js";
import {capitalised, formatRatio, listed} from "../format.js";
import {noticeable, type Answer, type Draft} from "./draft.js";
import {worth} from "./worth.js";

/** A term with this share of the time is one that a reader would start with. */
const large = 0.15;

/** What would make the proposal faster from here, the most helpful first. */
export function nextDraft({headroom, proposal, metric}: Answer): Draft | null {
  const helpful = headroom.filter(({speedup}) => Math.log(speedup) >= noticeable);
  if (helpful.length === 0) return null;
  const parts = helpful.map(
    ({resource, speedup}, index) => `${resourceNames[resource]} ${index === 0 ? "gives " : ""}${formatRatio(speedup)}`,
  );
  // A reader expects help from what takes the time: where it gives none, that is news.
  const idle = headroom.filter(
    ({resource, speedup}) => Math.log(speedup) < noticeable && proposal.profile.shares[resource] >= large,
  );
  const none =
    idle.length === 0
      ? ""
      : ` ${capitalised(listed(idle.map(({resource}) => resourceNames[resource])))} ${idle.length === 1 ? "gives" : "give"} less than 1 %.`;
  // What it would do to the energy depends on what the faster machine would draw.
  const help = metric === "energy" ? "speed up" : "help";
  return {
    claim: () => ({
      id: "next-bottleneck",
      subject: [...helpful, ...idle].map(({resource}) => `headroom:${resource}` as const),
      text: `What would ${help} ${proposal.label} next: ${listed(parts)}.${none}`,
      values: Object.fromEntries([...helpful, ...idle].map(({resource, speedup}) => [resource, speedup])),
    }),
    worth: worth.next,
  };
}
