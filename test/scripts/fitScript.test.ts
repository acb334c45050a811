import {execFile} from "node:child_process";
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {afterAll, describe, expect, test} from "vitest";
import {parseCalibration} from "../../lib/catalog/parseCalibration.js";
import {tile} from "../../lib/validate/promptTiles.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const fixture = (name: string): string => join(root, "test/fixtures/fit", name);
const scratch = mkdtempSync(join(tmpdir(), "fit-"));
afterAll(() => {
  rmSync(scratch, {recursive: true});
});

/** Runs the script as `npm run fit` does. */
function run(...args: string[]): Promise<{code: number; stdout: string; stderr: string}> {
  const script = join(root, "scripts/fit.ts");
  return new Promise((resolve) => {
    execFile(process.execPath, ["--import", "tsx", script, ...args], {cwd: root}, (error, stdout, stderr) => {
      resolve({code: typeof error?.code === "number" ? error.code : 0, stdout, stderr});
    });
  });
}

describe("npm run fit", () => {
  const synthetic = fixture("synthetic.csv");
  const runs = join(root, "data/measured/runs.csv");

  test("writes the same valid file each time, and keeps what it does not fit", async () => {
    const outputs = [join(scratch, "calibrated.yaml"), join(scratch, "again.yaml")];
    const [first, second] = await Promise.all(
      outputs.map((output) =>
        run("--kernels", synthetic, "--runs", runs, "--serving", fixture("serving.csv"), "--output", output),
      ),
    );
    expect(first?.code).toBe(0);
    expect(first?.stdout).toBe(second?.stdout);
    expect(first?.stdout).toContain("50 kernels: 48 fitted on, 2 scored alone, 0 skipped");
    expect(first?.stdout).toContain("A100 to H100, Llama-3.1-8B decode, batch 1, bf16:");
    const texts = outputs.map((output) => readFileSync(output, "utf8"));
    expect(texts[0]).toBe(texts[1]);

    const document = parseCalibration(texts[0] ?? "", "calibrated.yaml");
    expect(document.constants).toMatchObject({
      memoryFraction: 0.8,
      matrixFraction: {bits16: 0.75, bits8: 0.6, bits4: 0.5},
      attentionFraction: 0.5,
      linkFraction: 0.6,
      launchesPerLayer: 9,
    });
    expect(document.constants.launchSeconds.graph).toBeCloseTo(6e-6, 9);
    const source = (path: string) => document.figures.find((figure) => figure.path === path)?.source;
    expect(source("memoryFraction")).toMatchObject({
      title: "Kernel times measured for example/kernels, at commit 01234567",
      url: "https://github.com/example/kernels/tree/0123456789abcdef",
      kind: "measurement",
    });
    expect(source("linkFraction")?.kind).toBe("estimate");
    expect(source("perHeadAttention.bits8")?.kind).toBe("measurement");
    expect(first?.stdout).toContain("perHeadAttention.bits8");
    const counts = [/and (\d+) requests of/, /and (\d+) prompts of/].map((words) =>
      Number(words.exec(document.fit?.data ?? "")?.[1]),
    );
    expect(document.fit?.rows).toBe(48 + counts[0]! + counts[1]!);
    const heldOut = document.fit?.residuals.filter(({use}) => use === "held-out") ?? [];
    expect(heldOut).toHaveLength(4 + Object.keys(document.perHeadAttention ?? {}).length + 1);
    // What the product holds is what its own measured prompts choose.
    const chosen = `${tile.rows}×${tile.columns}`;
    expect(first?.stdout).toContain(`Tiles of prompts (lib/validate/promptTiles.ts has ${chosen})`);
    expect(first?.stdout).toMatch(new RegExp(`^  all +${counts[1]} +${chosen} `, "m"));
    expect(document.fit?.residuals.some(({category}) => category.startsWith("whole steps: llama-3.1-8b"))).toBe(true);
  });

  const broken = (text: string): string => {
    const path = join(scratch, "broken.csv");
    writeFileSync(path, text);
    return path;
  };

  test.each([
    ["no table", () => [], "--kernels is missing; usage:"],
    ["an unknown flag", () => ["--kernel", synthetic], "Unknown option '--kernel'"],
    ["a file that is not there", () => ["--kernels", "lost.csv"], "cannot read lost.csv: there is no such file"],
    [
      "runs that are not there",
      () => ["--kernels", synthetic, "--runs", "lost.csv"],
      "cannot read lost.csv: there is no such file",
    ],
    [
      "a table without a column",
      () => ["--kernels", broken("hardware_id\nh100-sxm\n")],
      "broken.csv:1: missing column",
    ],
    ["a row of the wrong width", () => ["--kernels", broken("a,b\n1\n")], "broken.csv: cannot be read as CSV:"],
  ])("answers %s with one line and exit code 1", async (_, args, message) => {
    const {code, stdout, stderr} = await run(...args(), "--output", join(scratch, "unwritten.yaml"));
    expect({code, stdout}).toEqual({code: 1, stdout: ""});
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  });
});
