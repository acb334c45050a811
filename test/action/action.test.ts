import {cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {afterAll, describe, expect, it} from "vitest";
import {idPattern} from "../../lib/github/idPattern.js";
import {readMarker} from "../../lib/github/marker.js";
import {listen, StandIn, tokens} from "../github/standIn.js";
import {action, bash, checkOutAction, Runner, type Job} from "./runner.js";

const cases = fileURLToPath(new URL("../fixtures/checks/", import.meta.url));
const place = mkdtempSync(join(tmpdir(), "regime-shift-repository-"));
const checkout = join(place, "action");
checkOutAction(checkout);
const gitEnvironment = {
  PATH: process.env["PATH"] ?? "",
  HOME: place,
  GIT_AUTHOR_NAME: "a",
  GIT_AUTHOR_EMAIL: "a@example.org",
  GIT_COMMITTER_NAME: "a",
  GIT_COMMITTER_EMAIL: "a@example.org",
};

async function shell(script: string, cwd = place): Promise<string> {
  const {code, log} = await bash(["-euo", "pipefail", "-c", script], cwd, gitEnvironment);
  if (code !== 0) throw new Error(log);
  return log.trim();
}

/** A repository with a base commit and a head commit, checked out without its history, as a workflow does by default. */
async function checkedOut(name: string): Promise<{workspace: string; base: string; head: string}> {
  const [origin, workspace] = [join(place, `${name}-origin`), join(place, name)];
  await shell(`git init -q -b main '${origin}'`);
  const commit = async (side: string): Promise<string> => {
    cpSync(join(cases, name, side), origin, {recursive: true});
    return shell(`git add -A && git commit -q -m ${side} && git rev-parse HEAD`, origin);
  };
  const [base, head] = [await commit("base"), await commit("head")];
  await shell(`git clone -q --depth=1 'file://${origin}' '${workspace}'`);
  return {workspace, base, head};
}

const leftovers: (() => unknown)[] = [() => rmSync(place, {recursive: true})];

/** A job with a GitHub of its own. */
async function jobAt(
  job: Omit<Job, "api" | "token" | "checkout"> & {token?: string},
): Promise<{gitHub: StandIn; job: Runner}> {
  const gitHub = new StandIn();
  const server = await listen(gitHub);
  const runner = new Runner({token: tokens.job, api: server.url, checkout, ...job});
  leftovers.push(
    () => server.close(),
    () => runner.remove(),
  );
  return {gitHub, job: runner};
}

afterAll(async () => {
  for (const remove of leftovers) await remove();
});

function pullRequest(base: string, head: string): object {
  return {pull_request: {number: 7, base: {sha: base}, head: {sha: head}}};
}

describe("action.yml", () => {
  it("takes and gives what its users were promised", () => {
    expect(Object.keys(action.inputs)).toEqual(
      expect.arrayContaining(["path", "base", "head", "github-token", "behavior", "fail-on", "site-url", "version"]),
    );
    expect(Object.keys(action.outputs)).toEqual(["verdict", "changed", "warnings", "errors", "json"]);
    expect(action.inputs["base"]!.default).toBe("${{ github.event.pull_request.base.sha }}");
  });

  it("has no expression in a script, where its value would be run", () => {
    expect(action.runs.using).toBe("composite");
    for (const {run, shell: name} of action.runs.steps) {
      expect(run).not.toContain("${{");
      expect(name).toBe("bash");
    }
  });
});

describe.concurrent("the action, in a job,", {timeout: 90_000}, () => {
  it("comments once, writes the summary and the outputs, and ends as the check does", async () => {
    const {workspace, base, head} = await checkedOut("kv-doubled");
    const {gitHub, job} = await jobAt({
      workspace,
      event: pullRequest(base, head),
      inputs: {"site-url": "https://course.example/"},
    });
    gitHub.head = head;
    const {code, log} = await job.run();
    expect(code).toBe(2);
    expect(log).toContain("Comment made. https://github.com/octo/serving/pull/7#issuecomment-1001\n");
    expect(log).toContain("::error title=Regime Shift::2 scenarios, 2 changed: 1 does not fit\n");
    expect(gitHub.comments).toHaveLength(1);
    const [marker, ...rest] = gitHub.comments[0]!.body.split("\n");
    expect(readMarker(marker!)).toMatchObject({id: "regime-shift.yaml", behavior: "update"});
    expect(job.summary).toContain(rest.join("\n").trim());
    expect(rest.join("\n")).toContain("❌ 2 scenarios, 2 changed: 1 does not fit");
    expect(["verdict", "changed", "warnings", "errors"].map((name) => job.output(name))).toEqual([
      "does-not-fit",
      "2",
      "0",
      "1",
    ]);
    expect(JSON.parse(readFileSync(job.output("json"), "utf8"))).toMatchObject({schemaVersion: 1});

    // Once more, as when a job is run again: nothing is written.
    const writes = gitHub.writes.length;
    const again = await job.step("Comment");
    expect(again.code).toBe(0);
    expect(again.log).toContain("says the same already");
    expect(gitHub.writes).toHaveLength(writes);

    // From a fork the token may only read.
    gitHub.comments.length = 0;
    const token = {REGIME_SHIFT_TOKEN: tokens.fork, JOB_TOKEN: tokens.fork};
    const fromFork = await job.step("Comment", token);
    expect(fromFork.code).toBe(0);
    expect(fromFork.log).toMatch(
      /^::warning title=Regime Shift::note: GitHub answered 403 \(Resource not accessible by/m,
    );
    expect(fromFork.log).not.toContain(tokens.fork);
    expect((await job.step("Verdict")).code).toBe(2);
  });

  it("says on the pull request that the scenarios cannot be read, and fails", async () => {
    const {workspace, base, head} = await checkedOut("malformed-file");
    const {gitHub, job} = await jobAt({workspace, event: pullRequest(base, head), token: tokens.person});
    gitHub.head = head;
    const {code, log} = await job.run();
    expect(code).toBe(1);
    expect(log).toMatch(/^::error title=Regime Shift::regime-shift\.yaml:7:15 scenarios\.0\.hardwear: unknown key/m);
    expect(gitHub.comments[0]!.body).toContain("```text\nregime-shift: regime-shift.yaml:7:15 ");
    expect(job.summary).toContain("The scenarios could not be checked");
    expect(["verdict", "changed", "json"].map((name) => job.output(name))).toEqual(["not-checked", "0", ""]);
  });

  it("holds a push against absolute limits, without GitHub, and keeps hostile inputs to themselves", async () => {
    const workspace = join(place, "push $(touch escaped) `touch escaped`");
    mkdirSync(workspace);
    const file = "a b;$(touch escaped).yaml";
    const scenario =
      "{name: '::error::50 %', model: llama3-8b, hardware: h100, limits: {latencySeconds: {most: 1 ms}}}";
    writeFileSync(join(workspace, file), `version: 1\nscenarios: [${scenario}]\n`);
    const {gitHub, job} = await jobAt({
      workspace,
      event: {ref: "refs/heads/main"},
      inputs: {path: file, "fail-on": "none", "site-url": "https://course.example/a"},
    });
    const {code, log} = await job.run();
    expect({code, asked: gitHub.asked}).toEqual({code: 0, asked: []});
    expect(log).toContain("::warning title=Regime Shift::1 scenario, 1 added: 1 over a limit\n");
    expect(log.match(/^::/gm)).toHaveLength(1);
    expect(job.output("errors")).toBe("1");
    expect(job.summary).toContain("(<https://course.example/a/?");
    expect(await shell("find . -name escaped", place)).toBe("");
  });
});

describe("the id of a comment", () => {
  /** The ids that an action with these inputs gives to `comment`, as a program in the place of it is told. */
  async function idsFor(inputs: readonly Readonly<Record<string, string>>[], changed = {}): Promise<string[]> {
    const program = join(place, "echo.mjs");
    const answer = join(place, "answer");
    mkdirSync(answer, {recursive: true});
    writeFileSync(program, 'console.log(process.argv.find((flag) => flag.startsWith("--id=")).slice(5));\n');
    const logs = inputs.map(async (each) => {
      const {job} = await jobAt({workspace: place, event: pullRequest("a", "b"), inputs: each});
      return (await job.step("Comment", {PROGRAM: program, ANSWER: answer, TIME: "now", ...changed})).log.trim();
    });
    return Promise.all(logs);
  }

  it("is the path, or the id that was given, where that can stand in a comment", async () => {
    const texts = ["regime-shift.yaml", "serving/chat_1/regime-shift.yaml", "a--b.yaml"];
    expect(await idsFor(texts.map((path) => ({path})))).toEqual(texts);
    expect(await idsFor([{id: "nightly", path: "x.yaml"}])).toEqual(["nightly"]);
  });

  it("tells apart what cannot, and is never empty", async () => {
    const long = `${"a/".repeat(60)}regime-shift.yaml`;
    const ids = await idsFor([
      {path: "模型/regime-shift.yaml"},
      {path: "数据/regime-shift.yaml"},
      {path: "a b/regime-shift.yaml"},
      {path: "a-b/regime-shift.yaml"},
      {path: `${long}1`},
      {path: `${long}2`},
      {id: "模型"},
      {id: "数据"},
      {id: "--version"},
    ]);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(idPattern);
    expect(ids[0]).toMatch(/^regime-shift\.yaml-[\da-f]{8}$/);
    expect(ids[3]).toBe("a-b/regime-shift.yaml");
  });

  it("is the same in every locale of a machine", async () => {
    const inputs = [{path: "modèle/regime-shift.yaml"}];
    expect(await idsFor(inputs, {LC_ALL: "C.UTF-8"})).toEqual(await idsFor(inputs, {LC_ALL: "C"}));
  });
});

describe("the action's first step", () => {
  it("asks for no package and no registry where no version is asked for", async () => {
    const path = join(place, "without-npm");
    mkdirSync(path);
    for (const name of ["npm", "npx"])
      writeFileSync(join(path, name), "#!/bin/sh\necho asked\nexit 1\n", {mode: 0o755});
    const {job} = await jobAt({workspace: place, event: {}, path});
    expect(await job.step("Install")).toEqual({code: 0, log: ""});
    expect(existsSync(join(checkout, "node_modules"))).toBe(false);
  });

  it("installs the version that is asked for, from a folder of its own", async () => {
    const path = join(place, "bin");
    mkdirSync(path);
    writeFileSync(join(path, "npm"), '#!/bin/sh\necho "npm $* in $PWD"\n', {mode: 0o755});
    const {job} = await jobAt({workspace: place, event: {}, inputs: {version: "1.2.0"}, path});
    const {code, log} = await job.step("Install");
    expect(code).toBe(0);
    expect(log).toMatch(/^npm install --ignore-scripts .* regime-shift@1\.2\.0 in .*\/regime-shift-1\.2\.0\n$/);
  });

  it.each([
    [{version: "1.0; touch escaped"}, 'version: expected a version such as 1.2.0, got "1.0; touch escaped"'],
    [{behavior: "of%0A"}, 'behavior: expected update, new or off, got "of%250A"'],
  ])("refuses %j in the log and in the summary", async (inputs, message) => {
    const {job} = await jobAt({workspace: place, event: {}, inputs});
    const {code, log} = await job.step("Install");
    expect(code).toBe(1);
    expect(log).toBe(`::error title=Regime Shift::${message}\n`);
    expect(job.summary).toContain("could not start");
  });
});
