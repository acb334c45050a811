import {cureOf} from "./cure.js";
import {energyOf, waitingShare} from "./energy.js";
import {footprintFrom, largestBatchOf, memoryNeeds, resolveBatch} from "./footprint.js";
import {lower, stepTokens} from "./lower.js";
import type {Operator} from "./operator.js";
import type {ArithmeticPrecision, PrecisionFallback} from "./precision.js";
import {costOf, memoryBytes, ratesOf, sumCosts, type Rates} from "./roofline.js";
import {fixedCosts, partsOf, regimeOf, sumParts} from "./stepTime.js";
import {tokenTimes} from "./tokenTimes.js";
import {usefulFlop} from "./usefulFlop.js";
import type {Configuration, OperatorProfile, Profile} from "./types.js";
import {bytes, flop, flopPerByte, seconds} from "./units.js";

/**
 * Answers one configuration: how long a step takes, what bounds it, what it holds in memory and whether that fits.
 *
 * @throws UnpublishedFigureError where the hardware or the model lacks a figure that the scenario needs.
 */
export function solve(configuration: Configuration): Profile {
  const {hardware, scenario} = configuration;
  const needs = memoryNeeds(configuration);
  const maxBatch = largestBatchOf(needs, scenario);
  const batch = resolveBatch(scenario, maxBatch);
  const operators = lower(configuration, batch);

  let totalFlop = 0;
  let totalBytes = 0;
  for (const operator of operators) {
    totalFlop += operator.repeat * operator.flop;
    totalBytes += operator.repeat * memoryBytes(operator);
  }
  const rates = ratesOf(configuration);
  const peak = rates.matrixPeak;
  const bandwidth = hardware.memoryBandwidthBytesPerSecond;
  const footprint = footprintFrom(needs, scenario, batch);
  const arithmeticIntensity = flopPerByte(totalFlop / totalBytes);
  const ridgePoint = flopPerByte(peak / bandwidth);
  const precisionFallbacks = fallbacks(configuration, rates);
  if (batch > maxBatch) {
    const known = {configuration, batch, footprint, maxBatch, arithmeticIntensity, ridgePoint, precisionFallbacks};
    return {...known, ...unanswered, cure: cureOf(configuration, batch)};
  }

  const fixed = fixedCosts(configuration, batch);
  const parts = sumCosts(operators, rates, fixed);
  const time = sumParts(parts);
  const times = tokenTimes(configuration, batch, rates);
  // One literal, without spreading: an object built in one go is an order of magnitude faster to make.
  return {
    configuration,
    batch,
    fits: true,
    cure: null,
    latencySeconds: seconds(time),
    computeSeconds: seconds(parts.compute),
    memorySeconds: seconds(parts.memory),
    linkSeconds: seconds(parts.link),
    overheadSeconds: seconds(parts.overhead),
    shares: {
      compute: parts.compute / time,
      memory: parts.memory / time,
      link: parts.link / time,
      overhead: parts.overhead / time,
    },
    regime: regimeOf(parts),
    throughputPerSecond: stepTokens(configuration, batch) / time,
    ttftSeconds: times === null ? null : seconds(times.ttftSeconds),
    tpotSeconds: times === null ? null : seconds(times.tpotSeconds),
    arithmeticIntensity,
    ridgePoint,
    mfu: usefulFlop(configuration, batch, totalFlop) / (time * peak),
    mbu: totalBytes / (time * bandwidth),
    footprint,
    maxBatch,
    energyJoules: energyOf(configuration, time, waitingShare(parts, time, fixed.bubble)),
    precisionFallbacks,
    operators: operators.map((operator) => operatorProfile(operator, rates)),
  };
}

/** The fields of a profile that has no time. */
const unanswered = {
  fits: false,
  latencySeconds: null,
  computeSeconds: null,
  memorySeconds: null,
  linkSeconds: null,
  overheadSeconds: null,
  shares: null,
  regime: null,
  throughputPerSecond: null,
  ttftSeconds: null,
  tpotSeconds: null,
  mfu: null,
  mbu: null,
  energyJoules: null,
  operators: null,
} as const;

const none: readonly PrecisionFallback[] = [];

/** The format that was asked for, where the hardware computes it in a wider one. */
function fallbacks({scenario}: Configuration, {matrixFormat}: Rates): readonly PrecisionFallback[] {
  const {activations} = scenario.precision;
  return matrixFormat === activations ? none : [{requested: activations, used: matrixFormat}];
}

function operatorProfile(operator: Operator, rates: Rates): OperatorProfile {
  const cost = costOf(operator, rates);
  const regime = regimeOf(partsOf(cost));
  const moved = memoryBytes(operator);
  return {
    id: operator.id,
    repeat: operator.repeat,
    flop: flop(operator.flop),
    weightBytes: bytes(operator.weightBytes),
    activationBytes: bytes(operator.activationBytes),
    kvCacheBytes: bytes(operator.kvCacheBytes),
    linkBytes: bytes(operator.linkBytes),
    networkBytes: bytes(operator.networkBytes),
    hostBytes: bytes(operator.hostBytes),
    launches: operator.launches,
    precision: computedIn(operator, rates),
    computeSeconds: seconds(cost.computeSeconds + cost.wideningSeconds),
    memorySeconds: seconds(cost.memorySeconds),
    linkSeconds: seconds(cost.linkSeconds),
    overheadSeconds: seconds(cost.overheadSeconds),
    seconds: seconds(cost.seconds),
    regime,
    arithmeticIntensity: moved === 0 ? null : flopPerByte(operator.flop / moved),
  };
}

/** The format that an operator is computed in; null where it has no arithmetic that counts. */
function computedIn({arithmetic}: Operator, {matrixFormat, attentionFormat}: Rates): ArithmeticPrecision | null {
  if (arithmetic === "none") return null;
  return arithmetic === "matrix" ? matrixFormat : attentionFormat;
}
