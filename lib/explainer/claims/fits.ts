import {devicesOf} from "../../engine/parallelism.js";
import type {Footprint, OversizedProfile, Profile} from "../../engine/types.js";
import {sideSubject} from "../describe.js";
import {formatBytes, formatCount, formatDuration, listed} from "../format.js";
import type {Claim, Side} from "../types.js";
import {sides, type NoAnswer} from "./draft.js";
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
    return [
      {
        id: "fits",
        subject: [`side:${side}`],
        text: `${sideSubject(label)} fits, with ${formatBytes(totalBytes)} of ${formatBytes(usableBytes)} usable, and takes ${formatDuration(latencySeconds)} ${periodOf(configuration)}.`,
        values: {side, latencySeconds, totalBytes, usableBytes},
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
  const missing = `${model.name} at batch ${formatCount(batch)} does not fit on ${on}: ${listed(parts)} come to ${formatBytes(footprint.totalBytes)}${each}, ${formatBytes(cure.missingBytes)} more than the ${formatBytes(footprint.usableBytes)} that are usable.`;
  return [
    {
      id: "does-not-fit",
      subject: [`side:${side}`],
      text: `${missing} ${curesOf(profile)}`,
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

function curesOf(profile: OversizedProfile): string {
  const {cure, configuration} = profile;
  const {hardware} = configuration;
  const {smallestTensorParallel: tensorParallel, widestWeights, maxBatch} = cure;
  const devices = formatCount(fittingDevices(profile));
  const cures = [
    tensorParallel === null ? null : `on ${devices} ${hardware.name} with tensor parallelism`,
    widestWeights === null ? null : `with ${widestWeights} weights`,
    maxBatch === 0 ? null : `at batch ${formatCount(maxBatch)}`,
  ].filter((text) => text !== null);
  return cures.length === 0 ? "Nothing tried makes it fit." : `It would fit ${cures.join(", or ")}.`;
}
