/**
 * Fits the constants of the `calibrated` calibration to measured kernels, says how well they do, and writes them into its
 * file: npm run fit -- --kernels kernels.csv [--runs runs.csv] [--serving serving.csv]
 *                      [--output data/calibration/calibrated.yaml]
 */
import {closeSync, openSync, readFileSync, writeFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {parseArgs} from "node:util";
import {format, resolveConfig} from "prettier";
import {listHardware, listModels} from "../lib/catalog/lookup.js";
import {parseCalibration} from "../lib/catalog/parseCalibration.js";
import type {CalibrationEntry, Fit, FitResidual} from "../lib/catalog/types.js";
import {UserError} from "../lib/engine/userError.js";
import {bootstrap} from "./fit/bootstrap.js";
import {rounded} from "./fit/constants.js";
import {fitKernels} from "./fit/fitKernels.js";
import {kernelColumns, sortKernels, type KernelTable} from "./fit/kernels.js";
import {fitPerHead, perHeadRows, type PerHeadRow} from "./fit/perHead.js";
import {fitTiles, tileResiduals, tileRows, type TileRow} from "./fit/promptTile.js";
import {
  constantLines,
  holdOutLines,
  perHeadLines,
  residualLines,
  skippedLines,
  tableLines,
  tileLines,
} from "./fit/report.js";
import {holdOuts, residuals} from "./fit/residuals.js";
import {checkServing, servingColumns, singleStepSeconds} from "./fit/servingCheck.js";
import {readTable, type TableRow} from "./fit/table.js";
import {tableSource} from "./fit/tableSource.js";
import {writeCalibration} from "./fit/writeCalibration.js";

const usage = "npm run fit -- --kernels PATH [--runs PATH] [--serving PATH] [--output PATH]";
const calibrationFile = fileURLToPath(new URL("../data/calibration/calibrated.yaml", import.meta.url));
const method =
  "Least mean |ln(predicted ÷ measured)| over kernels, each category alike; small kernels that do more than their " +
  "operator says are scored alone. Decode attention head by head: the same over requests, each model alike. The tile of prompts: " +
  "the same over prompts, each accelerator alike. Intervals: 90 %, from 200 fits on resampled series (accelerator, release, format or model)";

function readText(path: string): string {
  return orUnreadable(path, () => readFileSync(path, "utf8"));
}

/** The path of a file that can be opened. */
function readable(path: string): string {
  return orUnreadable(path, () => {
    closeSync(openSync(path, "r"));
    return path;
  });
}

function orUnreadable<Result>(path: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new UserError(`cannot read ${path}: ${missing ? "there is no such file" : "it is no readable file"}`);
  }
}

function readOptions(args: string[]) {
  const path = {type: "string"} as const;
  try {
    const options = {kernels: path, runs: path, serving: path, output: {...path, default: calibrationFile}};
    return parseArgs({args, options, strict: true}).values;
  } catch (error) {
    const [reason = ""] = (error as Error).message.split(/[.\n]/);
    throw new UserError(`${reason}; usage: ${usage}`);
  }
}

/** Rows of software that works differently, on which constants of its own rest. */
interface OfSoftware {
  readonly requests: readonly PerHeadRow[];
  readonly prompts: readonly TileRow[];
}

/** Which rows the constants rest on. */
function describe({used, rows}: KernelTable, {requests, prompts}: OfSoftware): string {
  const distinct = (values: readonly string[]): string => [...new Set(values)].sort().join(", ");
  const hardware = distinct(used.map((kernel) => kernel.hardware));
  const releases = distinct(used.map(({release}) => release));
  const kernels = `${used.length} of ${rows} GEMM and attention kernels, on ${hardware}; from ${releases}`;
  const of = (kind: string, found: readonly {software: string}[]) =>
    found.length === 0 ? "" : `; and ${found.length} ${kind} of ${distinct(found.map(({software}) => software))}`;
  return `${kernels}${of("requests", requests)}${of("prompts", prompts)}`;
}

/** Compares whole steps with measured ones, and says what the constants imply for the best-known upgrade. */
function serving(rows: readonly TableRow[], entry: CalibrationEntry): readonly FitResidual[] {
  const hardware = listHardware();
  const models = listModels();
  const {residuals: found, skipped} = checkServing(rows, hardware, models, entry);
  print(residualLines("Whole decode steps, which nothing was fitted on:", found));
  print(skippedLines("Serving rows not scored:", skipped));
  return found;
}

function upgradeLines(entry: CalibrationEntry): readonly string[] {
  const model = listModels().find(({id}) => id === "llama-3.1-8b");
  const times = ["a100-sxm-80", "h100-sxm"].map((id) => {
    const device = listHardware().find((item) => item.id === id);
    return model === undefined || device === undefined ? null : singleStepSeconds(device, model, entry);
  });
  const [before = null, after = null] = times;
  if (before === null || after === null) return [];
  const milliseconds = `${(1e3 * before).toFixed(2)} ms to ${(1e3 * after).toFixed(2)} ms`;
  return ["", `A100 to H100, Llama-3.1-8B decode, batch 1, bf16: ${(before / after).toFixed(2)}x (${milliseconds})`];
}

const print = (lines: readonly string[]): void => void process.stdout.write(lines.map((line) => `${line}\n`).join(""));

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options.kernels === undefined) throw new UserError(`--kernels is missing; usage: ${usage}`);
  const table = sortKernels(readTable(readText(options.kernels), options.kernels, kernelColumns));
  const steps =
    options.serving === undefined ? [] : readTable(readText(options.serving), options.serving, servingColumns);
  const requests = options.runs === undefined ? [] : await perHeadRows(readable(options.runs));
  const prompts = options.runs === undefined ? [] : await tileRows(readable(options.runs));
  const template = readText(calibrationFile);
  print(tableLines(table));
  if (table.used.length === 0)
    throw new UserError(`${options.kernels}: holds no kernel that a constant can be fitted on`);

  const {values: exact, told} = fitKernels(table.used);
  const values = rounded(exact);
  const intervals = bootstrap(table.used, exact);
  print(constantLines(values, intervals, told));
  const fitted = residuals(table.used, values, "fitted");
  const scored = residuals(table.reported, values, "scored");
  const heldOut = holdOuts(table.used);
  const perHead = fitPerHead(requests);
  print(residualLines("Error on what was fitted on:", fitted));
  print(residualLines("Error on what was scored alone:", scored));
  print(holdOutLines(heldOut));
  const ofTiles = tileResiduals(prompts);
  print(perHeadLines(perHead));
  print(tileLines(fitTiles(prompts), ofTiles));

  const source = tableSource(
    table.used.map(({url}) => url),
    options.kernels,
  );
  const render = (found: readonly FitResidual[]): Promise<string> => {
    const rows = table.used.length + requests.length + prompts.length;
    const fit: Fit = {method, data: describe(table, {requests, prompts}), rows, residuals: found};
    return pretty(writeCalibration(template, {values, intervals, told, perHead}, source, fit));
  };
  const ofPerHead = perHead.flatMap(({residuals: each}) => each);
  const kernels = [...fitted, ...scored, ...heldOut.map(({whole}) => whole), ...ofPerHead, ...ofTiles];
  const entry = parseCalibration(await render(kernels), options.output);
  const text = await render(steps.length === 0 ? kernels : [...kernels, ...serving(steps, entry)]);
  parseCalibration(text, options.output);
  print(upgradeLines(entry));
  writeFileSync(options.output, text);
  process.stderr.write(`wrote ${options.output}; run npm run generate to bring the registry in step\n`);
}

async function pretty(text: string): Promise<string> {
  return format(text, {...(await resolveConfig(calibrationFile)), parser: "yaml"});
}

try {
  await main();
} catch (error) {
  // A bug keeps its stack; a reader's mistake is one line.
  process.stderr.write(`${error instanceof UserError ? error.message : String((error as Error).stack)}\n`);
  process.exitCode = 1;
}
