import {readFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {runInNewContext} from "node:vm";
import {build} from "esbuild";
import ts from "typescript";
import {describe, expect, it} from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const text = readFileSync(new URL("../../docs/composition.md", import.meta.url), "utf8");
const [, program = "", output = ""] = /```ts\n([^]*?)```\n[^]*?```text\n([^]*?)```/.exec(text) ?? [];

describe("the worked example of composition", () => {
  it("prints what the document shows", async () => {
    const {outputFiles} = await build({
      stdin: {contents: program, resolveDir: root, loader: "ts"},
      alias: {"regime-shift": `${root}lib/index.ts`},
      bundle: true,
      write: false,
      format: "iife",
      logLevel: "error",
    });
    const printed: string[] = [];
    runInNewContext(outputFiles[0]!.text, {console: {log: (line: string) => printed.push(`${line}\n`)}});
    expect(printed.join("")).toBe(output);
  });

  it("has the types that it says it has", () => {
    const path = `${root}composition.example.ts`;
    const options: ts.CompilerOptions = {
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      lib: ["lib.es2023.d.ts", "lib.dom.d.ts"],
      types: [],
      paths: {"regime-shift": [`${root}lib/index.ts`]},
    };
    const host = ts.createCompilerHost(options);
    const plain = ts.createCompilerHost(options);
    host.readFile = (file) => (file === path ? program : plain.readFile(file));
    host.fileExists = (file) => file === path || plain.fileExists(file);
    host.getSourceFile = (file, ...rest) =>
      file === path ? ts.createSourceFile(file, program, ts.ScriptTarget.ES2022) : plain.getSourceFile(file, ...rest);
    const diagnostics = ts.getPreEmitDiagnostics(ts.createProgram([path], options, host));
    const ours = diagnostics.filter(({file}) => file?.fileName === path);
    expect(ours.map(({messageText}) => ts.flattenDiagnosticMessageText(messageText, "\n"))).toEqual([]);
  });
});
