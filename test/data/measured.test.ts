import {execFileSync} from "node:child_process";
import {readFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {describe, expect, it} from "vitest";
import {listHardware} from "../../lib/catalog/lookup.js";
import type {Accuracy, StoredResults} from "../../lib/explore/accuracyTypes.js";
import {missReasons} from "../../lib/validate/missReasonWords.js";
import {readRows} from "../../lib/validate/readRows.js";
import {isUnpredicted, modelOf} from "../../lib/validate/resolveNames.js";
import {requiredColumns} from "../../lib/validate/tableColumns.js";
import type {Row} from "../../lib/validate/types.js";

const read = (file: string): string => readFileSync(new URL(`../../data/measured/${file}`, import.meta.url), "utf8");

async function rowsOf(kind: "runs" | "pairs" | "serving"): Promise<Row[]> {
  const file = `data/measured/${kind}.csv`;
  // eslint-disable-next-line @typescript-eslint/require-await -- tables are read from streams.
  const content = async function* () {
    yield Buffer.from(read(`${kind}.csv`));
  };
  const rows: Row[] = [];
  for await (const row of readRows({file, content: content()}, requiredColumns[kind])) rows.push(row);
  return rows;
}

const [runs, pairs, serving] = await Promise.all([rowsOf("runs"), rowsOf("pairs"), rowsOf("serving")]);
const cited = [...runs, ...serving];
const results = JSON.parse(read("results.json")) as StoredResults;

describe("the measured tables", () => {
  it("hold at least 120 rows on at least 8 accelerators, but not the whole tables", () => {
    expect(cited.length).toBeGreaterThanOrEqual(120);
    expect(new Set(cited.map((row) => row.text("hardware_id"))).size).toBeGreaterThanOrEqual(8);
    expect(runs.length).toBeLessThan(results.tables.runs.rows / 4);
    expect(serving.length).toBeLessThan(results.tables.serving.rows / 4);
  });

  it("cite an address for every row", () => {
    for (const row of cited) expect(row.text("source_url"), row.place).toMatch(/^https:\/\/[^\s]+$/);
  });

  it("name accelerators and models of the catalog", () => {
    const ids = new Set(listHardware().map(({id}) => id));
    for (const row of cited) {
      expect(ids, row.place).toContain(row.text("hardware_id"));
      expect(isUnpredicted(modelOf(row)), `${row.place}: ${row.text("model_id")}`).toBe(false);
    }
  });

  it("give each row an id of its own", () => {
    for (const rows of [runs, serving]) expect(new Set(rows.map((row) => row.text("id"))).size).toBe(rows.length);
  });

  it("pair runs that are there, and state the ratio of their values", () => {
    const byId = new Map(runs.map((row) => [row.text("id"), row]));
    for (const pair of pairs) {
      const sides = ["baseline_id", "proposal_id"].map((column) => byId.get(pair.text(column)));
      expect(sides, pair.place).not.toContain(undefined);
      const [before, after] = sides.map((row) => row!.number("value")!);
      const speedup = pair.number("measured_speedup")!;
      if (pair.text("control").includes("throughput")) continue;
      const ratio = after! / before!;
      expect(Math.min(Math.abs(ratio / speedup - 1), Math.abs(1 / ratio / speedup - 1)), pair.place).toBeLessThan(0.01);
    }
  });

  it("cover all kinds of run and of change", () => {
    expect(new Set(runs.map((row) => row.text("phase")))).toEqual(
      new Set(["decode", "prefill", "e2e", "training", "cnn"]),
    );
    expect(new Set(pairs.map((row) => row.text("kind")[0]))).toEqual(new Set("ABCDEFG"));
    expect(cited.some((row) => /deepseek|mixtral|gpt-oss/.test(row.text("model_id")))).toBe(true);
  });

  it("say nothing of where they lay before", () => {
    for (const file of ["runs.csv", "pairs.csv", "serving.csv", "results.json"])
      expect(read(file), file).not.toMatch(/\.\.\/shared|\/work\/|\/home\/|\/tmp\//);
  });
});

describe("the stored results", () => {
  it("are of the tables that their hashes name, with most rows predicted", () => {
    for (const {rows, predicted, sha256} of Object.values(results.tables)) {
      expect(sha256).toMatch(/^[0-9a-f]{64}$/);
      expect(predicted).toBeLessThanOrEqual(rows);
      expect(predicted / rows).toBeGreaterThan(0.5);
    }
  });

  it("count each pair and each miss once", () => {
    const count = (table: string) =>
      results.speedups.filter((group) => group.table === table).reduce((sum, {rules}) => sum + rules.engine.count, 0);
    expect(count("pairs")).toBe(results.tables.pairs.predicted);
    const {of, count: missed, byReason} = results.misses;
    expect(byReason.reduce((sum, group) => sum + group.count, 0)).toBe(missed);
    expect(missed).toBeLessThan(of);
  });

  it("give each group of misses a known reason, or none, and an example with its source", () => {
    for (const {reason, example} of results.misses.byReason) {
      if (reason !== null) expect(missReasons).toHaveProperty([reason]);
      expect(example.citations.length).toBeGreaterThan(0);
      for (const {url} of example.citations) expect(url).toMatch(/^https:\/\//);
    }
  });
});

describe("accuracy.json.ts", () => {
  const loader = fileURLToPath(new URL("../../data/accuracy.json.ts", import.meta.url));
  const load = (): string => execFileSync(process.execPath, ["--import", "tsx", loader], {encoding: "utf8"});

  it("writes each predicted row with its words and its source, the same each time", () => {
    const text = load();
    expect(load()).toBe(text);
    const {values, speedups, rows, accelerators, sourcesSha256, fittedOn} = JSON.parse(text) as Accuracy;
    expect(sourcesSha256).toMatch(/^[0-9a-f]{64}$/);
    expect(fittedOn).toMatch(/kernels/);
    expect(rows).toEqual({runs: runs.length, pairs: pairs.length, serving: serving.length});
    expect(accelerators).toBeGreaterThanOrEqual(8);
    expect(values.length).toBeGreaterThan(0.8 * (runs.length + serving.length));
    expect(speedups.length).toBeGreaterThan(0.8 * pairs.length);
    for (const {words, citation, measured, predicted} of values) {
      expect(words).toMatch(/^\S.*, .*\S$/);
      expect(citation.url).toMatch(/^https:\/\//);
      expect(Math.min(measured, predicted)).toBeGreaterThan(0);
    }
    for (const {baseline, proposal, citations} of speedups) {
      expect(baseline).not.toBe("");
      expect(baseline === proposal && baseline !== "as published").toBe(false);
      expect(citations.length).toBeGreaterThan(0);
    }
  });
});
