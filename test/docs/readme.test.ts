import {existsSync, readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {capture} from "../cli/capture.js";

const root = new URL("../../", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), "utf8");
const documents = [
  "README.md",
  "docs/architecture.md",
  "docs/adding-hardware.md",
  "docs/adding-models.md",
  "docs/composition.md",
  "docs/engine.md",
  "docs/explainer.md",
  "docs/ci.md",
];

describe("the documents", () => {
  it("show the real output of the command that README shows", async () => {
    const [, command = "", output = ""] =
      /```sh\nnpx regime-shift (.*)\n```\n\n```text\n([^]*?)```/.exec(read("README.md")) ?? [];
    const {stdout, code} = await capture(command.split(" "));
    expect(code).toBe(0);
    expect(output).toBe(stdout);
  });

  it.each(documents)("link to files that exist: %s", (path) => {
    const folder = new URL(path, root);
    const targets = [...read(path).matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)].map((match) => match[1]!);
    for (const target of targets) expect(existsSync(new URL(target, folder)), target).toBe(true);
  });

  it.each(documents)("name scripts and files that exist: %s", (path) => {
    const {scripts} = JSON.parse(read("package.json")) as {scripts: Record<string, string>};
    for (const [, name = ""] of read(path).matchAll(/npm run ([a-z:]+)/g)) expect(scripts, name).toHaveProperty([name]);
    for (const [, file = ""] of read(path).matchAll(/`((?:lib|data|docs|scripts|src|test|bench)\/[\w./-]+)`/g)) {
      expect(existsSync(new URL(file, root)), file).toBe(true);
    }
  });
});
