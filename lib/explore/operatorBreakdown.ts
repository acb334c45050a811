import type {PrecisionName} from "../engine/precision.js";
import {computeFormatOrNull} from "../engine/resolveHardware.js";
import {solve} from "../engine/solve.js";
import {regimes, type FittingProfile, type Hardware, type Model, type Profile, type Regime} from "../engine/types.js";
import {UserError} from "../engine/userError.js";
import {regimeNames, termNames, perPhase} from "../explainer/describe.js";
import {
  capitalised,
  formatBytes,
  formatCount,
  formatDuration,
  formatQuantity,
  formatShare,
} from "../explainer/format.js";
import {formatIntensity} from "../explainer/rooflineRows.js";
import {configure} from "./configure.js";

/** One operator of a step, all times that it runs taken together. */
export interface BreakdownRow {
  readonly id: string;
  /** Times that it runs in a step. */
  readonly repeat: number;
  /** Of one device. */
  readonly flop: number;
  /** To and from the memory of one device. */
  readonly bytes: number;
  /** FLOP/byte; null where nothing is moved. */
  readonly intensity: number | null;
  readonly seconds: number;
  /** The same without launches. */
  readonly roofSeconds: number;
  /** Fraction of the step's time. */
  readonly share: number;
  readonly regime: Regime;
  /** What binds it apart from launches. */
  readonly term: Exclude<Regime, "overhead">;
}

/** A step of a model on an accelerator, operator by operator. */
export interface Breakdown {
  readonly profile: FittingProfile;
  /** Accelerators that share the model, because it does not fit on fewer. */
  readonly devices: number;
  readonly rows: readonly BreakdownRow[];
  /** Time of a step outside all operators. */
  readonly outsideSeconds: number;
}

/** The breakdown, or a sentence saying why there is none. */
export type BreakdownAnswer = {readonly breakdown: Breakdown} | {readonly reason: string};

/**
 * Lowers and times one step of a model: a decode step, or a forward pass of what generates nothing. 16 bits wide, with the
 * calibrated constants. What does not fit on one accelerator is shared by the fewest that hold it.
 */
export function operatorBreakdown(model: Model, hardware: Hardware, batch: number): BreakdownAnswer {
  const precision = usualPrecision(hardware);
  const run = (tensorParallel: number): Profile =>
    solve(configure({model, hardware, options: {batch, precision, tensorParallel}}));
  try {
    let profile = run(1);
    let devices = 1;
    if (!profile.fits && profile.cure.smallestTensorParallel !== null) {
      devices = profile.cure.smallestTensorParallel;
      profile = run(devices);
    }
    return profile.fits ? {breakdown: breakdownOf(profile, devices)} : {reason: oversized(profile)};
  } catch (error) {
    if (error instanceof UserError) return {reason: capitalised(error.message)};
    throw error;
  }
}

/**
 * bf16; fp16, which loads the same bytes, where an accelerator has no bf16, as programs for such ones do; and int8 where it computes
 * whole numbers alone.
 */
function usualPrecision(hardware: Hardware): PrecisionName {
  if (hardware.peakFlopPerSecond.bf16 !== undefined) return "bf16";
  return computeFormatOrNull(hardware, "fp16") === null ? "int8" : "fp16";
}

function breakdownOf(profile: FittingProfile, devices: number): Breakdown {
  const rows = profile.operators.map((operator): BreakdownRow => {
    const {id, repeat, regime, arithmeticIntensity} = operator;
    const terms = [
      ["compute", operator.computeSeconds],
      ["memory", operator.memorySeconds],
      ["link", operator.linkSeconds],
    ] as const;
    const [term] = terms.reduce((most, each) => (each[1] > most[1] ? each : most));
    const seconds = repeat * operator.seconds;
    return {
      id,
      repeat,
      flop: repeat * operator.flop,
      bytes: repeat * (operator.weightBytes + operator.activationBytes + operator.kvCacheBytes),
      intensity: arithmeticIntensity,
      seconds,
      roofSeconds: repeat * (operator.seconds - operator.overheadSeconds),
      share: seconds / profile.latencySeconds,
      regime,
      term,
    };
  });
  const inside = rows.reduce((sum, {seconds}) => sum + seconds, 0);
  return {profile, devices, rows, outsideSeconds: Math.max(0, profile.latencySeconds - inside)};
}

function oversized(profile: Extract<Profile, {fits: false}>): string {
  const {configuration, cure, batch} = profile;
  const {hardware, model} = configuration;
  const cures = [
    cure.maxBatch > 0 ? `the largest batch that fits is ${formatCount(cure.maxBatch)}` : null,
    cure.widestWeights === null ? null : `weights in ${cure.widestWeights} would fit`,
  ].filter((each) => each !== null);
  const rest = cures.length === 0 ? "" : `; ${cures.join(", and ")}`;
  return `${model.name} at batch ${formatCount(batch)} does not fit on ${hardware.name}, nor on several that share it: ${formatBytes(cure.missingBytes)} are missing on one${rest}.`;
}

/** "A decode step" or "A forward pass". */
const stepNames = {
  decode: "A decode step",
  prefill: "A prefill",
  request: "A request",
  serving: "A step of serving",
  forward: "A forward pass",
  training: "A training step",
} as const;

/** The answer in two sentences: how long a step takes on what, and what it waits for. */
export function breakdownSentence({profile, devices}: Breakdown): string {
  const {configuration, batch, latencySeconds, shares, regime} = profile;
  const {hardware, model, scenario} = configuration;
  const {phase, inputLength} = scenario;
  const readsText = model.architecture === "decoder" || model.architecture === "encoder-decoder";
  const setup = [
    scenario.precision.activations,
    `batch ${formatCount(batch)}`,
    ...(readsText ? [`${formatCount(inputLength)} tokens before it`] : []),
  ];
  const where =
    devices === 1 ? `on ${hardware.name}` : `on ${formatCount(devices)} × ${hardware.name}, the fewest that hold it,`;
  const parts = regimes
    .filter((term) => shares[term] >= 0.005)
    .map((term) => `${formatShare(shares[term])} ${termNames[term]}`);
  return `${stepNames[phase]} of ${model.name} (${setup.join(", ")}) takes ${formatDuration(latencySeconds)} ${where} and is ${regimeNames[regime]}: ${parts.join(", ")}.`;
}

/** The operators as rows, with a head; the last row adds up what adds up. */
export function breakdownTable({profile, rows, outsideSeconds}: Breakdown): string[][] {
  const sum = (of: (row: BreakdownRow) => number) => rows.reduce((total, row) => total + of(row), 0);
  const [flop, bytes] = [sum((row) => row.flop), sum((row) => row.bytes)];
  return [
    ["operator", "time", "share", "binds", "FLOP", "bytes", "FLOP/byte", "runs"],
    ...rows.map(({id, repeat, flop, bytes, intensity, seconds, share, regime}) => [
      id,
      formatDuration(seconds),
      formatShare(share),
      regime,
      flop === 0 ? "–" : formatQuantity(flop, "FLOP", 3),
      bytes === 0 ? "–" : formatBytes(bytes),
      intensity === null || intensity === 0 ? "–" : formatIntensity(intensity),
      formatCount(repeat),
    ]),
    ...(outsideSeconds > 1e-9
      ? [
          [
            "outside",
            formatDuration(outsideSeconds),
            formatShare(outsideSeconds / profile.latencySeconds),
            "overhead",
            "",
            "",
            "",
            "",
          ],
        ]
      : []),
    [
      capitalised(perPhase[profile.configuration.scenario.phase].replace(/^a /, "the ")),
      formatDuration(profile.latencySeconds),
      formatShare(1),
      profile.regime,
      formatQuantity(flop, "FLOP", 3),
      formatBytes(bytes),
      bytes === 0 ? "–" : formatIntensity(flop / bytes),
      "",
    ],
  ];
}
