import {change} from "../../../lib/engine/change.js";
import {regimeOf, stepTime} from "../../../lib/engine/stepTime.js";
import type {Configuration, Regime} from "../../../lib/engine/types.js";
import {solve} from "../../../lib/engine/solve.js";
import {bytesPerSecond} from "../../../lib/engine/units.js";
import type {Flip, FlipVariable} from "../../../lib/explainer/types.js";
import {comparedAt, withBatch, withPeaks} from "../truth/recompute.js";
import {hold, type Answered, type Property} from "./property.js";

/** How far beside a flip of a rate the regime is looked at, as a fraction of it. */
const beside = 1e-6;

/** The configuration with a variable of its own choice. */
function varied(configuration: Configuration, variable: FlipVariable, value: number, ratio: number): Configuration {
  switch (variable) {
    case "batch":
      return withBatch(configuration, value);
    case "input-length":
      return change(configuration, {scenario: {inputLength: value}});
    case "memory-bandwidth":
      return change(configuration, {hardware: {memoryBandwidthBytesPerSecond: bytesPerSecond(value)}});
    case "peak-flops":
      return withPeaks(configuration, ratio);
  }
}

/** The regime of a configuration, whether or not it fits. */
const regimeAt = (configuration: Configuration): Regime => regimeOf(stepTime(configuration).parts);

function checkFlip(configuration: Configuration, batch: number, {variable, at, ratio, from, to, fits}: Flip): void {
  const whole = variable === "batch" || variable === "input-length";
  const side = variable === "batch" ? configuration : withBatch(configuration, batch);
  const [left, right] = whole ? [at - 1, at] : [at * (1 - beside), at * (1 + beside)];
  const found = [
    regimeAt(varied(side, variable, left, ratio * (1 - beside))),
    regimeAt(varied(side, variable, right, ratio * (1 + beside))),
  ];
  hold(found.join() === `${from},${to}`, () => `${variable} ${at}: ${from} → ${to}, and solving gives ${found.join()}`);
  // Of a rate no memory is asked.
  const room = whole ? solve(varied(side, variable, at, 1)).fits : true;
  hold(fits === room, () => `${variable} ${at}: said to ${fits ? "fit" : "be too much"}`);
}

/** Flip points and crossings: what must hold just beside each. */
export const flipProperties: readonly Property<Answered>[] = [
  {
    title: "verifies each flip of batch, input length, bandwidth and peak by solving just left and right of it",
    check: ({explanation: {flips, baseline, proposal}}) => {
      for (const flip of flips.baseline) checkFlip(baseline.configuration, baseline.profile.batch, flip);
      for (const flip of flips.proposal) checkFlip(proposal.configuration, proposal.profile.batch, flip);
    },
  },
  {
    title: "lists the flips of a variable in ascending order, each from where the last led to",
    check: ({explanation: {flips}}) => {
      for (const list of [flips.baseline, flips.proposal]) {
        list.forEach(({variable, at, from, to}, index) => {
          hold(from !== to, () => `${variable} ${at}: ${from} → ${to}`);
          const last = list[index - 1];
          if (last?.variable !== variable) return;
          hold(
            last.at < at && last.to === from,
            () => `${variable} ${last.at} leads to ${last.to}, ${at} from ${from}`,
          );
        });
      }
    },
  },
  {
    title: "verifies each break-even batch by comparing the two sides at it and at the one before",
    check: ({baseline, proposal, options, explanation: {metric, breakEven}}) => {
      for (const {at, ahead, fits} of breakEven.batches ?? []) {
        const [before, after] = [at - 1, at].map((batch) => {
          const [left, right] = [baseline, proposal].map((side) => withBatch(side, batch)) as [
            Configuration,
            Configuration,
          ];
          const lead = Math.log(comparedAt(left, right, metric, options.prices));
          return ahead === "proposal" ? lead : -lead;
        }) as [number, number];
        hold(before < 1e-9 && after > 0, () => `batch ${at}: ${ahead} leads by ${before} before, ${after} from there`);
        const room = [baseline, proposal].every((side) => solve(withBatch(side, at)).fits);
        hold(fits === room, () => `batch ${at}: said to ${fits ? "fit" : "be too much"}`);
      }
    },
  },
];
