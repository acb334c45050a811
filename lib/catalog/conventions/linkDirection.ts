import type {HardwareEntry} from "../types.js";
import type {Convention, Departure} from "./convention.js";
import {linkRates} from "./linkRates.js";
import {about, inUnit, orException, written} from "./words.js";

/** PCIe's rates after the code of the line are 1.5 % (3.0 to 5.0) below those before it. */
const tolerance = 0.05;

/** Links are per direction: none has the sum of both, nor more than a link of its name carries. */
export const linkDirection: Convention = {
  rule: "link-direction",
  check: (entry) => [
    ...check(entry, "link", entry.linkName, entry.hardware.linkBandwidthBytesPerSecond),
    ...check(entry, "hostLink", entry.hostLinkName, entry.hardware.hostLinkBandwidthBytesPerSecond),
  ],
};

function check(
  entry: HardwareEntry,
  key: "link" | "hostLink",
  name: string | null,
  stated: number | null,
): readonly Departure[] {
  const known = name === null ? undefined : linkRates(name, entry);
  if (known === undefined || stated === null) return [];
  if (known.perDirection.some((rate) => about(stated, rate, tolerance))) return [];
  const figure = `${key}.bandwidth`;
  const half = known.perDirection.find((rate) => about(stated, 2 * rate, tolerance));
  if (half !== undefined) {
    const rate = inUnit(half, "B/s");
    const reason =
      `${written(entry, figure)} is twice the ${rate} that ${known.name} carries in each direction: ` +
      `it looks like the sum of both; write ${rate} and say so under derivation, ${orException}`;
    return [{figure, reason}];
  }
  const most = known.perDirection.at(-1)!;
  if (stated <= most * (1 + tolerance)) return [];
  const reason =
    `${written(entry, figure)} is more than the ${inUnit(most, "B/s")} that ${known.name} carries in each direction: ` +
    `check the name of the link and the unit, ${orException}`;
  return [{figure, reason}];
}
