import {change} from "../engine/change.js";
import {largestBatch, largestContext} from "../engine/footprint.js";
import {lower} from "../engine/lower.js";
import {generates} from "../engine/passes.js";
import {ratesOf, sumCosts, type Parts} from "../engine/roofline.js";
import {fixedCosts, partsAt} from "../engine/stepTime.js";
import type {Configuration} from "../engine/types.js";
import {searchFlips} from "./searchFlips.js";
import type {Flip, FlipVariable} from "./types.js";

/** Batches up to here are searched: far beyond what memory holds for any model, so that the reader sees the flip to come. */
export const largestSearchedBatch = 65_536;

/** Inputs up to here are searched where the model states no longest context. */
const largestSearchedLength = 1_048_576;

/** Rates are searched from this fraction of the present one to as many times it. */
const searchedRates = 64;

/** Every whole number up to here is tried, then so many in each octave. */
const [tried, perOctave] = [16, 4];

/** The batches between which regimes are compared: a regime that comes and goes between two of them would be missed. */
export const batchGrid: readonly number[] = wholeGrid(largestSearchedBatch);

/** Multiples of the present rate between which regimes are compared. */
const rateGrid: readonly number[] = Array.from(
  {length: 2 * perOctave * Math.log2(searchedRates) + 1},
  (_, step) => 2 ** (step / perOctave) / searchedRates,
);

/** All flips of one side, the batch first. */
export function flipsOf(configuration: Configuration, batch: number): Flip[] {
  return [
    ...batchFlips(configuration, batch),
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
export function batchFlips(configuration: Configuration, present = 1): Flip[] {
  const rates = ratesOf(configuration);
  const changes = searchFlips(batchGrid, (batch) => partsAt(configuration, batch, rates), {whole: true});
  if (changes.length === 0) return [];
  const most = largestBatch(configuration);
  return changes.map(({at, from, to}) => flip("batch", at, at / present, from, to, at <= most));
}

/** The lengths of the input at which the regime changes, all else, the batch too, as it is. */
export function lengthFlips(configuration: Configuration, batch: number): Flip[] {
  const {model, scenario} = configuration;
  if (!("maxContext" in model) || ("tokensPerSample" in model && model.tokensPerSample !== null)) return [];
  const rates = ratesOf(configuration);
  const longest = model.maxContext - (generates(scenario.phase) ? scenario.outputLength : 0);
  const grid = wholeGrid(Math.max(1, Math.min(longest, largestSearchedLength)));
  const at = (inputLength: number): Configuration => change(configuration, {scenario: {inputLength}});
  const changes = searchFlips(grid, (length) => partsAt(at(length), batch, rates), {whole: true});
  if (changes.length === 0) return [];
  const most = largestContext(configuration, batch) ?? Infinity;
  return changes.map(({at, from, to}) => flip("input-length", at, at / scenario.inputLength, from, to, at <= most));
}

/** The memory bandwidths, or peak rates, at which the regime changes; peaks of all formats keep their ratios. */
export function rateFlips(
  variable: "memory-bandwidth" | "peak-flops",
  configuration: Configuration,
  batch: number,
): Flip[] {
  const rates = ratesOf(configuration);
  const operators = lower(configuration, batch);
  const fixed = fixedCosts(configuration, batch);
  const scaled = (times: number): Parts => {
    const {matrix, attention, memory, widening} = rates;
    const changed =
      variable === "memory-bandwidth"
        ? {...rates, memory: memory * times}
        : {...rates, matrix: matrix * times, attention: attention * times, widening: widening / times};
    return sumCosts(operators, changed, fixed);
  };
  const present =
    variable === "memory-bandwidth" ? configuration.hardware.memoryBandwidthBytesPerSecond : rates.matrixPeak;
  return searchFlips(rateGrid, scaled, {whole: false}).map(({at, from, to}) =>
    flip(variable, at * present, at, from, to, true),
  );
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

/** Whole numbers from 1 to `last`: each of the first, then some in each octave. */
function wholeGrid(last: number): number[] {
  const further = Math.max(0, Math.ceil(perOctave * Math.log2(last / tried)));
  const grid = Array.from({length: tried + further}, (_, step) =>
    step < tried ? step + 1 : Math.round(tried * 2 ** ((step - tried + 1) / perOctave)),
  );
  return [...grid.filter((value) => value < last), last];
}
