import {execFileSync} from "node:child_process";
import {mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {afterAll, afterEach, beforeAll, describe, expect, it, vi} from "vitest";
import {capture} from "./capture.js";

const folder = mkdtempSync(join(tmpdir(), "regime-shift-check-"));
const scenario = (rest = "") =>
  `version: 1\nscenarios:\n  - name: chat\n    model: models/config.json\n    hardware: h100\n${rest}`;
const config = (heads: number) =>
  JSON.stringify({
    model_type: "llama",
    hidden_size: 2048,
    intermediate_size: 8192,
    num_attention_heads: 32,
    num_hidden_layers: 16,
    num_key_value_heads: heads,
    vocab_size: 32000,
    max_position_embeddings: 8192,
  });

function put(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), {recursive: true});
  writeFileSync(join(folder, path), text);
}

function git(...args: readonly string[]): string {
  const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"];
  return execFileSync("git", ["-C", folder, ...identity, ...args], {encoding: "utf8"}).trim();
}

const check = (...args: readonly string[]) => capture(["check", ...args], {folder});

beforeAll(() => {
  git("init", "--quiet", "--initial-branch=main");
  put("service/regime-shift.yaml", scenario());
  put("service/models/config.json", config(8));
  put("outside.json", config(8));
  git("add", ".");
  git("commit", "--quiet", "--message", "before");
  put("service/models/config.json", config(32));
});

afterAll(() => {
  rmSync(folder, {recursive: true, force: true});
});

describe("regime-shift check", () => {
  it("reads the base out of git, and touches no checkout", async () => {
    const before = git("status", "--porcelain");
    const {code, stdout, stderr} = await check("--base", "main", "--head", "service");
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("1 scenario, 1 changed: all within limits");
    expect(git("status", "--porcelain")).toBe(before);
  });

  it.each(["main", "HEAD", "refs/heads/main"])("takes %s for the base", async (name) => {
    expect((await check("--base", name, "--head", "service")).stdout).toContain("1 changed");
  });

  it("checks absolute limits alone where no base is named", async () => {
    const {stdout} = await check("--head", "service");
    expect(stdout).toContain("1 scenario, 1 added");
  });

  it.each([
    [
      ["--base", "nowhere", "--head", "service"],
      /--base: expected a folder, or a commit .* got "nowhere": .*fetch-depth: 0/,
    ],
    [["--base", "--upload-pack=x", "--head", "service"], /--base: missing its value|--base/],
    [["--base=-x", "--head", "service"], /--base: expected a folder, or a commit/],
    [["--head", "nowhere"], /--head: expected a folder, got "nowhere"/],
    [["--head", ".", "--file", "none.yaml"], /--head: there is no none.yaml in "."/],
    [["--head", "service", "--file", "../outside.json"], /lies outside the folder that is checked/],
    [["--head", "service", "--format", "xml"], /--format: expected text, markdown, json, junit or benchmark/],
    [["--head", "service", "--fail-on", "never"], /--fail-on: expected error, warn or none/],
  ])("says in one line what is wrong with %j", async (args, message) => {
    const {code, stdout, stderr} = await check(...args);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(message);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });

  it("names the place where a scenario names a model that is not there", async () => {
    put("broken/regime-shift.yaml", scenario());
    const {code, stderr} = await check("--head", "broken");
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /regime-shift.yaml:4:12 scenarios.0.model: cannot read "models\/config.json": there is no such file/,
    );
  });

  it("reads nothing outside the folder, neither by a path nor by a link, and says where it is named", async () => {
    put("sly/regime-shift.yaml", scenario().replace("models/config.json", "../outside.json"));
    expect((await check("--head", "sly")).stderr).toMatch(
      /regime-shift.yaml:4:12 scenarios.0.model: "..\/outside.json" lies outside the folder that is checked/,
    );
    put("linked/regime-shift.yaml", scenario());
    mkdirSync(join(folder, "linked/models"), {recursive: true});
    symlinkSync(join(folder, "outside.json"), join(folder, "linked/models/config.json"));
    expect((await check("--head", "linked")).stderr).toMatch(/lies outside the folder that is checked/);
  });

  it("names the cure where the file lies in the repository, and it is one", async () => {
    const file = "services/a/regime-shift.yaml";
    put(file, scenario().replace("models/config.json", "../../outside.json"));
    const {code, stderr} = await check("--base", "HEAD", "--head", "services/a");
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /"..\/..\/outside.json" lies outside the folder that is checked.*; for one of the same repository, name the top with --head, and the scenario file from there with --file, such as services\/a\/regime-shift.yaml\n$/,
    );
    const cured = await check("--base", "HEAD", "--head", ".", "--file", file);
    expect([cured.code, cured.stderr]).toEqual([0, ""]);
    expect(cured.stdout).toContain("1 scenario, 1 added: all within limits");
  });

  it("counts every scenario as new, and says why, where the base cannot be used", async () => {
    put("bad/regime-shift.yaml", "version: 1\n");
    const {code, stdout} = await check("--base", "bad", "--head", "service");
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /The base cannot be used, so that every scenario counts as new: regime-shift.yaml:1:1 scenarios/,
    );
  });

  it("compares what the base has without a mistake, and warns of the limits that are not asked of the rest", async () => {
    const two = (batch: number, rest: string) => `version: 1
defaults: {model: llama-3.1-8b, hardware: h100, limits: {latencySeconds: {increase: 5 %}}}
scenarios:
  - {name: chat, batch: ${batch}}
  - {name: other, ${rest}}
`;
    put("one-mistake/regime-shift.yaml", two(1, "batch: eight"));
    put("no-mistake/regime-shift.yaml", two(1, "batch: 8"));
    const repaired = await check("--base", "one-mistake", "--head", "no-mistake");
    expect(repaired.code).toBe(0);
    expect(repaired.stdout).toContain("2 scenarios, 1 added: 1 with a warning");
    expect(repaired.stdout).toMatch(
      /A scenario of the base cannot be used, so that it counts as new: regime-shift.yaml:5:26 scenarios.1.batch: expected/,
    );
    expect(repaired.stdout).toContain("Cannot be judged: the change of time of a step, for the base cannot be used.");
    put("no-mistake/regime-shift.yaml", two(128, "batch: 8"));
    expect((await check("--base", "one-mistake", "--head", "no-mistake")).code).toBe(3);
    put("one-mistake/regime-shift.yaml", two(128, "model: models/none.json"));
    const missing = await check("--base", "one-mistake", "--head", "no-mistake");
    expect(missing.stdout).toMatch(/counts as new: .*cannot read "models\/none.json": there is no such file/);
  });

  describe("tells of a mistake that is found by solving alone as of any other", () => {
    const file = (rest: string) =>
      `version: 1\nscenarios:\n  - {name: chat, model: llama-3.1-8b, hardware: h100}\n${rest}`;
    const mac = (rest = "") =>
      file(`  - {name: mac, model: llama-3.1-8b, hardware: apple-m1, precision: int4-weights${rest}}\n`);
    const message = "Apple M1 has no published link, so it cannot share a model with others";

    it.each([
      [mac(", tensorParallel: 2"), message],
      [
        file("  - {name: tpu, model: llama-3.1-8b, hardware: tpu-v5e, precision: fp32}\n"),
        "TPU v5e has no published peak for fp32 or a wider format; it has bf16, int8",
      ],
    ])("in the head, with its place: %j", async (text, reason) => {
      put("unsolvable/regime-shift.yaml", text);
      const {code, stdout, stderr} = await check("--head", "unsolvable");
      expect([code, stdout]).toEqual([1, ""]);
      expect(stderr).toBe(`regime-shift: regime-shift.yaml:4:5 scenarios.1: ${reason}\n`);
    });

    it.each([
      ["mends it", mac(), "2 scenarios, 1 added: all within limits"],
      ["deletes it", file(""), "1 scenario, none changed: all within limits"],
    ])("in the base, where the head %s", async (_, text, summary) => {
      put("unsolvable/regime-shift.yaml", mac(", tensorParallel: 2"));
      put("solvable/regime-shift.yaml", text);
      const {code, stdout, stderr} = await check("--base", "unsolvable", "--head", "solvable");
      expect([code, stderr]).toEqual([0, ""]);
      expect(stdout).toContain(summary);
      expect(stdout).toContain(
        `A scenario of the base cannot be used, so that it counts as new: regime-shift.yaml:4:5 scenarios.1: ${message}\n`,
      );
    });
  });

  it("does not take a base for one with a mistake where it cannot be read here", async () => {
    const readFile = (path: string): Promise<Uint8Array> =>
      path.includes("strange")
        ? Promise.reject(Object.assign(new Error("EACCES"), {code: "EACCES"}))
        : Promise.resolve(new TextEncoder().encode(scenario().replace("models/config.json", "llama-3.1-8b")));
    put("strange/regime-shift.yaml", scenario());
    const {code, stderr} = await capture(["check", "--base", "strange", "--head", "service"], {folder, readFile});
    expect([code, stderr]).toEqual([1, 'regime-shift: --base: cannot read "regime-shift.yaml": permission denied\n']);
  });

  describe("where git has no such commit", () => {
    afterEach(() => {
      vi.unstubAllEnvs();
    });

    it("says so of a repository without commits, and what can be checked all the same", async () => {
      put("fresh/regime-shift.yaml", scenario());
      execFileSync("git", ["init", "--quiet", join(folder, "fresh")]);
      const {code, stderr} = await check("--base", "HEAD", "--head", "fresh");
      expect(code).toBe(1);
      expect(stderr).toMatch(/the repository has no commit yet; without --base absolute limits alone are checked/);
    });

    it("says how to allow a repository that belongs to another user", async () => {
      vi.stubEnv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1");
      vi.stubEnv("GIT_CONFIG_NOSYSTEM", "1");
      vi.stubEnv("GIT_CONFIG_GLOBAL", "/dev/null");
      const {code, stderr} = await check("--base", "HEAD", "--head", "service");
      expect(code).toBe(1);
      expect(stderr).toMatch(/belongs to another user.*git config --global --add safe.directory /);
      expect(stderr).not.toContain("fetch-depth");
    });

    it("says so outside any repository", async () => {
      vi.stubEnv("GIT_CEILING_DIRECTORIES", folder);
      const {stderr} = await check("--base", "HEAD", "--head", "service");
      expect(stderr).toContain("there is no such folder, and no git repository");
    });
  });

  it("takes no site of the head where that of the base cannot be read, unless the reader names one", async () => {
    put("bad/regime-shift.yaml", "version: 1\n");
    put("guest/regime-shift.yaml", scenario().replace("version: 1", "version: 1\nsite: https://evil.example/login"));
    put("guest/models/config.json", config(8));
    const markdown = async (...args: readonly string[]) =>
      (await check("--head", "guest", "--format", "markdown", ...args)).stdout;
    expect(await markdown()).toContain("https://evil.example/login/?");
    expect(await markdown("--base", "bad")).not.toContain("evil.example");
    expect(await markdown("--base", "service")).not.toContain("evil.example");
    expect(await markdown("--base", "bad", "--site", "https://course.example")).toContain("<https://course.example/?");
  });

  it("lists as inputs that differ what differs, with the file and the field, where a file takes the place of the catalog", async () => {
    put("own/regime-shift.yaml", scenario());
    put("own/models/config.json", config(8));
    put("bought/regime-shift.yaml", scenario().replace("models/config.json", "llama-3.2-1b"));
    const {stdout} = await check("--base", "bought", "--head", "own", "--format", "markdown");
    expect(stdout).toMatch(
      /\| after \| models shape\.vocabularySize \| 32000 \| models\/config\.json, vocab\\_size \|/,
    );
    expect(stdout).not.toMatch(/\| after \|[^|]*\| (?:0|none) \|/);
    expect(stdout).not.toContain("given by the caller");
  });

  describe("where a config.json says what changes no number", () => {
    const quantised = `${config(8).slice(0, -1)},\n"quantization_config": {"quant_method": "fp8"}}`;
    const note = 'the weights are published quantised ("fp8"), and computed in the precision that is asked for';
    beforeAll(() => {
      const chat = "name: chat, model: models/config.json, hardware: h100";
      for (const [name, text] of Object.entries({plain: config(8), quantised})) {
        put(
          `${name}/regime-shift.yaml`,
          `version: 1\nscenarios:\n  - {${chat}}\n  - {${chat.replace("chat", "two")}}\n`,
        );
        put(`${name}/models/config.json`, text);
      }
    });

    it.each(["text", "markdown", "json", "junit", "benchmark"])("notes it once beside the form %s", async (format) => {
      const {code, stdout, stderr} = await check("--base", "quantised", "--head", "quantised", "--format", format);
      expect([code, stderr]).toEqual([
        0,
        `regime-shift: note: models/config.json:2:24 quantization_config: ${note}; --precision fp8 takes them as they are\n`,
      ]);
      expect(stdout).not.toContain("quantised (");
    });

    it.each(["text", "markdown", "json", "junit"])(
      "tells of the change that brought it in the form %s",
      async (format) => {
        const {code, stdout} = await check("--base", "plain", "--head", "quantised", "--format", format);
        expect(code).toBe(0);
        expect(stdout).toContain("2 scenarios, 2 changed: all within limits");
        expect(stdout.replaceAll("\\", "").replaceAll("&quot;", '"')).toContain(
          `models/config.json has quantization_config, which by itself changes no number: ${note}`,
        );
      },
    );

    it("notes nothing that the base alone says, and tells that it is gone", async () => {
      const {stdout, stderr} = await check("--base", "quantised", "--head", "plain");
      expect(stderr).toBe("");
      expect(stdout).toContain("of the base had quantization_config, which by itself changed no number.");
    });
  });

  it("counts in a test report what it fails on", async () => {
    put("strict/regime-shift.yaml", scenario("    limits: {latencySeconds: {most: 1 us, level: warn}}\n"));
    put("strict/models/config.json", config(8));
    const report = (...args: readonly string[]) => check("--head", "strict", "--format", "junit", ...args);
    expect((await report()).stdout).toContain('failures="0"');
    const {code, stdout} = await report("--fail-on", "warn");
    expect(code).toBe(3);
    expect(stdout).toContain('<failure message="Warning: time of a step is');
    expect(stdout).toContain('tests="1" failures="1"');
  });

  it("ends with 3 on a crossed limit unless it is told not to, and with 2 where a scenario does not fit", async () => {
    put("strict/regime-shift.yaml", scenario("    limits: {latencySeconds: {most: 1 us, level: warn}}\n"));
    put("strict/models/config.json", config(8));
    expect((await check("--head", "strict")).code).toBe(0);
    expect((await check("--head", "strict", "--fail-on", "warn")).code).toBe(3);
    expect((await check("--head", "strict", "--fail-on", "none")).code).toBe(0);
    put("strict/regime-shift.yaml", scenario("    batch: 1000000\n"));
    expect((await check("--head", "strict")).code).toBe(2);
  });
});
