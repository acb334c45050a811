import {formatRatio, listed} from "../format.js";
import type {Lever} from "../types.js";
import {isStrong, type Answer, type Draft} from "./draft.js";
import {worth} from "./worth.js";

/** So many settings are named. */
const most = 2;

/** What settings would give the proposal, without another machine. */
export function leversDraft({levers}: Answer): Draft | null {
  const told = levers.filter(({speedup}) => speedup > 1 && isStrong(speedup)).slice(0, most);
  if (told.length === 0) return null;
  const given = ({label, speedup}: Lever, index: number) =>
    `${label} ${index === 0 ? "would give " : ""}${formatRatio(speedup)}`;
  return {
    claim: () => ({
      id: "levers",
      subject: ["side:proposal"],
      text: `Among settings, ${listed(told.map(given))}${told.length === 1 ? "" : ", each by itself"}.`,
      values: Object.fromEntries(told.map(({id, speedup}) => [id, speedup])),
    }),
    worth: worth.levers,
  };
}
