import {describe, expect, it} from "vitest";
import {readCsv, writeCsv} from "../../scripts/measured/csv.js";
import {selectRows, spread} from "../../scripts/measured/selectRows.js";

const runs = Array.from({length: 100}, (_, index) => ({
  id: `run-${index}`,
  source: index < 90 ? "large" : "small",
  hardware_id: index % 10 === 9 ? "" : "a100-sxm-80",
  metric: index % 10 === 8 ? "speedup_fp8" : "throughput",
  phase: "decode",
  value: String(index),
}));
const pairs = Array.from({length: 89}, (_, index) => ({
  kind: "E batch",
  source: "large",
  baseline_id: `run-${index}`,
  proposal_id: `run-${index + 1}`,
  measured_speedup: String((index + 1) / index),
}));
const serving = Array.from({length: 90}, (_, index) => ({
  id: `point-${index}`,
  model_id: "llama-3.1-8b",
  precision: "",
  engine: "vllm",
  hardware_id: "h100-sxm",
  tp: "1",
  batch: String(2 ** (index % 9)),
  input_len: String(100 * Math.floor(index / 9)),
  output_len: "10",
  tpot_ms: String(index),
}));

describe("selectRows", () => {
  const selected = selectRows({runs, pairs, serving});

  it("takes pairs with both their runs, and only runs that name their accelerator and a time or rate", () => {
    const ids = new Set(selected.runs.map(({id}) => id));
    expect(selected.pairs.length).toBeGreaterThan(1);
    for (const pair of selected.pairs)
      expect([pair["baseline_id"], pair["proposal_id"]].every((id) => ids.has(id))).toBe(true);
    for (const run of selected.runs) expect([run["hardware_id"], run["metric"]]).toEqual(["a100-sxm-80", "throughput"]);
  });

  it("takes some runs of a source without pairs", () => {
    expect(selected.runs.filter(({source}) => source === "small")).toHaveLength(3);
  });

  it("takes whole series of serving points, thinned, with their source", () => {
    expect(selected.serving).toHaveLength(6);
    expect(new Set(selected.serving.map((row) => row["input_len"])).size).toBe(2);
    for (const row of selected.serving) expect(row["source_url"]).toMatch(/^https:\/\//);
  });

  it("does not look at what was measured, nor at the order of the rows", () => {
    const ids = ({runs: some, pairs: others, serving: points}: typeof selected) =>
      [...some, ...points, ...others].map((row) => row["id"] ?? row["baseline_id"]).sort();
    const other = selectRows({
      runs: runs.map((row) => ({...row, value: "1"})).reverse(),
      pairs: pairs.map((row) => ({...row, measured_speedup: "7"})).reverse(),
      serving: serving.map((row) => ({...row, tpot_ms: "3"})).reverse(),
    });
    expect(ids(other)).toEqual(ids(selected));
  });
});

describe("spread", () => {
  it("takes the middles of equal parts, and all where there are few", () => {
    expect(spread([0, 1, 2, 3, 4, 5, 6, 7, 8], 3)).toEqual([1, 4, 7]);
    expect(spread([1, 2], 5)).toEqual([1, 2]);
    expect(spread([], 2)).toEqual([]);
  });
});

describe("writeCsv", () => {
  it("is read back as it was written", () => {
    const rows = [
      {a: 'say "so", twice', b: "two\nlines"},
      {a: "", b: "1"},
    ];
    expect(readCsv(writeCsv(rows))).toEqual(rows);
  });
});
