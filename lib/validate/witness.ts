import type {Speedup} from "./speedups.js";
import type {Prediction, TableKind} from "./types.js";
import type {MeasuredValue} from "./values.js";

/** Is told of each value and each speed-up that was scored, one by one: what is kept of them is its own affair. */
export interface Witness {
  value?(table: TableKind, value: MeasuredValue, prediction: Prediction): void;
  speedup?(table: TableKind, speedup: Speedup): void;
}

/** Looks away. */
export const nobody: Witness = {};
