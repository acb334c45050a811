import type {Tier} from "../../engine/types.js";
import type {FormFactor} from "../types.js";
import type {Convention} from "./convention.js";
import {orException, written} from "./words.js";

type Range = readonly [least: number, most: number];

/** Watts of what is sold in a form factor; more than a PCIe card can draw is for "form-factor" to say. */
const byForm: Readonly<Record<FormFactor, Range>> = {
  SXM: [150, 2000],
  OAM: [150, 2500],
  PCIe: [20, Infinity],
  MXM: [20, 250],
  superchip: [300, 3000],
  module: [2, 250],
  SoC: [0.05, 700],
  chip: [0.05, 1500],
  system: [50, 50_000],
};

/** Watts of an accelerator of a tier, unless it is a whole system. */
const byTier: Readonly<Record<Tier, Range>> = {
  cloud: [40, 3000],
  workstation: [10, 1000],
  mobile: [0.5, 200],
  edge: [0.5, 300],
  tiny: [0.001, 5],
};

/** Power lies where that of its form factor and of its tier lies. */
export const power: Convention = {
  rule: "power",
  check: (entry) => {
    const {formFactor} = entry;
    const {powerWatts: watts, tier} = entry.hardware;
    if (watts === null) return [];
    const ranges: readonly (readonly [kind: string, range: Range])[] = [
      ...(formFactor === null ? [] : [[`the form factor ${formFactor}`, byForm[formFactor]] as const]),
      ...(formFactor === "system" ? [] : [[`the tier ${tier}`, byTier[tier]] as const]),
    ];
    const outside = ranges.find(([, [least, most]]) => watts < least || watts > most);
    if (outside === undefined) return [];
    const [kind, [least, most]] = outside;
    const range = most === Infinity ? `${least} W and more` : `${least} to ${most} W`;
    return [
      {
        figure: "power",
        reason:
          `${written(entry, "power")} is outside the ${range} of ${kind}: ` +
          `state what one accelerator draws, with its unit (mW, W or kW), ${orException}`,
      },
    ];
  },
};
