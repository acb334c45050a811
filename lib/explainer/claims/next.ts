import {resourceNames} from "../describe.js";
import {capitalised, formatRatio, listed} from "../format.js";
import {valuesOf} from "./aside.js";
import {noticeable, type Answer, type Draft} from "./draft.js";
import {shortfallOf} from "./shortfall.js";
import {worth} from "./worth.js";

/** A term with this share of the time is one that a reader would start with. */
const large = 0.15;

/** What would make the proposal faster from here, the most helpful first. */
export function nextDraft({headroom, proposal, metric}: Answer): Draft | null {
  const helpful = headroom.filter(({speedup}) => Math.log(speedup) >= noticeable);
  if (helpful.length === 0) return null;
  // A reader expects help from what takes the time: where it gives none, that is news.
  const idle = headroom.filter(
    ({resource, speedup}) => Math.log(speedup) < noticeable && proposal.profile.shares[resource] >= large,
  );
  // What it would do to the energy depends on what the faster machine would draw.
  const help = metric === "energy" ? "speed up" : "help";
  return {
    claim: () => {
      const told = [...helpful, ...idle].map((each) => ({...each, aside: shortfallOf(each, proposal)}));
      const texts = told.map(({resource, speedup, aside}, index) => {
        const [name, why] = [resourceNames[resource], aside?.text ?? ""];
        if (index >= helpful.length) return ` ${capitalised(name)} gives less than 1 %${why}.`;
        return `${name} ${index === 0 ? "gives " : ""}${formatRatio(speedup)}${why}`;
      });
      const gives = listed(texts.slice(0, helpful.length));
      return {
        id: "next-bottleneck",
        subject: told.map(({resource}) => `headroom:${resource}` as const),
        text: `What would ${help} ${proposal.label} next: ${gives}.${texts.slice(helpful.length).join("")}`,
        values: valuesOf(
          Object.fromEntries(told.map(({resource, speedup}) => [resource, speedup])),
          ...told.map(({aside}) => aside),
        ),
      };
    },
    worth: worth.next,
  };
}
