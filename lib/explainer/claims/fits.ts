import {change} from "../../engine/change.js";
import {capacityOf, kvCacheFraction} from "../../engine/footprint.js";
import {devicesOf} from "../../engine/parallelism.js";
import {stepTime} from "../../engine/stepTime.js";
import type {Configuration, Footprint, OversizedProfile, Profile, Scenario} from "../../engine/types.js";
import {setupOf, sideSubject} from "../describe.js";
import {formatBytes, formatCount, formatDuration, formatNumber, formatShare, listed} from "../format.js";
import type {Claim, Side} from "../types.js";
import {sides, type NoAnswer} from "./draft.js";
import type {Aside} from "./aside.js";
import {periodOf} from "./words.js";

/** What takes memory on one device, in words with its bytes; what takes none is left out. */
export function heldParts(footprint: Footprint): readonly (readonly [string, number])[] {
  const parts = [
    ["weights", footprint.weightsBytes - footprint.offloadedBytes],
    ["gradients", footprint.gradientBytes],
    ["optimizer state", footprint.optimizerBytes],
    ["activations", footprint.activationBytes],
    ["KV cache", footprint.kvCacheBytes],
    ["workspace", footprint.workspaceBytes],
  ] as const;
  return parts.filter(([, size]) => size > 0);
}

/** What each side that does not fit lacks. */
export function unfitClaims(answer: NoAnswer): Claim[] {
  return sides.flatMap((side) => doesNotFitClaims(answer[side].profile, side));
}

/** The side that fits beside one that does not. */
export function fitsClaims(answer: NoAnswer): Claim[] {
  return sides.flatMap((side): Claim[] => {
    const {label, profile, configuration} = answer[side];
    if (!profile.fits) return [];
    const {
      latencySeconds,
      footprint: {totalBytes, usableBytes},
    } = profile;
    const free = freeAside(profile);
    return [
      {
        id: "fits",
        subject: [`side:${side}`],
        text: `${sideSubject(label)} fits: each accelerator holds ${formatBytes(totalBytes)} of the ${formatBytes(usableBytes)} that are usable${free.text}, and ${periodOf(configuration)} takes ${formatDuration(latencySeconds)}.`,
        values: {side, latencySeconds, totalBytes, usableBytes, ...free.values},
      },
    ];
  });
}

/** What a side that does not fit lacks, and what would make it fit; none where it fits. */
export function doesNotFitClaims(profile: Profile, side: Side): Claim[] {
  if (profile.fits) return [];
  const {footprint, cure, batch} = profile;
  const {hardware, model, scenario} = profile.configuration;
  const count = devicesOf(scenario);
  const on = count === 1 ? `one ${hardware.name}` : `${formatCount(count)} ${hardware.name}`;
  const held = heldParts(footprint);
  const parts = held.map(([name, size]) => `${name} ${formatBytes(size)}`);
  const each = count === 1 ? "" : " on each";
  const free = freeAside(profile);
  // More than the GB of the data sheet is the same in GiB, as programs count.
  const usableGibibytes = footprint.usableBytes / 2 ** 30;
  const isMore = footprint.usableBytes > hardware.memoryCapacityBytes;
  const binary = isMore ? ` (${formatNumber(usableGibibytes, 3)} GiB)` : "";
  const missing = `${model.name} at batch ${formatCount(batch)} does not fit on ${on}: ${listed(parts)} (${setup(profile.configuration)}) come to ${formatBytes(footprint.totalBytes)}${each}, ${formatBytes(cure.missingBytes)} more than the ${formatBytes(footprint.usableBytes)}${binary} that are usable${free.text}.`;
  const cures = curesOf(profile);
  return [
    {
      id: "does-not-fit",
      subject: [`side:${side}`],
      text: `${missing} ${cures.text}`,
      values: {
        side,
        batch,
        devices: count,
        missingBytes: cure.missingBytes,
        totalBytes: footprint.totalBytes,
        usableBytes: footprint.usableBytes,
        ...Object.fromEntries(held.map(([name, size]) => [`${name.replace(/ \w/, upper)}Bytes`, size])),
        maxBatch: cure.maxBatch,
        ...(cure.smallestTensorParallel === null
          ? {}
          : {smallestTensorParallel: cure.smallestTensorParallel, fittingDevices: fittingDevices(profile)}),
        ...(cure.widestWeights === null ? {} : {widestWeights: cure.widestWeights}),
        ...(isMore ? {usableGibibytes} : {}),
        ...free.values,
        ...cures.values,
      },
    },
  ];
}

/** "KV cache" and "optimizer state" as keys are written. */
function upper(text: string): string {
  return text.trim().toUpperCase();
}

/** Accelerators that the smallest group which fits comes to: each stage and each copy has one of its own. */
function fittingDevices({cure: {smallestTensorParallel}, configuration: {scenario}}: OversizedProfile): number {
  return smallestTensorParallel === null ? 0 : devicesOf({...scenario, tensorParallel: smallestTensorParallel});
}

/** What was tried and fits, each with the time that it would take, to choose by. */
function curesOf({cure, configuration, batch}: OversizedProfile): Aside {
  const {hardware, scenario} = configuration;
  const {smallestTensorParallel: tensorParallel, widestWeights: weights, maxBatch} = cure;
  const values: Record<string, number> = {};
  const timed = (id: string, text: string, changed: Partial<Scenario>) => {
    const {seconds} = stepTime(change(configuration, {scenario: {batch, ...changed}}));
    values[`${id}CureSeconds`] = seconds;
    return `${text} (${formatDuration(seconds)} ${periodOf(configuration)})`;
  };
  const cures: string[] = [];
  if (tensorParallel !== null) {
    const devices = formatCount(devicesOf({...scenario, tensorParallel}));
    cures.push(timed("tensorParallel", `on ${devices} ${hardware.name} with tensor parallelism`, {tensorParallel}));
  }
  if (weights !== null)
    cures.push(
      timed("weights", `with ${weights} weights and ${scenario.precision.activations} arithmetic`, {
        precision: {...scenario.precision, weights},
      }),
    );
  if (maxBatch > 0) cures.push(timed("batch", `at batch ${formatCount(maxBatch)}`, {batch: maxBatch}));
  return {text: cures.length === 0 ? "Nothing tried makes it fit." : `It would fit ${cures.join(", or ")}.`, values};
}

/** Why one device may hold less than its memory; in training more is fixed than weights and workspace. */
function freeAside({footprint: {usableBytes}, configuration: {hardware, scenario}}: Profile): Aside {
  const keptFree = 1 - kvCacheFraction;
  return usableBytes < capacityOf(hardware) && scenario.phase !== "training"
    ? {text: ` (${formatShare(keptFree)} of what weights and workspace leave stays free)`, values: {keptFree}}
    : {text: "", values: {}};
}

/** The settings that decide what is held, but for the batch and the devices, which are told apart. */
function setup(configuration: Configuration): string {
  return setupOf(configuration, configuration)
    .filter((text) => !/^(the largest )?batch|accelerators$/.test(text))
    .join(", ");
}
