import {change} from "../engine/change.js";
import {largestBatch} from "../engine/footprint.js";
import {lower} from "../engine/lower.js";
import {generates} from "../engine/passes.js";
import {ratesOf} from "../engine/roofline.js";
import {fixedCosts, partsAt} from "../engine/stepTime.js";
import type {Configuration} from "../engine/types.js";
import {readsText} from "../engine/unitMade.js";
import {overBatches, type OverBatches} from "./overBatches.js";
import {retimed, scaleTerm} from "./scaledTerm.js";
import {searchFlips} from "./searchFlips.js";
import type {Flip, FlipVariable} from "./types.js";

/** Batches up to here are searched: far beyond what memory holds for any model, so that the reader sees the flip to come. */
export const largestSearchedBatch = 65_536;

/** Inputs up to here are searched, as far as the model takes them. */
const largestSearchedLength = 1_048_576;

/** Rates are searched from this fraction of the present one to as many times it. */
const searchedRates = 64;

/** How closely whole numbers are compared: each of the first, then so many in every octave. */
interface Spacing {
  readonly each: number;
  readonly perOctave: number;
}

/** The batches that a search starts from: a term that binds no operator at any of them would be missed. */
export const batchGrid: readonly number[] = wholeGrid(largestSearchedBatch, {each: 4, perOctave: 3});

/** The same of lengths, fewer: of a decode step they leave the products with weights as they are. */
const lengthGrid: readonly number[] = wholeGrid(largestSearchedLength, {each: 4, perOctave: 2});

/** Multiples of the present rate: each octave. */
const rateGrid: readonly number[] = Array.from(
  {length: 2 * Math.log2(searchedRates) + 1},
  (_, step) => 2 ** step / searchedRates,
);

/**
 * All flips of one side, those of the batch first.
 *
 * @param batch as solved, which flips are told as multiples of.
 */
export function flipsOf(configuration: Configuration, batch: number, partsOver = overBatches(configuration)): Flip[] {
  return [
    ...batchFlips(configuration, batch, partsOver),
    ...lengthFlips(configuration, batch),
    ...rateFlips("memory-bandwidth", configuration, batch),
    ...rateFlips("peak-flops", configuration, batch),
  ];
}

/** The flips of one variable. */
export function flipsIn(flips: readonly Flip[], variable: FlipVariable): Flip[] {
  return flips.filter((flip) => flip.variable === variable);
}

/**
 * The batches at which the regime of a configuration changes. Each flip is exact: solving at `at − 1` gives `from`, at `at`
 * gives `to`.
 *
 * @param present the batch that the flips are told as multiples of.
 */
export function batchFlips(
  configuration: Configuration,
  present = 1,
  partsOver: OverBatches = overBatches(configuration),
): Flip[] {
  const changes = searchFlips(including(present, batchGrid), partsOver, {whole: true});
  if (changes.length === 0) return [];
  const most = largestBatch(configuration);
  return changes.map(({at, from, to}) => flip("batch", at, at / present, from, to, at <= most));
}

/** The lengths of the input at which the regime changes, all else, the batch too, as it is. */
export function lengthFlips(configuration: Configuration, batch: number): Flip[] {
  const {model, scenario} = configuration;
  if (!readsText(model)) return [];
  const rates = ratesOf(configuration);
  const longest = !("maxContext" in model)
    ? Infinity
    : model.maxContext - (generates(scenario.phase) ? scenario.outputLength : 0);
  const last = Math.max(1, Math.min(longest, largestSearchedLength));
  const grid = including(scenario.inputLength, [...lengthGrid.filter((length) => length < last), last]);
  const withLength = (inputLength: number): Configuration => change(configuration, {scenario: {inputLength}});
  const changes = searchFlips(grid, (length) => partsAt(withLength(length), batch, rates), {whole: true});
  return changes.map(({at, from, to}) =>
    flip("input-length", at, at / scenario.inputLength, from, to, largestBatch(withLength(at)) >= batch),
  );
}

/** The memory bandwidths, or peak rates, at which the regime changes; peaks of all formats keep their ratios. */
export function rateFlips(
  variable: "memory-bandwidth" | "peak-flops",
  configuration: Configuration,
  batch: number,
): Flip[] {
  const rates = ratesOf(configuration);
  const step = {operators: lower(configuration, batch), rates, fixed: fixedCosts(configuration, batch)};
  const term = variable === "memory-bandwidth" ? "memory" : "compute";
  const present =
    variable === "memory-bandwidth" ? configuration.hardware.memoryBandwidthBytesPerSecond : rates.matrixPeak;
  return searchFlips(rateGrid, (times) => retimed(step, scaleTerm(step, term, times)), {whole: false}).map(
    ({at, from, to}) => flip(variable, at * present, at, from, to, true),
  );
}

/**
 * A grid with the present value in it: a term that rises at once, such as what spills to the host, may bind there and nowhere
 * near, and the regime that the reader sees must be among those that are found.
 */
function including(present: number, grid: readonly number[]): readonly number[] {
  const above = grid.findIndex((value) => value >= present);
  if (above < 0 || grid[above] === present || !Number.isInteger(present) || present < 1) return grid;
  return [...grid.slice(0, above), present, ...grid.slice(above)];
}

function flip(
  variable: FlipVariable,
  at: number,
  ratio: number,
  from: Flip["from"],
  to: Flip["to"],
  fits: boolean,
): Flip {
  return {variable, at, ratio, from, to, fits};
}

/** Whole numbers from 1 to `last`, a power of 2, its ends among them. */
function wholeGrid(last: number, {each, perOctave}: Spacing): number[] {
  return Array.from({length: each + perOctave * Math.log2(last / each)}, (_, step) =>
    step < each ? step + 1 : Math.round(each * 2 ** ((step - each + 1) / perOctave)),
  );
}
