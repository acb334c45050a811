import {ratesOf, type Parts} from "../../engine/roofline.js";
import {partsAt} from "../../engine/stepTime.js";
import {regimes} from "../../engine/types.js";
import {sideSubject, termNames} from "../describe.js";
import {apart, formatCount, formatDuration, formatRatio, formatValue, listed} from "../format.js";
import type {Crossing, Metric, Side} from "../types.js";
import {valuesOf, type Aside} from "./aside.js";
import {isNoticeable, type Answer, type Draft} from "./draft.js";
import {commonUnit, periodOf} from "./words.js";
import {worth} from "./worth.js";

/** So many crossings are named. */
const mostCrossings = 4;

const ahead: Readonly<Record<Metric, (unit: string) => string>> = {
  latency: () => "is faster than",
  throughput: (unit) => `gives more ${unit}s per second than`,
  energy: (unit) => `takes less energy a ${unit} than`,
  cost: (unit) => `costs less a ${unit} than`,
};

/** The batches from which on another side is ahead. */
export function breakEvenBatchDraft(answer: Answer): Draft | null {
  const {breakEven, metric} = answer;
  const told = (breakEven.batches ?? []).filter(({fits}) => fits).slice(0, mostCrossings);
  if (told.length === 0) return null;
  const other = (side: Side): Side => (side === "baseline" ? "proposal" : "baseline");
  const leads = ahead[metric](commonUnit(answer) ?? "unit");
  const parts = told.map(
    ({at, ahead: side}, index) =>
      `${index === 0 ? "From" : "from"} batch ${formatCount(at)} ${answer[side].label} ${leads} ${answer[other(side)].label}`,
  );
  return {
    claim: () => {
      const why = told.length === 1 ? lossAside(told[0]!, answer) : null;
      return {
        id: "break-even-batch",
        subject: ["break-even:batch"],
        text: `${listed(parts)}${why?.text ?? ""}.`,
        values: valuesOf(
          Object.fromEntries(
            told.flatMap(({at, ahead: side}, index): [string, number | string][] => [
              [`batch${index + 1}`, at],
              [`ahead${index + 1}`, side],
            ]),
          ),
          why,
        ),
      };
    },
    worth: worth.breakEvenBatch,
  };
}

/** Where the side that falls behind then loses most: ", which then takes 8.3 ms of arithmetic a step against none". */
function lossAside({at, ahead}: Crossing, {metric, measured, ...answer}: Answer): Aside | null {
  if (measured !== null || (metric !== "latency" && metric !== "throughput")) return null;
  const behind = answer[ahead === "baseline" ? "proposal" : "baseline"];
  const [fast, slow] = [answer[ahead], behind].map(({configuration}) => {
    return partsAt(configuration, at, ratesOf(configuration));
  }) as [Parts, Parts];
  const term = regimes.reduce((a, b) => (slow[b] - fast[b] > slow[a] - fast[a] ? b : a));
  const [more, less] = apart(formatDuration, slow[term], fast[term]);
  return {
    text: `, which then takes ${more} of ${termNames[term]} ${periodOf(behind.configuration)} against ${fast[term] > 0 ? less : "none"}`,
    values: {term, aheadSeconds: fast[term], behindSeconds: slow[term]},
  };
}

/** How much more an accelerator of the proposal may cost before a token costs more; with prices, whether it does. */
export function breakEvenPriceDraft(answer: Answer): Draft | null {
  const {breakEven, prices, baseline, proposal} = answer;
  const unit = commonUnit(answer);
  const {priceRatio} = breakEven;
  const known = prices !== null;
  // One machine has one price, whatever runs on it.
  const sameMachine = baseline.configuration.hardware.name === proposal.configuration.hardware.name;
  if (unit === null || answer.factors.length === 0 || (!known && sameMachine)) return null;
  const pays = `${sideSubject(proposal.label)} pays up to ${formatRatio(priceRatio)} the price of an accelerator of ${baseline.label}`;
  if (!known) {
    return {
      claim: () => ({id: "break-even-price", subject: ["break-even:price"], text: `${pays}.`, values: {priceRatio}}),
      worth: null,
    };
  }
  const ratio = prices.proposal / prices.baseline;
  const asked = `${formatValue(prices.proposal, "USD/h")} against ${formatValue(prices.baseline, "USD/h")}`;
  const margin = priceRatio / ratio;
  const result = !isNoticeable(margin)
    ? `the same within 1 %`
    : `${formatRatio(margin > 1 ? margin : 1 / margin)} ${margin > 1 ? "less" : "more"}`;
  return {
    claim: () => ({
      id: "break-even-price",
      subject: ["break-even:price"],
      text: `${pays}: at ${asked}, ${formatRatio(ratio)}, a ${unit} costs ${result}.`,
      values: {
        priceRatio,
        ratio,
        margin,
        baselineUsdPerHour: prices.baseline,
        proposalUsdPerHour: prices.proposal,
      },
    }),
    worth: worth.priceGiven,
  };
}
