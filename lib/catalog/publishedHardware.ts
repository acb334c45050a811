import type {Hardware} from "../engine/types.js";
import type {Bytes, BytesPerSecond} from "../engine/units.js";

/** What is published of an accelerator: as `Hardware`, but what a solve needs may be missing too. */
export interface PublishedHardware extends Omit<Hardware, "memoryCapacityBytes" | "memoryBandwidthBytesPerSecond"> {
  /** Null where no source publishes it. */
  readonly memoryCapacityBytes: Bytes | null;
  /** Null where no source publishes it. */
  readonly memoryBandwidthBytesPerSecond: BytesPerSecond | null;
}

/** The figures that a solve cannot do without and that no source publishes, in words; none of most accelerators. */
export function unpublishedEssentials(hardware: PublishedHardware): readonly string[] {
  return [
    ...(Object.keys(hardware.peakFlopPerSecond).length === 0 ? ["peak rate of any format"] : []),
    ...(hardware.memoryCapacityBytes === null ? ["memory capacity"] : []),
    ...(hardware.memoryBandwidthBytesPerSecond === null ? ["memory bandwidth"] : []),
  ];
}

/** Whether enough is published of an accelerator to solve for it. */
export function isSolvable(hardware: PublishedHardware): hardware is Hardware {
  return unpublishedEssentials(hardware).length === 0;
}
