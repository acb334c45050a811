import type {TableKind} from "./types.js";

const words = (text: string): readonly string[] => text.split(" ");

/** Columns that a table must have; others are read where they are there, or passed over. */
export const requiredColumns: Readonly<Record<TableKind, readonly string[]>> = {
  runs: words("id hardware_id model_id count tp precision engine phase batch input_len output_len metric value unit"),
  pairs: words("kind baseline_id proposal_id measured_speedup"),
  serving: words("hardware_id model_id engine precision tp batch input_len output_len tpot_ms"),
  kernels: words("hardware_id kernel dtype m n k batch context heads kv_heads latency_us"),
};
