import {createReadStream} from "node:fs";
import type {FitResidual} from "../../lib/catalog/types.js";
import {cacheWidth} from "../../lib/engine/precision.js";
import {predictRun} from "../../lib/validate/predictRun.js";
import {readRows} from "../../lib/validate/readRows.js";
import {isUnpredicted} from "../../lib/validate/resolveNames.js";
import {runConfiguration} from "../../lib/validate/runConfiguration.js";
import {requiredColumns} from "../../lib/validate/tableColumns.js";
import {isPredicted} from "../../lib/validate/types.js";
import {summarise} from "./residuals.js";
import {groupBy, mean, quantile, seededRandom} from "./statistics.js";

/** The two constants, by the width of a cached value. */
export const cacheWidths = ["bits16", "bits8"] as const;
/** The width of a cached value. */
export type CacheWidth = (typeof cacheWidths)[number];

/** What is tried for each: every hundredth of the fp32 peak up to half of it, above which memory binds all rows. */
const tried: readonly number[] = Array.from({length: 50}, (_, index) => (index + 1) / 100);

/** A request of software that decodes head by head, and how far off each of the tried fractions puts it. */
export interface PerHeadRow {
  readonly width: CacheWidth;
  readonly model: string;
  /** Name and version of the software. */
  readonly software: string;
  /** Rows of one release, accelerator and model, which err together. */
  readonly series: string;
  /** ln(predicted ÷ measured) with each of the fractions in turn. */
  readonly errors: readonly number[];
}

/** A constant, and how well it does on what it was fitted on and on what it was not. */
export interface PerHeadFit {
  readonly width: CacheWidth;
  readonly value: number;
  /** 90 % interval, from fits on resampled series. */
  readonly interval: readonly [number, number];
  readonly rows: number;
  readonly residuals: readonly FitResidual[];
}

/**
 * The rows of a table of runs that tell the constants of decode attention head by head: those of software that works so, and
 * whose prediction moves with the constant.
 *
 * @throws {UserError} with file and line where the text is no such table.
 */
export async function perHeadRows(path: string): Promise<readonly PerHeadRow[]> {
  const rows: PerHeadRow[] = [];
  for await (const row of readRows({file: path, content: createReadStream(path)}, requiredColumns.runs)) {
    const run = runConfiguration(row, "calibrated");
    if (isUnpredicted(run) || run.configuration.calibration.perHeadAttention === null) continue;
    const width = cacheWidth(run.configuration.scenario.precision);
    const errors = tried.flatMap((fraction) => {
      const answer = predictRun(row, "calibrated", {perHeadAttention: {bits16: fraction, bits8: fraction}});
      return isPredicted(answer) && !answer.relative ? [Math.log(answer.predicted / answer.measured)] : [];
    });
    if (errors.length < tried.length || errors.every((error) => error === errors[0])) continue;
    const model = run.configuration.model.name;
    const software = row.text("engine");
    const series = [software, run.configuration.hardware.id, model].join(", ");
    rows.push({width, model, software, series, errors});
  }
  return rows;
}

/** Fits the constant of each width that the rows tell. */
export function fitPerHead(rows: readonly PerHeadRow[]): readonly PerHeadFit[] {
  return cacheWidths.flatMap((width): PerHeadFit[] => {
    const inside = rows.filter((row) => row.width === width);
    if (inside.length === 0) return [];
    const value = bestOf(inside);
    const category = `requests decoded head by head, ${width === "bits16" ? "16" : "8"}-bit KV cache`;
    return [
      {
        width,
        value: tried[value]!,
        interval: intervalOf(inside, value),
        rows: inside.length,
        residuals: [
          summarise(category, "fitted", errorsAt(inside, value)),
          summarise(`${category}, each model by a fit on the others`, "held-out", heldOutErrors(inside)),
        ],
      },
    ];
  });
}

/** The errors of each model's rows with the constant that all other models give. */
function heldOutErrors(rows: readonly PerHeadRow[]): readonly number[] {
  return [...groupBy(rows, ({model}) => model)].flatMap(([model, held]) =>
    errorsAt(held, bestOf(rows.filter((row) => row.model !== model))),
  );
}

function errorsAt(rows: readonly PerHeadRow[], index: number): readonly number[] {
  return rows.map(({errors}) => errors[index]!);
}

/** The place of the fraction of least mean |ln(predicted ÷ measured)|, each model alike, for some were measured more often. */
function bestOf(rows: readonly PerHeadRow[]): number {
  const models = [...groupBy(rows, ({model}) => model).values()];
  const errorOf = (index: number) =>
    mean(models.map((inside) => mean(errorsAt(inside, index).map((error) => Math.abs(error)))));
  let best = 0;
  for (let index = 1; index < tried.length; index++) if (errorOf(index) < errorOf(best)) best = index;
  return best;
}

/** By refitting on resampled series, as the other constants' intervals are; the interval holds the value. */
function intervalOf(rows: readonly PerHeadRow[], value: number, draws = 200): readonly [number, number] {
  const random = seededRandom(1);
  const series = [...groupBy(rows, (row) => row.series).values()];
  const found = Array.from(
    {length: draws},
    () => tried[bestOf(series.flatMap(() => series[Math.floor(random() * series.length)]!))]!,
  );
  return [
    Math.min(tried[value]!, Number(quantile(found, 0.05).toFixed(2))),
    Math.max(tried[value]!, Number(quantile(found, 0.95).toFixed(2))),
  ];
}
