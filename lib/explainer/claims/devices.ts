import {devicesOf} from "../../engine/parallelism.js";
import {formatCount, formatRatio} from "../format.js";
import {type Answer, type Draft} from "./draft.js";
import {commonUnit} from "./words.js";
import {worth} from "./worth.js";

/** What each accelerator gives, where the sides have unlike numbers of them. */
export function devicesDraft(answer: Answer): Draft | null {
  const {baseline, proposal, breakEven} = answer;
  const [before, after] = [devicesOf(baseline.configuration.scenario), devicesOf(proposal.configuration.scenario)];
  const unit = commonUnit(answer);
  if (before === after || unit === null) return null;
  return {
    claim: () => ({
      id: "devices",
      subject: ["side:baseline", "side:proposal", "break-even:price"],
      text: `It takes ${formatCount(after)} accelerator${after === 1 ? "" : "s"} instead of ${formatCount(before)}: each gives ${formatRatio(breakEven.priceRatio)} the ${unit}s per second.`,
      values: {baselineDevices: before, proposalDevices: after, each: breakEven.priceRatio},
    }),
    worth: worth.devices,
  };
}
