import {execFileSync} from "node:child_process";
import {cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {runInNewContext} from "node:vm";
import {build} from "esbuild";
import {afterAll, beforeAll, describe, expect, it} from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const consumer = mkdtempSync(join(tmpdir(), "regime-shift-consumer-"));
const installed = join(consumer, "node_modules", "regime-shift");

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
}

/** The design's front door, word for word; `print` is the consumer's way to show it. */
const program = (print: string) => `import {DifferentialExplainer, Engine, Hardware, Models} from "regime-shift";
const model = Models.Language.Llama3_8B;
const baseline = Engine.solve({model, hardware: Hardware.Cloud.A100, batchSize: 1});
const proposal = Engine.solve({model, hardware: Hardware.Cloud.H100, batchSize: 1});
${print}(String(DifferentialExplainer.comparePerformance({baseline, proposal})));
`;

beforeAll(() => {
  // What npm would install, without a registry: the packed files, and beside them the declared dependencies alone.
  const shell = process.platform === "win32";
  const packed = execFileSync("npm", ["pack", "--json", "--ignore-scripts", "--dry-run"], {
    cwd: root,
    shell,
    encoding: "utf8",
  });
  const [{files}] = JSON.parse(packed) as [{files: {path: string}[]}];
  for (const {path} of files) cpSync(join(root, path), join(installed, path));
  const {dependencies} = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Manifest;
  for (const name of Object.keys(dependencies)) {
    mkdirSync(join(consumer, "node_modules"), {recursive: true});
    symlinkSync(join(root, "node_modules", name), join(consumer, "node_modules", name), "junction");
  }
  writeFileSync(join(consumer, "package.json"), JSON.stringify({type: "module"}));
});

afterAll(() => {
  rmSync(consumer, {recursive: true, force: true});
});

describe("the packed package", () => {
  it("prints the explanation from a consumer's file under Node", () => {
    writeFileSync(join(consumer, "main.js"), program("console.log"));
    const output = execFileSync(process.execPath, ["main.js"], {cwd: consumer, encoding: "utf8"});
    expect(output).toMatch(/^📊 Differential Analysis: Proposal vs\. Baseline\n• Speedup: \d\.\d\dx\n/);
  });

  it("runs its command line", () => {
    const bin = join(installed, "bin", "regime-shift.js");
    const output = execFileSync(process.execPath, [bin, "solve", "--model", "llama3-8b", "--hardware", "h100"], {
      cwd: consumer,
      encoding: "utf8",
    });
    expect(output).toContain("H100 SXM");
  });

  it("gives a TypeScript consumer its types, in strict mode and with libraries checked", () => {
    writeFileSync(join(consumer, "main.ts"), program("console.log"));
    const compilerOptions = {
      strict: true,
      module: "NodeNext",
      target: "ES2022",
      noEmit: true,
      lib: ["ES2023", "DOM"],
      types: [],
    };
    writeFileSync(join(consumer, "tsconfig.json"), JSON.stringify({compilerOptions, files: ["main.ts"]}));
    const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
    expect(execFileSync(process.execPath, [tsc, "-p", "."], {cwd: consumer, encoding: "utf8"})).toBe("");
  });

  it("prints the same from a browser bundle, without Node or any parser in it", async () => {
    writeFileSync(join(consumer, "browser.js"), program("show"));
    const {outputFiles} = await build({
      entryPoints: [join(consumer, "browser.js")],
      bundle: true,
      minify: true,
      write: false,
      platform: "browser",
      format: "iife",
      logLevel: "error",
    });
    const bundle = outputFiles[0]!.text;
    // The engine, the explainer with its sentences, and the registry, which is a third of it and grows with the catalog; parsers
    // and schemas would be as much again.
    expect(bundle.length).toBeLessThan(215_000);
    const printed: string[] = [];
    // Neither `process` nor `require` exists in a context of its own.
    runInNewContext(bundle, {show: (text: string) => printed.push(text), console, URLSearchParams});
    const output = execFileSync(process.execPath, ["main.js"], {cwd: consumer, encoding: "utf8"});
    expect(`${printed.join("")}\n`).toBe(output);
  });

  it("depends on no site framework or chart library, and on tables only to write them", () => {
    const {dependencies} = JSON.parse(readFileSync(join(installed, "package.json"), "utf8")) as Manifest;
    expect(Object.keys(dependencies).sort()).toEqual([
      "apache-arrow",
      "csv-parse",
      "fastest-levenshtein",
      "hyparquet-writer",
      "yaml",
      "zod",
    ]);
  });
});
