import {regimes, type Profile} from "../engine/types.js";
import {doesNotFitClaims, fallbackClaims} from "./claims.js";
import {regimeNames, termNames} from "./describe.js";
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
  const {configuration, footprint, maxBatch} = profile;
  const {hardware, model, scenario} = configuration;
  const devices = scenario.tensorParallel === 1 ? "" : `${scenario.tensorParallel} × `;
  const rows = [
    ["model", model.name],
    ["hardware", `${devices}${hardware.name}`],
    ["phase", `${scenario.phase}, batch ${formatCount(profile.batch)}, input ${formatCount(scenario.inputLength)}`],
  ];
  if (profile.fits) {
    rows.push(
      ["time", `${formatDuration(profile.latencySeconds)}${scenario.phase === "decode" ? " a step" : ""}`],
      ["regime", regimeNames[profile.regime]],
      ...regimes
        .filter((term) => profile.shares[term] > 0)
        .map((term) => [
          `  ${termNames[term]}`,
          `${formatDuration(profile[`${term}Seconds`])} (${formatShare(profile.shares[term])})`,
        ]),
      ["throughput", formatThroughput(profile.throughputPerSecond)],
      ["MFU, MBU", `${formatShare(profile.mfu)}, ${formatShare(profile.mbu)}`],
      [
        "energy",
        profile.energyJoules === null
          ? "power not published"
          : `${formatEnergy(profile.energyJoules)}${scenario.phase === "decode" ? " a step" : ""}`,
      ],
    );
  }
  rows.push(
    ["arithmetic intensity", formatQuantity(profile.arithmeticIntensity, "FLOP/byte", 3)],
    ["ridge point", formatQuantity(profile.ridgePoint, "FLOP/byte", 3)],
    ["weights", formatBytes(footprint.weightsBytes)],
    ["KV cache", formatBytes(footprint.kvCacheBytes)],
    ["memory", `${formatBytes(footprint.totalBytes)} of ${formatBytes(footprint.usableBytes)} usable`],
    ["largest batch", formatCount(maxBatch)],
  );
  return rows;
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
