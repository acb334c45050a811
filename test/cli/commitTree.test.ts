import {execFileSync} from "node:child_process";
import {cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {afterEach, beforeEach, describe, expect, it} from "vitest";
import {capture, type Captured} from "./capture.js";

const scenario = (batch: number) =>
  `version: 1
scenarios:
  - {name: chat, model: models/config.json, hardware: h100, batch: ${batch}, limits: {latencySeconds: {increase: 5 %}}}
`;
const config = JSON.stringify({
  model_type: "llama",
  hidden_size: 2048,
  intermediate_size: 8192,
  num_attention_heads: 32,
  num_hidden_layers: 16,
  num_key_value_heads: 8,
  vocab_size: 32000,
  max_position_embeddings: 8192,
});

/** A repository whose folder `service` is checked; beside it lies the same with a larger batch and without links. */
let root: string;
const at = (path: string) => join(root, "repository", path);

function put(path: string, text: string): void {
  mkdirSync(dirname(at(path)), {recursive: true});
  writeFileSync(at(path), text);
}

function link(path: string, target: string): void {
  mkdirSync(dirname(at(path)), {recursive: true});
  symlinkSync(target, at(path));
}

function git(...args: readonly string[]): string {
  const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"];
  return execFileSync("git", ["-C", join(root, "repository"), ...identity, ...args], {encoding: "utf8"}).trim();
}

/** Commits what was put, then changes it to the head. */
function commit(): void {
  git("add", "--all");
  git("commit", "--quiet", "--message", "base");
  cpSync(join(root, "repository"), join(root, "copy"), {recursive: true, verbatimSymlinks: true});
  rmSync(at("service"), {recursive: true, force: true});
  put("service/regime-shift.yaml", scenario(128));
  put("service/models/config.json", config);
}

function check(base: string): Promise<Captured> {
  return capture(["check", "--base", base, "--head", at("service")], {folder: root});
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "regime-shift-commit-"));
  mkdirSync(join(root, "repository"));
  git("init", "--quiet", "--initial-branch=main");
  put("service/regime-shift.yaml", scenario(16));
});

afterEach(() => {
  rmSync(root, {recursive: true, force: true});
});

describe("a commit as the base", () => {
  it.each<[string, () => void]>([
    [
      "a link to a model",
      () => {
        put("service/shared/config.json", config);
        link("service/models/config.json", "../shared/config.json");
      },
    ],
    [
      "a link to a folder",
      () => {
        put("service/shared/config.json", config);
        link("service/models", "./shared/");
      },
    ],
    [
      "links that lead to links, and up from where a link led",
      () => {
        put("service/a/b/one.json", config);
        link("service/a/two.json", "../deep/../one.json");
        link("service/a/one.json", "b/one.json");
        link("service/deep", "a/b");
        link("service/models/config.json", "../a/two.json");
      },
    ],
    [
      "a linked scenario file",
      () => {
        put("service/models/config.json", config);
        put("service/here/scenarios.yaml", scenario(16));
        rmSync(at("service/regime-shift.yaml"));
        link("service/regime-shift.yaml", "here/scenarios.yaml");
      },
    ],
    [
      "names that git could take for patterns",
      () => {
        put("service/models/:(top)*", config);
        link("service/models/config.json", ":(top)*");
      },
    ],
  ])("follows %s, as in a folder", async (_, make) => {
    make();
    commit();
    const answer = await check("HEAD");
    expect(answer).toEqual(await check("copy/service"));
    expect(answer).toMatchObject({code: 3, stderr: ""});
    expect(answer.stdout).toContain("1 scenario, 1 changed: 1 over a limit");
  });

  it.each<[string, RegExp, () => void]>([
    [
      "out of the folder",
      /lies outside the folder that is checked/,
      () => link("service/models/config.json", "../../config.json"),
    ],
    ["out of the repository", /lies outside the folder that is checked/, () => link("service/models", "../../copy")],
    ["to nothing", /there is no such file/, () => link("service/models/config.json", "none.json")],
    ["to itself", /its links lead in a circle/, () => link("service/models", "models")],
    ["through a file", /there is no such file/, () => link("service/models", "regime-shift.yaml")],
    ["to a folder", /it is a folder/, () => link("service/models/config.json", ".")],
  ])("says of a link %s what a folder says", async (_, message, make) => {
    put("config.json", config);
    make();
    commit();
    const answer = await check("HEAD");
    expect(answer).toEqual(await check("copy/service"));
    expect(answer.stdout).toMatch(message);
    expect(answer.stdout).toContain("1 scenario, 1 added: 1 with a warning");
  });

  it("follows no link to a place outside any commit", async () => {
    put("service/shared/config.json", config);
    link("service/models/config.json", at("service/shared/config.json"));
    commit();
    expect((await check("HEAD")).stdout).toContain("lies outside the folder that is checked");
  });

  it.each(["regime-shift.yaml", "models/config.json"])("is an error where git cannot give its %s", async (file) => {
    put("service/models/config.json", config);
    commit();
    const id = git("rev-parse", `HEAD:service/${file}`);
    rmSync(at(`.git/objects/${id.slice(0, 2)}/${id.slice(2)}`));
    const {code, stdout, stderr} = await check("HEAD");
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/--base: .*cannot read "[^"]+": git cannot give it from "HEAD" \(.+\); fetch what/);
    expect(stderr).toContain(file);
  });

  it("is an error where a model lies in a submodule", async () => {
    git("add", "--all");
    git("update-index", "--add", "--cacheinfo", `160000,${"1".repeat(40)},service/models`);
    git("commit", "--quiet", "--message", "base");
    put("service/models/config.json", config);
    const {code, stdout, stderr} = await check("HEAD");
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(
      /--base: regime-shift.yaml:3:\d+ scenarios.0.model: .* "models" is a submodule, and submodules of a commit are not read/,
    );
  });

  it("has no file where it lacks the folder that is checked", async () => {
    rmSync(at("service"), {recursive: true});
    put("README.md", "nothing yet");
    commit();
    const {code, stdout} = await check("HEAD");
    expect(code).toBe(0);
    expect(stdout).toContain("The base has no regime-shift.yaml: every scenario is new.");
  });
});
