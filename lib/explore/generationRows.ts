import type {PublishedHardware} from "../catalog/publishedHardware.js";
import {solve} from "../engine/solve.js";
import {tiers, type Hardware, type Model} from "../engine/types.js";
import {formatCount, formatNumber, formatQuantity, formatRatio, formatShare} from "../explainer/format.js";
import {formatIntensity} from "../explainer/rooflineRows.js";
import {configure} from "./configure.js";
import {doublingYears} from "./growth.js";
import {
  generationsOf,
  measureIds,
  type FormatChoice,
  type GenerationChoice,
  type GenerationPoint,
  type Generations,
  type MeasureId,
} from "./generations.js";

/** How a measure is called in a sentence. */
export const measureNames: Readonly<Record<MeasureId, string>> = {
  flops: "peak rate",
  bandwidth: "memory bandwidth",
  capacity: "memory capacity",
  ridge: "ridge point",
};

/** A value of a measure with its unit. */
export function formatMeasure(measure: MeasureId, value: number, format: FormatChoice): string {
  switch (measure) {
    case "flops":
      return formatQuantity(value, format.startsWith("int") ? "OP/s" : "FLOP/s", 3);
    case "bandwidth":
      return formatQuantity(value, "B/s", 3);
    case "capacity":
      return formatQuantity(value, "B", 3);
    case "ridge":
      return `${formatIntensity(value)} FLOP/byte`;
  }
}

/** A step that the ridge point is held against. */
export interface DecodeStep {
  readonly model: string;
  /** FLOP/byte of a decode step at batch 1. */
  readonly intensity: number;
}

/** The arithmetic intensity of a decode step of a model at batch 1 in a format, which is the same on any accelerator. */
export function decodeStep(model: Model, hardware: Hardware, format: FormatChoice): DecodeStep {
  const precision = format === "16-bit" ? "bf16" : format;
  const {arithmeticIntensity} = solve(configure({model, hardware, options: {phase: "decode", batch: 1, precision}}));
  return {model: model.name, intensity: arithmeticIntensity};
}

/** Which accelerators a choice is of: "14 cloud accelerators of NVIDIA". */
export function choiceWords({tier, vendor}: GenerationChoice, count: number): string {
  const kind = tier === "" ? "" : `${tier} `;
  return `${formatCount(count)} ${kind}accelerators${vendor === "" ? "" : ` of ${vendor}`}`;
}

/** What the pictures show, in sentences: how fast each grew, and what that leaves of the peak to a decode step. */
export function growthSentence({choice, growth, reason}: Generations, {model, intensity}: DecodeStep): string {
  if (growth === null) return reason ?? "";
  const {flops, bandwidth, capacity, ridge} = growth;
  const [first, last] = ridge.years;
  const along = [ridge.at(first), ridge.at(last)] as const;
  const used = along.map((point) => Math.min(1, intensity / point));
  const turned = ridge.perYear > 1 ? "rose" : "fell";
  return (
    `Of ${choiceWords(choice, ridge.count)}, ${first} to ${last}, the ${choice.format} peak rate grew ${formatRatio(flops.perYear)} a year, ` +
    `the memory bandwidth ${formatRatio(bandwidth.perYear)} and the capacity ${formatRatio(capacity.perYear)}. ` +
    `So the ridge point ${turned}, along the trend, from ${formatIntensity(along[0])} to ${formatIntensity(along[1])} FLOP/byte. ` +
    `A decode step of ${model} at batch 1 does ${formatIntensity(intensity)} FLOP for each byte that it moves: ` +
    `at most ${formatShare(used[0]!)} of the peak of ${first}, and ${formatShare(used[1]!)} of that of ${last}.`
  );
}

/** One accelerator in a line. */
export function pointLine({hardware, year, values}: GenerationPoint, format: FormatChoice): string {
  const known = measureIds.map((id) => {
    const value = values[id];
    return `${measureNames[id]} ${value === null ? "not published" : formatMeasure(id, value, format)}`;
  });
  return `${hardware.name}, ${year}: ${known.join(", ")}`;
}

/** All accelerators as rows, with a head. */
export function generationRows({points, choice: {format}}: Generations): string[][] {
  return [
    ["accelerator", "released", "vendor", "tier", ...measureIds.map((id) => measureNames[id])],
    ...points
      .filter(({isChosen}) => isChosen)
      .map(({hardware, year, values}) => [
        hardware.name,
        String(year),
        hardware.vendor,
        hardware.tier,
        ...measureIds.map((id) => {
          const value = values[id];
          return value === null ? "not published" : formatMeasure(id, value, format);
        }),
      ]),
  ];
}

/** Growth a year of each measure for all accelerators, for each tier, and for each vendor, where a trend can be fitted. */
export function growthRows(catalog: readonly PublishedHardware[], format: FormatChoice): string[][] {
  const vendors = [...new Set(catalog.map(({vendor}) => vendor))].sort();
  const choices: readonly (readonly [string, GenerationChoice])[] = [
    ["all", {tier: "", vendor: "", format}],
    ...tiers.map((tier) => [tier, {tier, vendor: "", format}] as const),
    ...vendors.map((vendor) => [vendor, {tier: "", vendor, format}] as const),
  ];
  return [
    ["", "accelerators", "years", ...measureIds.map((id) => measureNames[id]), "ridge point doubles in"],
    ...choices.flatMap(([name, choice]) => {
      const {growth} = generationsOf(catalog, choice);
      if (growth === null) return [];
      const {count, years} = growth.ridge;
      const doubling = doublingYears(growth.ridge);
      return [
        [
          name,
          formatCount(count),
          `${years[0]}–${years[1]}`,
          ...measureIds.map((id) => formatRatio(growth[id].perYear)),
          doubling < 100 ? `${formatNumber(doubling, 2)} years` : "–",
        ],
      ];
    }),
  ];
}
