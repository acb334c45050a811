import type {Economics} from "../engine/economics.js";
import {formatCount, formatEnergy, formatMass, formatMoney} from "./format.js";

/**
 * Economics as rows of a table: what a step takes, what each token or sample, and a million of them.
 *
 * @param step what a step is called, such as "a pass".
 */
export function economicsRows(economics: Economics, step: string): string[][] {
  const {unit, pricePerHourUsd, carbonIntensityGramsPerKilowattHour: intensity} = economics;
  const [one, million] =
    unit === "token" ? (["PerToken", "PerMillionTokens"] as const) : (["PerSample", "PerMillionSamples"] as const);
  const row = (name: string, figure: "energyJoules" | "costUsd" | "carbonGrams", format: (value: number) => string) => [
    name,
    ...[economics[figure], economics[`${figure}${one}`], economics[`${figure}${million}`]].map((value) =>
      value === null ? "not known" : format(value),
    ),
  ];
  return [
    ["", step, `a ${unit}`, `a million ${unit}s`],
    row("energy", "energyJoules", formatEnergy),
    ...(pricePerHourUsd === null ? [] : [row("cost", "costUsd", formatMoney)]),
    ...(intensity === null ? [] : [row("CO₂", "carbonGrams", formatMass)]),
  ];
}

/** What the figures rest on that the caller gave, in one sentence. */
export function economicsBasis({devices, pricePerHourUsd, carbonIntensityGramsPerKilowattHour}: Economics): string {
  const each = devices === 1 ? "the accelerator" : `each of ${formatCount(devices)} accelerators`;
  const given = [
    ...(pricePerHourUsd === null ? [] : [`${formatMoney(pricePerHourUsd)} an hour for ${each}`]),
    ...(carbonIntensityGramsPerKilowattHour === null
      ? []
      : [`${formatMass(carbonIntensityGramsPerKilowattHour)} CO₂ a kilowatt-hour`]),
  ];
  return `At ${given.join(" and ")}:`;
}
