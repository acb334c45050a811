import {mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {afterAll, describe, expect, it} from "vitest";
import {capture} from "./capture.js";

const folder = fileURLToPath(new URL("../fixtures/conventions/", import.meta.url));
const check = async (...args: string[]) => capture(["catalog", "check", ...args], {folder});
const fixture = (path: string): string => readFileSync(join(folder, path), "utf8");

const made: string[] = [];
afterAll(() => made.forEach((path) => rmSync(path, {recursive: true})));

/** A folder of its own with some files. */
function folderOf(files: Readonly<Record<string, string>>): string {
  const path = mkdtempSync(join(tmpdir(), "regime-shift-check-"));
  made.push(path);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
  return path;
}

describe("regime-shift catalog check", () => {
  it("counts what the catalog that comes with the program holds, and what its figures rest on", async () => {
    const {stdout, stderr, code} = await check();
    expect(stderr).toBe("");
    expect(code).toBe(stdout.endsWith("No mistakes, no findings.\n") ? 0 : 1);
    expect(stdout).toMatch(/^accelerators +\d+ +\d+ cloud, \d+ workstation/);
    expect(stdout).toMatch(/\nmodels +\d+ .*\d+ decoder/);
    expect(stdout).toMatch(/\nfigures +[\d,]+ +100 % with a source of a stated kind\n {2}vendor datasheet +\d+\n/);
    expect(stdout).toMatch(
      /\nfigures of tier cloud +\d+ +\d\d\.\d % rest on a document of the vendor \(expected: 80\.0 %/,
    );
    expect(stdout).toMatch(/\n {2}without a date of access +[\d,]+ +[\d,]+ of documents whose address is stated/);
    expect(stdout).toMatch(/\nsources +\d+ +\d+ read themselves, on which [\d,]+ figures rest\n/);
  });

  it("exits with 0 where a file keeps to the conventions, and with 1 where it does not", async () => {
    const clean = await check("clean/h100-sxm.yaml", "clean-geforce/rtx-4090.yaml");
    expect(clean).toMatchObject({code: 0, stderr: ""});
    expect(clean.stdout).toMatch(/^accelerators +2 +1 cloud, 1 workstation\n/);
    expect(clean.stdout).toMatch(/\n\nNo mistakes, no findings\.\n$/);
    const sparse = await check("sparse-one-peak/h100-sxm.yaml");
    expect(sparse).toMatchObject({code: 1, stderr: ""});
    expect(sparse.stdout).toContain(
      "\nFindings\n  sparse-one-peak/h100-sxm.yaml:24 peak.fp8: 3.958 PFLOP/s in fp8 is 4 times the 989 TFLOP/s of bf16, where " +
        "Hopper has 2 times: it looks like the rate with sparsity; halve it, or state an exception with its reason [sparse-peak]\n",
    );
    expect(sparse.stdout).toMatch(/\n\n1 finding\.\n$/);
  });

  it("lists exceptions with their reasons", async () => {
    const {stdout, code} = await check("exception-silences/h100-sxm.yaml");
    expect(code).toBe(0);
    expect(stdout).toContain(
      "\nExceptions\n  exception-silences/h100-sxm.yaml:39 peak.fp8: a made-up part with fewer fp8 units [precision-step]\n",
    );
  });

  it("reports a file that cannot be read in a line for each mistake, and checks the others all the same", async () => {
    const own = folderOf({
      "chip.yaml": fixture("clean/h100-sxm.yaml").replace("3.35 TB/s", "3350").replace("tier: cloud", "tier: clowd"),
      "list.yaml": "- 1\n",
      "broken.yaml": "id: [\n",
    });
    const at = (name: string): string => join(own, name);
    const {stdout, code} = await check(
      at("chip.yaml"),
      at("list.yaml"),
      at("broken.yaml"),
      at("lost.yaml"),
      own,
      "link-both-directions/h100-sxm.yaml",
    );
    expect(code).toBe(1);
    const lines = stdout.split("\n").map((line) => line.trim());
    for (const line of [
      `${at("chip.yaml")}:5:7 tier: unknown value "clowd": did you mean "cloud"?`,
      `${at("chip.yaml")}:29:22 memory.bandwidth: expected bytes per second such as "3.35 TB/s", got "3350"`,
      `${at("list.yaml")} is no file of the catalog: expected the keys of hardware (peak, memory), model (shape, parameters), calibration (matrixFraction, memoryFraction)`,
      `${at("lost.yaml")} cannot be read: there is no such file`,
      `${own} cannot be read: it is a folder; name the files in it`,
    ])
      expect(lines).toContain(line);
    expect(stdout).toContain(`${at("broken.yaml")}:`);
    expect(stdout).toContain("link-both-directions/h100-sxm.yaml:33 link.bandwidth: 900 GB/s is twice the 450 GB/s");
  });

  it("refuses a copied file whose id, name or member was not changed", async () => {
    const own = folderOf({
      "my-chip.yaml": fixture("clean/h100-sxm.yaml"),
      "other.yaml": fixture("clean/h100-sxm.yaml").replace("id: h100-sxm", "id: other\naliases: [a100]"),
    });
    const {stdout} = await check(join(own, "my-chip.yaml"), join(own, "other.yaml"));
    expect(stdout).toContain(`${join(own, "my-chip.yaml")} id: "h100-sxm" is not the name of the file, "my-chip"\n`);
    expect(stdout).toContain(`${join(own, "my-chip.yaml")} id: "h100-sxm" is taken by data/hardware/h100-sxm.yaml\n`);
    expect(stdout).toContain(`${join(own, "other.yaml")} aliases: "a100" is taken by data/hardware/a100-sxm-80.yaml\n`);
    expect(stdout).toContain(
      `${join(own, "other.yaml")} symbol: "Hardware.Cloud.H100" is taken by data/hardware/h100-sxm.yaml\n`,
    );
  });

  it("tells accelerators, models and calibrations apart by their keys", async () => {
    const data = fileURLToPath(new URL("../../data/", import.meta.url));
    const {stdout, code} = await check(
      join(data, "models/mistral-7b.yaml"),
      join(data, "calibration/tutorial.yaml"),
      "clean/h100-sxm.yaml",
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/^accelerators +1 .*\nmodels +1 +1 decoder\ncalibrations +1\n/);
  });

  it("has the same content as JSON and as Markdown", async () => {
    const json = await check("sparse-one-peak/h100-sxm.yaml", "lost.yaml", "--format", "json");
    expect(json.code).toBe(1);
    expect(JSON.parse(json.stdout)).toMatchObject({
      schemaVersion: 1,
      kind: "check",
      clean: false,
      hardware: {count: 1, byTier: {cloud: 1}, notSolvable: 0},
      models: {count: 0, byArchitecture: {}},
      vendorDocuments: {tier: "cloud", figures: 12, vendor: 11, least: 0.8},
      sources: {count: 2, read: 0, figuresRead: 0},
      exceptions: [],
      problems: [
        {file: "lost.yaml", line: null, column: null, path: "", message: "cannot be read: there is no such file"},
      ],
      findings: [{rule: "sparse-peak", file: "sparse-one-peak/h100-sxm.yaml", line: 24, figure: "peak.fp8"}],
    });
    const markdown = await check("sparse-one-peak/h100-sxm.yaml", "--format", "markdown");
    expect(markdown.stdout).toContain("| what | count | of which |\n");
    expect(markdown.stdout).toContain(
      "\n## Findings\n\n- sparse-one-peak/h100-sxm.yaml:24 peak.fp8: 3.958 PFLOP/s in fp8",
    );
  });

  it("refuses forms that a check does not have", async () => {
    expect(await check("--format", "parquet")).toEqual({
      code: 1,
      stdout: "",
      stderr: 'regime-shift: --format: expected text, json or markdown, got "parquet"\n',
    });
  });
});
