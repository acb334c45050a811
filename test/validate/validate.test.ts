import {describe, expect, it} from "vitest";
import {validate} from "../../lib/validate/validate.js";
import {validationJson} from "../../lib/validate/validationJson.js";
import {lines, table} from "./tables.js";

const runColumns =
  "id,hardware_id,model_id,count,tp,precision,engine,phase,batch,input_len,output_len,metric,value,unit";

function run(id: string, cells: {hardware?: string; batch?: number; metric?: string; value?: number | string} = {}) {
  const {hardware = "h100-sxm", batch = 1, metric = "throughput", value = 150} = cells;
  const unit = metric === "latency" ? "ms" : "tokens/s";
  const phase = metric === "latency" ? "prefill" : "decode";
  return `${id},${hardware},llama-3.1-8b,1,1,fp16,e,${phase},${batch},512,128,${metric},${value},${unit}`;
}

const pairColumns = "kind,control,baseline_id,proposal_id,measured_speedup,baseline_batch,proposal_batch";

describe("validate", () => {
  it("predicts a speed-up as the ratio of what it predicts of the runs, in the sense of their metric", async () => {
    const runs = table(
      lines(
        runColumns,
        run("a"),
        run("b", {hardware: "a100-sxm-80"}),
        run("c", {metric: "latency", value: 20}),
        run("d", {metric: "latency", batch: 8, value: 100}),
      ),
    );
    const pairs = table(
      lines(
        pairColumns,
        "A accelerator,controlled,a,b,0.6,,",
        "A accelerator,controlled,b,a,1.64,,",
        "E batch,controlled,c,d,0.2,,",
        "E batch,controlled; speed-up = throughput,c,d,1.6,,",
      ),
    );
    const {pairs: summary} = await validate({runs, pairs}, "ideal");
    expect(summary).toMatchObject({count: 4, rows: 4, skipped: []});
    const predicted = new Map(summary?.worst.map(({place, predicted: value}) => [place, value]));
    const [first, second, third, fourth] = [2, 3, 4, 5].map((line) => predicted.get(`t.csv:${line}`)!);
    expect(first! * second!).toBeCloseTo(1, 4);
    expect(second).toBeGreaterThan(1.5);
    expect(fourth! / third!).toBeCloseTo(8, 4);
  });

  it("counts each pair that it cannot predict by its reason", async () => {
    const runs = table(
      lines(
        runColumns,
        run("a"),
        run("b"),
        run("b"),
        run("c", {hardware: "tpu-v99"}),
        run("d", {metric: "latency"}),
        run("e", {value: "?"}),
        ",h100-sxm,llama-3.1-8b,1,1,fp16,e,decode,1,512,128,throughput,150,tokens/s",
      ),
    );
    const pair = (baseline: string, proposal: string, measured: number | string = 2) =>
      `A accelerator,,${baseline},${proposal},${measured},,`;
    const pairs = table(
      lines(
        pairColumns,
        pair("a", "b"),
        pair("a", "c"),
        pair("a", "d"),
        pair("a", "z"),
        pair("", "a"),
        pair("a", "a", 0),
        pair("a", "a", "?"),
      ),
    );
    const {runs: first, pairs: second} = await validate({runs, pairs}, "ideal");
    expect(first).toMatchObject({count: 5, rows: 7});
    expect(second).toMatchObject({count: 0, rows: 7, predictable: 0, medianAbsoluteLogError: null});
    expect(second?.skipped).toEqual([
      {reason: "a run of the pair is not in the table of runs", count: 2},
      {reason: "measured_speedup is no number above 0", count: 2},
      {reason: 'a run of the pair: the catalog has no accelerator "tpu-v99"', count: 1},
      {reason: "one run of the pair is a time and the other a rate", count: 1},
      {reason: "the id of a run of the pair is given more than once", count: 1},
    ]);
  });

  it("reads the runs even where a pair needs none of them, and demands them", async () => {
    const pairs = table(lines(pairColumns, "A accelerator,,a,b,2,,"));
    await expect(validate({pairs}, "ideal")).rejects.toThrow("--pairs needs --runs");
  });

  it("leaves a whole series out of kernels where one of it is faster than the data sheet", async () => {
    const header = "hardware_id,kernel,framework,version,dtype,m,n,k,batch,context,heads,kv_heads,latency_us";
    const product = (release: string, latency: number) =>
      `h100-sxm,gemm,${release},1.0,bfloat16,8192,8192,8192,,,,,${latency}`;
    const kernels = table(lines(header, product("x", 1400), product("y", 1400), product("y", 900), product("x", 1300)));
    const {kernels: summary} = await validate({kernels}, "ideal");
    expect(summary).toMatchObject({count: 2, rows: 4, predictable: 0.5});
    expect(summary?.skipped).toEqual([
      {reason: "h100-sxm, y 1.0, GEMM, 16 bits: some of it is faster than the data sheet allows", count: 2},
    ]);
    expect(summary?.worst.map(({place}) => place)).toEqual(["t.csv:2", "t.csv:5"]);
  });

  it("derives speed-ups from serving, whose tokens take the time that is measured", async () => {
    const header = "id,hardware_id,model_id,engine,precision,tp,batch,input_len,output_len,tpot_ms";
    const point = (id: string, tensorParallel: number, batch: number, milliseconds: number) =>
      `${id},h100-sxm,llama-3.1-8b,e 1.0,fp8,${tensorParallel},${batch},512,128,${milliseconds}`;
    const serving = table(lines(header, point("a", 1, 1, 4), point("b", 1, 8, 5), point("c", 2, 8, 4)));
    const {serving: summary} = await validate({serving}, "ideal");
    expect(summary).toMatchObject({count: 3, byScope: {"absolute TPOT, dense": {count: 3}}});
    expect(summary?.speedups.count).toBe(2);
    const measured = Object.fromEntries(summary?.speedups.worst.map((each) => [each.id, each.measured]) ?? []);
    expect(measured).toEqual({"a → b": 0.8, "b → c": 1.25});
    expect(Object.keys(summary?.speedups.byCategory ?? {})).toEqual(["batch, dense", "devices, dense"]);
  });

  it("gives JSON with what was asked for, and the keys that scripts rely on", async () => {
    const json = validationJson(await validate({runs: table(lines(runColumns, run("a")))}, "ideal"));
    expect(Object.keys(json)).toEqual(["schemaVersion", "calibration", "runs"]);
    expect(Object.keys(json.runs ?? {}).sort()).toEqual([
      "byCategory",
      "byScope",
      "count",
      "medianAbsoluteLogError",
      "medianLogError",
      "p90AbsoluteLogError",
      "predictable",
      "rows",
      "skipped",
      "worst",
    ]);
  });
});
