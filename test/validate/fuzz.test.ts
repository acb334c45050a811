import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {UserError} from "../../lib/engine/userError.js";
import type {Coverage} from "../../lib/validate/figures.js";
import {requiredColumns} from "../../lib/validate/tableColumns.js";
import {tableKinds, type TableKind} from "../../lib/validate/types.js";
import {validate} from "../../lib/validate/validate.js";
import {validationJson} from "../../lib/validate/validationJson.js";
import {renderValidationMarkdown, renderValidationText} from "../../lib/validate/validationTables.js";
import {lines, table} from "./tables.js";

const odd = fc.oneof(
  fc.constantFrom("", " ", "0", "-1", "1e308", "5e-324", "1e999", "NaN", "Infinity", "__proto__", "constructor", "٣"),
  fc.constantFrom("1.5", "7", "1000000000", "online qps=4", "a\nb", '"', "\u202e", "=1+1", "max"),
  fc.string({unit: "grapheme", maxLength: 6}).map((text) => text.replaceAll("\0", "")),
);

/** Words that tables hold, by column; numbers stand in the others. */
const likely: Readonly<Record<string, readonly string[]>> = {
  id: ["a", "b", "c", "d", "e", "f"],
  baseline_id: ["a", "b", "c", "d"],
  proposal_id: ["a", "b", "e", "f"],
  hardware_id: ["h100-sxm", "a100-sxm-80", "b200", "l4", "rtx-4090", ""],
  accelerator: ["H100", "TPU v99"],
  count: ["1", "1", "1", "8"],
  tp: ["1", "1", "1", "2"],
  moe_tp_size: ["1"],
  moe_ep_size: ["1", "2"],
  model_id: ["llama-3.1-8b", "llama-3.1-70b", "mixtral-8x7b", "bert-large", "resnet-50", ""],
  precision: ["fp16", "bf16", "fp8", "q4_k_m", "int4-awq-wo", "", "fp4"],
  engine: ["TensorRT-LLM v0.9.0", "llama.cpp (May 2024)", "vllm 0.12.0", ""],
  phase: ["decode", "prefill", "e2e", "training", "cnn"],
  metric: ["throughput", "latency", "output_throughput_per_gpu", "MFU", "mean_ITL", "mean_TTFT", "time_to_train"],
  unit: ["fitting", "fitting", "fitting", "fitting", "tokens/s", "ms", "%", "images/s"],
  kind: ["A accelerator", "B precision", "E batch", "G context"],
  control: ["controlled", "controlled; speed-up = throughput"],
  kernel: ["gemm", "decode_attention", "prefill_attention"],
  dtype: ["bfloat16", "fp8", "int8_wo", "bfloat16/kv fp8"],
  notes: ["", "static batch; max batch found"],
};
const counts = ["1", "2", "8", "64", "128", "1024", "4096"];
const numbers = [...counts, "3.5"];
const counted: ReadonlySet<string> = new Set(["batch", "input_len", "output_len", "pp_size", "attention_dp_size"]);
/** What "fitting" stands for, by the metric beside it. */
const fitting: ReadonlyMap<string, string> = new Map([
  ["throughput", "tokens/s"],
  ["latency", "ms"],
  ["output_throughput_per_gpu", "tokens/s/GPU"],
  ["MFU", "%"],
  ["mean_ITL", "ms"],
  ["mean_TTFT", "s"],
  ["time_to_train", "minutes"],
]);
const further: Readonly<Record<TableKind, readonly string[]>> = {
  runs: ["notes", "accelerator", "model", "params"],
  pairs: ["control", "baseline_batch", "proposal_batch"],
  serving: ["id", "gemm_quant_mode", "moe_tp_size", "moe_ep_size", "ttft_ms"],
  kernels: ["framework", "version", "zzz"],
};

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** Tables that are mostly right: many rows are predicted, and the rest are wrong in few places. */
function tableOf(kind: TableKind): fc.Arbitrary<string> {
  const columns = [...requiredColumns[kind], ...further[kind]];
  const cell = (column: string) =>
    fc.oneof(
      {weight: 24, arbitrary: fc.constantFrom(...(likely[column] ?? (counted.has(column) ? counts : numbers)))},
      {weight: 1, arbitrary: odd},
    );
  return fc.array(fc.tuple(...columns.map(cell)), {minLength: kind === "runs" ? 6 : 1, maxLength: 12}).map((rows) => {
    // Runs have an id each: pairs of an id that is there twice are not predicted.
    const named = rows.map((cells, index) => (kind === "runs" ? ["abcdefghijkl"[index]!, ...cells.slice(1)] : cells));
    const metric = columns.indexOf("metric");
    const written = named.map((cells) =>
      cells.map((text) => (text === "fitting" ? (fitting.get(cells[metric] ?? "") ?? "") : text)),
    );
    return lines(columns.join(","), ...written.map((cells) => cells.map(quoted).join(",")));
  });
}

const allTables = fc.record({
  runs: tableOf("runs"),
  pairs: tableOf("pairs"),
  serving: tableOf("serving"),
  kernels: tableOf("kernels"),
});

describe("validate, whatever tables hold,", () => {
  it("counts every row once, and prints no number that is none", async () => {
    const predicted = {runs: 0, pairs: 0, serving: 0, kernels: 0};
    await fc.assert(
      fc.asyncProperty(allTables, async (texts) => {
        const sources = Object.fromEntries(tableKinds.map((kind) => [kind, table(texts[kind])]));
        const validation = await validate(sources, "calibrated");
        for (const kind of tableKinds) {
          const {count, rows, skipped}: Coverage = validation[kind]!;
          predicted[kind] += count;
          expect(count + skipped.reduce((sum, each) => sum + each.count, 0)).toBe(rows);
        }
        JSON.stringify(validationJson(validation), (key: string, value: unknown) => {
          if (typeof value === "number") expect(Number.isFinite(value), key).toBe(true);
          return value;
        });
        for (const text of [renderValidationText(validation), renderValidationMarkdown(validation)])
          expect(text.replaceAll(/"[^"]*"/g, "")).not.toMatch(/\bundefined|\[object|\u202e/);
      }),
      {numRuns: 300},
    );
    for (const count of Object.values(predicted)) expect(count).toBeGreaterThan(50);
  });

  it("answers or rejects any bytes", async () => {
    const bytes = fc.oneof(
      fc.uint8Array({maxLength: 60}),
      fc.string({unit: fc.constantFrom("a", ",", '"', "\n", "\r", "é", " "), maxLength: 40}).map((text) => {
        return new TextEncoder().encode(`${requiredColumns.pairs.join(",")}\n${text}`);
      }),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (content) => {
        const runs = table(lines(requiredColumns.runs.join(","), requiredColumns.runs.map(() => "1").join(",")));
        try {
          const {pairs} = await validate({runs, pairs: table(content)}, "ideal");
          expect(pairs?.count).toBe(0);
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
          expect((error as Error).message).toMatch(/^t\.csv(:\d+)?: /);
        }
      }),
      {numRuns: 500},
    );
  });
});
