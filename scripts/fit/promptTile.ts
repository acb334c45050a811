import {createReadStream} from "node:fs";
import type {FitResidual} from "../../lib/catalog/types.js";
import type {Operator} from "../../lib/engine/operator.js";
import {sumCosts} from "../../lib/engine/roofline.js";
import {stepTime, sumParts} from "../../lib/engine/stepTime.js";
import type {Configuration} from "../../lib/engine/types.js";
import {predictRun} from "../../lib/validate/predictRun.js";
import {promptTiles, type Tile} from "../../lib/validate/promptTiles.js";
import {readRows} from "../../lib/validate/readRows.js";
import {isUnpredicted} from "../../lib/validate/resolveNames.js";
import {runConfiguration} from "../../lib/validate/runConfiguration.js";
import {requiredColumns} from "../../lib/validate/tableColumns.js";
import {isPredicted} from "../../lib/validate/types.js";
import {summarise} from "./residuals.js";
import {groupBy, mean} from "./statistics.js";

/**
 * What is tried: no tiles, and those that cuBLAS typically has (NVIDIA, "Matrix Multiplication Background User's Guide", 2.3). Of
 * two that do alike the first is taken: the one nearer to a square, which reads less for as many results.
 */
export const triedTiles: readonly (Tile | null)[] = [
  null,
  {rows: 64, columns: 64},
  {rows: 64, columns: 128},
  {rows: 128, columns: 64},
  {rows: 128, columns: 128},
  {rows: 64, columns: 256},
  {rows: 256, columns: 64},
  {rows: 128, columns: 256},
  {rows: 256, columns: 128},
];

/** A prompt of software that multiplies it in tiles, and how far off each of the tried tiles puts it. */
export interface TileRow {
  readonly hardware: string;
  /** Name and version of the software. */
  readonly software: string;
  /** ln(predicted ÷ measured) with each of the tiles in turn. */
  readonly errors: readonly number[];
}

/** The tile that the prompts of some accelerators choose, and how well it does. */
export interface TileFit {
  readonly hardware: string;
  readonly rows: number;
  readonly chosen: Tile | null;
  /** Mean |ln(predicted ÷ measured)| with each of the tiles in turn. */
  readonly errors: readonly number[];
}

/**
 * The rows of a table of runs that tell the tile: prompts by themselves of software that has one.
 *
 * @throws {UserError} with file and line where the text is no such table.
 */
export async function tileRows(path: string): Promise<readonly TileRow[]> {
  const rows: TileRow[] = [];
  for await (const row of readRows({file: path, content: createReadStream(path)}, requiredColumns.runs)) {
    const run = runConfiguration(row, "calibrated");
    if (isUnpredicted(run) || run.asRun === null || run.configuration.scenario.phase !== "prefill") continue;
    const answer = predictRun(row, "calibrated");
    if (!isPredicted(answer)) continue;
    const {configuration, asRun} = run;
    const asPredicted = secondsOf(configuration, asRun);
    const software = row.text("engine");
    const sense = answer.largerIsBetter ? -1 : 1;
    const errors = triedTiles.map((size) => {
      const tiled = size === null ? null : promptTiles(software, configuration, size);
      const slower = secondsOf(configuration, tiled) / asPredicted;
      return Math.log(answer.predicted / answer.measured) + sense * Math.log(slower);
    });
    rows.push({hardware: configuration.hardware.id, software, errors});
  }
  return rows;
}

function secondsOf(configuration: Configuration, asRun: ((operator: Operator) => Operator) | null): number {
  const {operators, rates, fixed} = stepTime(configuration);
  return sumParts(sumCosts(asRun === null ? operators : operators.map(asRun), rates, fixed));
}

/** What each accelerator's prompts choose, and all together, each accelerator alike. */
export function fitTiles(rows: readonly TileRow[]): readonly TileFit[] {
  const alone = [...groupBy(rows, ({hardware}) => hardware)].map(([hardware, inside]) => fitOf(hardware, inside));
  return alone.length === 0 ? [] : [...alone, fitOf("all", rows)];
}

/** Errors with the tile that all choose, and of each accelerator with the one that the others choose. */
export function tileResiduals(rows: readonly TileRow[]): readonly FitResidual[] {
  if (rows.length === 0) return [];
  const heldOut = [...groupBy(rows, ({hardware}) => hardware)].flatMap(([hardware, held]) => {
    const others = rows.filter((row) => row.hardware !== hardware);
    return others.length === 0 ? [] : errorsAt(held, bestOf(meanErrors(others)));
  });
  const category = "prompts in tiles that were chosen for longer ones";
  const fitted = summarise(category, "fitted", errorsAt(rows, bestOf(meanErrors(rows))));
  if (heldOut.length === 0) return [fitted];
  return [fitted, summarise(`${category}, each accelerator by the choice of the others`, "held-out", heldOut)];
}

function fitOf(hardware: string, rows: readonly TileRow[]): TileFit {
  const errors = meanErrors(rows);
  return {hardware, rows: rows.length, chosen: triedTiles[bestOf(errors)]!, errors};
}

/** Mean |ln(predicted ÷ measured)| with each of the tiles, each accelerator alike, for some were measured more often. */
function meanErrors(rows: readonly TileRow[]): readonly number[] {
  const groups = [...groupBy(rows, ({hardware}) => hardware).values()];
  return triedTiles.map((_, index) => mean(groups.map((inside) => mean(errorsAt(inside, index).map(Math.abs)))));
}

function errorsAt(rows: readonly TileRow[], index: number): readonly number[] {
  return rows.map(({errors}) => errors[index]!);
}

function bestOf(errors: readonly number[]): number {
  return errors.indexOf(Math.min(...errors));
}
