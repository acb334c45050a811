import {largestContext, unlimitedBatch} from "../engine/footprint.js";
import {devicesOf} from "../engine/parallelism.js";
import {regimes, type Configuration, type FittingProfile, type Profile} from "../engine/types.js";
import {readsText, unitMade} from "../engine/unitMade.js";
import {fallbackClaims} from "./claims/fallbacks.js";
import {doesNotFitClaims} from "./claims/fits.js";
import {perPhase, regimeNames, termNames} from "./describe.js";
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatEnergy,
  formatQuantity,
  formatShare,
  formatThroughput,
} from "./format.js";
import {alignColumns, escapeMarkdown, markdownTable} from "./textTable.js";

/** Facts of a profile, one a row. */
export function profileRows(profile: Profile): string[][] {
  const {configuration, maxBatch, batch} = profile;
  const context = largestContext(configuration, batch);
  return [
    ...askedRows(configuration, batch),
    ...(profile.fits ? timeRows(profile) : []),
    ["arithmetic intensity", formatQuantity(profile.arithmeticIntensity, "FLOP/byte", 3)],
    ["ridge point", formatQuantity(profile.ridgePoint, "FLOP/byte", 3)],
    ...memoryRows(profile),
    ["largest batch", maxBatch >= unlimitedBatch ? "not limited by memory" : formatCount(maxBatch)],
    ...(context === null
      ? []
      : [["largest context", context === 0 ? "none fits" : `${formatCount(context)} tokens of input`]]),
  ];
}

/** What was asked: the model, the machines, and what they do. */
function askedRows(configuration: Configuration, batch: number): string[][] {
  const {hardware, model, scenario} = configuration;
  const {tensorParallel, pipelineParallel, dataParallel} = scenario;
  const count = devicesOf(scenario);
  const layout = [
    [tensorParallel, "tensor parallel"],
    [pipelineParallel, "pipeline stages"],
    [dataParallel, "copies"],
  ] as const;
  const used = layout.filter(([size]) => size > 1).map(([size, name]) => `${formatCount(size)} ${name}`);
  return [
    ["model", model.name],
    ["hardware", `${count === 1 ? "" : `${formatCount(count)} × `}${hardware.name}`],
    ...(count === 1 ? [] : [["devices", used.join(" × ")]]),
    ["phase", [scenario.phase, `batch ${formatCount(batch)}`, ...lengths(configuration)].join(", ")],
  ];
}

/** The lengths that count: none of images, and an output only where one is written. */
function lengths({model, scenario}: Configuration): string[] {
  const {phase, inputLength, outputLength} = scenario;
  if (!readsText(model)) return [];
  const writes = phase === "request" || phase === "serving" || (phase === "decode" && outputLength > 1);
  return [`input ${formatCount(inputLength)}`, ...(writes ? [`output ${formatCount(outputLength)}`] : [])];
}

function timeRows(profile: FittingProfile): string[][] {
  const {configuration, latencySeconds, ttftSeconds, tpotSeconds, energyJoules, shares} = profile;
  const each = perPhase[configuration.scenario.phase];
  return [
    ["time", `${formatDuration(latencySeconds)} ${each}`],
    ["regime", regimeNames[profile.regime]],
    ...regimes
      .filter((term) => shares[term] > 0)
      .map((term) => [
        `  ${termNames[term]}`,
        `${formatDuration(profile[`${term}Seconds`])} (${formatShare(shares[term])})`,
      ]),
    ...(ttftSeconds === null ? [] : [["time to first token", formatDuration(ttftSeconds)]]),
    ...(tpotSeconds === null ? [] : [["time per output token", formatDuration(tpotSeconds)]]),
    ["throughput", formatThroughput(profile.throughputPerSecond, unitMade(configuration))],
    ["MFU, MBU", `${formatShare(profile.mfu)}, ${formatShare(profile.mbu)}`],
    ["energy", energyJoules === null ? "power not published" : `${formatEnergy(energyJoules)} ${each}`],
  ];
}

/** What one device holds, leaving out what is nothing. */
function memoryRows({footprint}: Profile): string[][] {
  const held = [
    ["KV cache", footprint.kvCacheBytes],
    ["gradients", footprint.gradientBytes],
    ["optimizer state", footprint.optimizerBytes],
    ["activations", footprint.activationBytes],
    ["kept on the host", footprint.offloadedBytes],
  ] as const;
  return [
    ["weights", formatBytes(footprint.weightsBytes)],
    ...held.filter(([, size]) => size > 0).map(([name, size]) => [name, formatBytes(size)]),
    ["memory", `${formatBytes(footprint.totalBytes)} of ${formatBytes(footprint.usableBytes)} usable`],
  ];
}

/** A profile as plain text. */
export function renderProfileText(profile: Profile): string {
  return `${[...sentences(profile), ...alignColumns(profileRows(profile), "left")].join("\n")}\n`;
}

/** A profile as GitHub-flavoured Markdown. */
export function renderProfileMarkdown(profile: Profile): string {
  const lead = sentences(profile).flatMap((text) => [`**${escapeMarkdown(text)}**`, ""]);
  const rows = profileRows(profile).map(([name = "", value = ""]) => [name.trim(), value]);
  return `${[...lead, ...markdownTable([["figure", "value"], ...rows])].join("\n")}\n`;
}

/** What a reader must know before the figures: that it does not fit, or is computed in a wider format. */
function sentences(profile: Profile): string[] {
  const claims = [...doesNotFitClaims(profile, "proposal"), ...fallbackClaims(profile, "proposal")];
  return claims.map(({text}) => text);
}
