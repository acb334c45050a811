import type {TableKind} from "../validate/types.js";
import type {FlagSpec} from "./flags.js";
import {formatFlag} from "./output.js";
import {scenarioFlags} from "./scenarioFlags.js";

const path = "the path of a CSV file with a header row";

/** The flags that name a table, each by the kind of table that it takes. */
export const tableFlags: Readonly<Record<TableKind, FlagSpec>> = {
  runs: {name: "runs", value: "CSV", help: "end-to-end results: decode, prefill, requests, training", expected: path},
  pairs: {name: "pairs", value: "CSV", help: "speed-ups between two of those runs; needs --runs", expected: path},
  serving: {name: "serving", value: "CSV", help: "serving points: the time per output token by batch", expected: path},
  kernels: {name: "kernels", value: "CSV", help: "times of single products and attention kernels", expected: path},
};

/** The flag that names the calibration, as the other commands take it. */
export const calibrationFlag: FlagSpec = scenarioFlags.find(({name}) => name === "calibration")!;

/** The flags of `validate`. */
export const validateFlags: readonly FlagSpec[] = [...Object.values(tableFlags), calibrationFlag, formatFlag];
