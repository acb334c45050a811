import type {Economics} from "../engine/economics.js";
import {formatCount, formatEnergy, formatMass, formatMoney} from "./format.js";

type Cell = number | null;

/**
 * Economics as rows of a table: what a step takes, what each token or sample, and a million tokens.
 *
 * @param step what a step is called, such as "a pass".
 */
export function economicsRows(economics: Economics, step: string): string[][] {
  const {unit, pricePerHourUsd, carbonIntensityGramsPerKilowattHour: intensity} = economics;
  const tokens = unit === "token";
  const row = (
    name: string,
    format: (value: number) => string,
    total: Cell,
    token: Cell,
    sample: Cell,
    million: Cell,
  ) => [
    name,
    ...(tokens ? [total, token, million] : [total, sample]).map((value) =>
      value === null ? "not known" : format(value),
    ),
  ];
  const {energyJoules, energyJoulesPerToken, energyJoulesPerSample, energyJoulesPerMillionTokens} = economics;
  const {costUsd, costUsdPerToken, costUsdPerSample, costUsdPerMillionTokens} = economics;
  const {carbonGrams, carbonGramsPerToken, carbonGramsPerSample, carbonGramsPerMillionTokens} = economics;
  const rows = [
    ["", step, `a ${unit}`, ...(tokens ? ["a million tokens"] : [])],
    row(
      "energy",
      formatEnergy,
      energyJoules,
      energyJoulesPerToken,
      energyJoulesPerSample,
      energyJoulesPerMillionTokens,
    ),
  ];
  if (pricePerHourUsd !== null)
    rows.push(row("cost", formatMoney, costUsd, costUsdPerToken, costUsdPerSample, costUsdPerMillionTokens));
  if (intensity !== null)
    rows.push(
      row("CO₂", formatMass, carbonGrams, carbonGramsPerToken, carbonGramsPerSample, carbonGramsPerMillionTokens),
    );
  return rows;
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
