import {cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {parse} from "yaml";
import {limitableCauses} from "../../lib/check/scenarioSchema.js";
import {levels} from "../../lib/check/types.js";
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

/** The first block of text behind words of the page, and all from those words to it. */
function shownBehind(words: string): {readonly block: string; readonly before: string} {
  const [, before = "", block = ""] = /^([^]*?```text\n)([^]*?)```/.exec(text.slice(text.indexOf(words)))!;
  return {block, before};
}

/** Holds that block against what was printed, or puts that in its place. */
function expectShown(words: string, printed: string): void {
  const {block, before} = shownBehind(words);
  if (!regenerate) expect(block).toBe(printed);
  else
    writeFileSync(
      path,
      readFileSync(path, "utf8").replace(before + block, () => before + printed),
    );
}

const yaml = [...text.matchAll(/```yaml\n([^]*?)```/g)].map(([, block = ""]) => block);

const schema = "docs/schema/scenarios.schema.json";

/** The keys that a JSON Schema has properties for, at any depth. */
function keysOf(part: unknown): string[] {
  if (typeof part !== "object" || part === null) return [];
  const {properties} = part as {properties?: object};
  return [...Object.keys(properties ?? {}), ...Object.values(part).flatMap(keysOf)];
}

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

  it("names a site of the host's own where files of a fork are read beside a token that may write", () => {
    const workflow = yaml.find((block) => block.includes("pull_request_target"))!;
    const {steps} = (parse(workflow) as Workflow).jobs.check;
    expect(steps.at(-1)!.with).toMatchObject({"site-url": expect.stringMatching(/^https:\/\//) as string});
  });

  it("advises on pull requests from forks as the tutorial does, in the same words", () => {
    const words = (page: string) => page.replace(/\s+/g, " ");
    const tutorial = words(readFileSync(join(root, "src/tutorials/pull-requests.md"), "utf8"));
    for (const advice of [
      "`pull_request_target` has a token that may write, and for that reason must not run anything that the fork brought.",
      "check the fork's commit out as data, beside the base, and let no other step touch it",
      "use no action of it, give the job no secrets and no cache",
      "Where you are not sure, stay with `pull_request`: a summary without a comment is the safer choice.",
    ]) {
      expect(words(text)).toContain(advice);
      expect(tutorial).toContain(advice);
    }
  });

  it("names every key of the scenario file, and every cause that may have a limit", () => {
    const section = text.slice(text.indexOf("## The file"), text.indexOf("## GitHub: the action"));
    const named = new Set([...section.matchAll(/`([\w-]+)`/g)].map(([, word]) => word));
    const keys = [...keysOf(JSON.parse(readFileSync(join(root, schema), "utf8"))), ...limitableCauses, ...levels];
    expect(keys.filter((key) => !named.has(key))).toEqual([]);
  });

  it("shows a scenario file that is read, with a schema that the package has", async () => {
    const block = yaml.find((each) => each.includes("yaml-language-server"))!;
    expect(block).toContain(`$schema=node_modules/regime-shift/${schema}\n`);
    const {files} = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {files: string[]};
    expect(files).toContain("docs/schema");
    writeFileSync(join(folder, "shown.yaml"), block);
    const {code, stdout, stderr} = await capture(["check", "--file", "shown.yaml"], {folder});
    expect({code, stderr, first: stdout.split("\n")[0]}).toEqual({
      code: 0,
      stderr: "",
      first: "1 scenario, 1 added: all within limits",
    });
  });

  it("runs before each commit of a file that a check may read, and says how to make the first one", () => {
    const {repos} = parse(yaml.find((block) => block.includes("hooks:"))!) as {
      repos: {hooks: {id: string; files: string}[]}[];
    };
    const {id, files} = repos[0]!.hooks[0]!;
    const names = ["regime-shift.yaml", "models/chat/config.json", "models/chat.yml", "src/serve.py"];
    expect(names.filter((name) => new RegExp(files).test(name))).toEqual(names.slice(0, 3));
    expect(text).toContain(`\`SKIP=${id} git commit\``);
  });

  it("shows what a commit prints that pre-commit stops", async () => {
    interface Hook {
      readonly id: string;
      readonly name: string;
      readonly entry: string;
    }
    const {repos} = parse(yaml.find((block) => block.includes("hooks:"))!) as {repos: {hooks: Hook[]}[]};
    const {id, name, entry} = repos[0]!.hooks[0]!;
    const {code, log} = await bash(["-c", entry], folder, environment);
    // What pre-commit itself prints was copied from a run of its version 4.7.0.
    const head = [`${name.padEnd(73, ".")}Failed`, `- hook id: ${id}`, `- exit code: ${code}`];
    expectShown("git commit --all", `${head.join("\n")}\n\n${log}`);
  }, 60_000);

  it("shows a job of GitLab's that writes its report and ends with the check's exit code", async () => {
    const {script} = (
      parse(yaml.find((block) => block.includes("CI_MERGE_REQUEST"))!) as {"regime-shift": {script: string[]}}
    )["regime-shift"];
    const {log: base} = await bash(["-c", "git rev-parse HEAD"], folder, environment);
    const env = {...environment, CI_MERGE_REQUEST_DIFF_BASE_SHA: base.trim()};
    const {code, log} = await bash(["-eo", "pipefail", "-c", script.join("\n")], folder, env);
    expect(code).toBe(3);
    const logged = "its log holds the answer";
    const {block} = shownBehind(logged);
    const lines = block.split("\n").length - 1;
    expectShown(logged, `${log.split("\n").slice(0, lines).join("\n")}\n`);
    expect(readFileSync(join(folder, "regime-shift.xml"), "utf8")).toContain('tests="2" failures="1"');
  }, 60_000);
});
