import {formatRatio, listed} from "../format.js";
import type {Lever} from "../types.js";
import {isNoticeable, isStrong, type Answer, type Draft} from "./draft.js";
import {valuesOf, type Aside} from "./aside.js";
import {gained} from "./words.js";
import {worth} from "./worth.js";

/** So many settings are named. */
const most = 2;

/** What a setting gives, with what is to be said of it. */
interface Setting {
  readonly id: string;
  readonly label: string;
  readonly speedup: number;
  readonly aside?: Aside | undefined;
}

/** What settings would give the proposal, without another machine. */
export function leversDraft(answer: Answer): Draft | null {
  const back = goingBack(answer);
  const told = answer.levers
    // One of them may be the baseline's own.
    .filter(({speedup}) => !back.some((own) => !isNoticeable(own.speedup / speedup)))
    .map((lever): Setting => ({...lever, aside: eachGives(lever, answer)}))
    .concat(back)
    .filter(({speedup}) => speedup > 1 && isStrong(speedup))
    .toSorted((a, b) => b.speedup - a.speedup)
    .slice(0, most);
  if (told.length === 0) return null;
  const given = ({label, speedup, aside}: Setting, index: number) =>
    `${label} ${index === 0 ? "would give " : ""}${formatRatio(speedup)}${aside?.text ?? ""}`;
  return {
    claim: () => ({
      id: "levers",
      subject: ["side:proposal"],
      text: `Among settings, ${atEachBatch(answer)}${listed(told.map(given))}${told.length === 1 ? "" : ", each by itself"}.`,
      values: valuesOf(Object.fromEntries(told.map(({id, speedup}) => [id, speedup])), ...told.map(({aside}) => aside)),
    }),
    worth: worth.levers,
  };
}

/** At maximum load a setting moves the batch too, so that it gives more than the time of a step does. */
function atEachBatch(answer: Answer): string {
  const isMost = answer.metric === "throughput" && answer.proposal.configuration.scenario.batch === "max";
  return isMost ? `in ${gained(answer)} at the largest batch of each, ` : "";
}

/** Twice the accelerators for less than twice the speed: what each then gives, where the metric does not count them. */
function eachGives({id, speedup}: Lever, {metric}: Answer): Aside | undefined {
  return id === "tensor-parallel" && (metric === "latency" || metric === "throughput")
    ? {text: ` (${formatRatio(speedup / 2)} per accelerator)`, values: {each: speedup / 2}}
    : undefined;
}

/** What a reader may set on one machine, with one model and one load. */
const settings: readonly string[] = ["numerics", "software", "parallelism"];

/** The baseline itself, where settings alone make the proposal worse. */
function goingBack({baseline, proposal, factors, measured, speedup}: Answer): Setting[] {
  const areSettings =
    baseline.configuration.calibration.id === proposal.configuration.calibration.id &&
    factors.every(({id, group}) => settings.includes(group) && id !== "network");
  if (!areSettings || measured !== null || speedup >= 1) return [];
  return [{id: "baseline", label: `going back to ${baseline.label}`, speedup: 1 / speedup}];
}
