import {cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {parse} from "yaml";
import {capture} from "../cli/capture.js";
import {action, bash} from "./runner.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const path = join(root, "docs/ci.md");
const text = readFileSync(path, "utf8");

/** For whoever changes an answer on purpose; the difference is then read before it is committed. */
const regenerate = process.env["REGENERATE"] === "1" && process.env["CI"] === undefined;

/** A repository whose last commit is the base of the examples, with the head in its folder. */
const folder = mkdtempSync(join(tmpdir(), "regime-shift-document-"));
const environment = {PATH: `${folder}/.git/bin:${process.env["PATH"] ?? ""}`, HOME: folder};

beforeAll(async () => {
  cpSync(join(root, "test/fixtures/ci/base"), folder, {recursive: true});
  const commit = "git -c user.name=a -c user.email=a@example.org commit -q -m base";
  await bash(["-c", `git init -q && git add -A && ${commit}`], folder, environment);
  cpSync(join(root, "test/fixtures/ci/head"), folder, {recursive: true});
  mkdirSync(join(folder, ".git/bin"));
  const npx = `#!/bin/sh\n[ "$1" != --yes ] || shift\nshift\nexec node '${root}bin/regime-shift.js' "$@"\n`;
  writeFileSync(join(folder, ".git/bin/npx"), npx, {mode: 0o755});
});
afterAll(() => {
  rmSync(folder, {recursive: true});
});

/** Runs a line as a shell would: a file takes the output, or `head` the first lines of it. */
async function run(line: string): Promise<string> {
  const [, args = "", lines, file] = /^npx regime-shift (.*?)(?: \| head -(\d+)| > (\S+))?$/.exec(line)!;
  const {stdout, stderr} = await capture(args.split(" "), {folder});
  expect(stderr).toBe("");
  if (file !== undefined) writeFileSync(join(folder, file), stdout);
  if (lines === undefined) return file === undefined ? stdout : "";
  return `${stdout.split("\n").slice(0, Number(lines)).join("\n")}\n`;
}

const yaml = [...text.matchAll(/```yaml\n([^]*?)```/g)].map(([, block = ""]) => block);

interface Workflow {
  readonly permissions: object;
  readonly jobs: {readonly check: {readonly steps: readonly {readonly uses: string; readonly with: object}[]}};
}

describe("docs/ci.md", () => {
  it("shows the scenario file that its examples were run with", () => {
    expect(yaml[0]).toBe(readFileSync(join(root, "test/fixtures/ci/base/regime-shift.yaml"), "utf8"));
  });

  it("shows what its commands print", async () => {
    const blocks = /```sh\n((?:npx [^\n]*\n)+)```\n\n```(\w+)\n([^]*?)```/g;
    let shown = text;
    for (const [block, commands = "", language = ""] of text.matchAll(blocks)) {
      let output = "";
      for (const line of commands.trim().split("\n")) output += await run(line);
      shown = shown.replace(block, () => `\`\`\`sh\n${commands}\`\`\`\n\n\`\`\`${language}\n${output}\`\`\``);
    }
    if (regenerate) writeFileSync(path, shown);
    else expect(text).toBe(shown);
    expect([...text.matchAll(blocks)].length).toBeGreaterThanOrEqual(4);
  });

  it("has a table with every input and output of the action", () => {
    const words = (from: string, to: string) =>
      [...text.slice(text.indexOf(from), text.indexOf(to)).matchAll(/^\| ((?:`[\w-]+`(?:, )?)+) /gm)]
        .flatMap(([, cell = ""]) => cell.match(/[\w-]+/g) ?? [])
        .sort();
    expect(words("| Input ", "| Output ")).toEqual(Object.keys(action.inputs).sort());
    expect(words("| Output ", "### The comment")).toEqual(Object.keys(action.outputs).sort());
  });

  it("shows workflows that give the action what it takes, and no more rights than it needs", () => {
    const workflows = yaml.filter((block) => block.includes("OWNER/")).map((block) => parse(block) as Workflow);
    expect(workflows).toHaveLength(2);
    for (const {permissions, jobs} of workflows) {
      expect(permissions).toEqual({contents: "read", "pull-requests": "write"});
      for (const {uses, with: given} of jobs.check.steps) {
        if (uses.startsWith("actions/checkout@")) expect(given).toMatchObject({"persist-credentials": false});
        else for (const name of Object.keys(given)) expect(action.inputs).toHaveProperty(name);
      }
    }
  });

  it("shows a job of GitLab's that writes its report and ends with the check's exit code", async () => {
    const {script} = (
      parse(yaml.find((block) => block.includes("CI_MERGE_REQUEST"))!) as {"regime-shift": {script: string[]}}
    )["regime-shift"];
    const env = {...environment, CI_MERGE_REQUEST_DIFF_BASE_SHA: "HEAD"};
    const {code, log} = await bash(["-eo", "pipefail", "-c", script.join("\n")], folder, env);
    expect(code).toBe(3);
    expect(log).toMatch(/^\*\*❌ 2 scenarios, 1 changed: 1 over a limit\*\*\n/);
    expect(readFileSync(join(folder, "regime-shift.xml"), "utf8")).toContain('tests="2" failures="1"');
  }, 60_000);
});
