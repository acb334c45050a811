import {execFileSync, spawn} from "node:child_process";
import {once} from "node:events";
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {describe, expect, it} from "vitest";

const bin = fileURLToPath(new URL("../../bin/regime-shift.js", import.meta.url));
const folder = fileURLToPath(new URL("../fixtures/cli/files/", import.meta.url));
const {version} = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {version: string};

/** Runs the program itself, from a folder that is not the repository's. */
async function spawnBin(args: readonly string[], {closeStdout = false, debug = "", env = {}} = {}) {
  const all = {...process.env, REGIME_SHIFT_DEBUG: debug, ...env};
  const child = spawn(process.execPath, [bin, ...args], {cwd: folder, env: all, stdio: ["ignore", "pipe", "pipe"]});
  let [stdout, stderr] = ["", ""];
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  if (closeStdout) child.stdout.destroy();
  else child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  const [code] = (await once(child, "close")) as [number | null];
  return {code, stdout, stderr};
}

describe("bin/regime-shift.js", {timeout: 30_000}, () => {
  it("answers with the streams and exit codes that run() gives", async () => {
    const args =
      "compare --model llama3-8b --baseline a100 --proposal h100 --precision fp16 --calibration tutorial --granularity model";
    const {code, stdout, stderr} = await spawnBin(args.split(" "));
    expect({code, stderr}).toEqual({code: 0, stderr: ""});
    expect(stdout.split("\n").slice(0, 4)).toEqual([
      "📊 Differential Analysis: Proposal vs. Baseline",
      "• Speedup: 1.39x",
      "• Baseline Regime: Memory Bound",
      "• Proposal Regime: Memory Bound",
    ]);
  });

  it("reads files beside the reader, and exits with 2 where the model does not fit", async () => {
    const {code, stdout} = await spawnBin(["solve", "--model", "config.json", "--hardware", "t4"]);
    expect(code).toBe(2);
    expect(stdout).toContain("does not fit on one T4");
  });

  it("exits with 1 for bad input, a folder among it", async () => {
    expect(await spawnBin(["solve", "--model", "../files", "--hardware", "t4"])).toEqual({
      code: 1,
      stdout: "",
      stderr: 'regime-shift: --model: cannot read "../files": it is a folder\n',
    });
  });

  it("says nothing where its reader has gone, as behind head", async () => {
    expect((await spawnBin(["catalog", "hardware"], {closeStdout: true})).stderr).toBe("");
  });

  it("asks the repository of the folder that is checked, whatever a hook is told of its own", async () => {
    const root = mkdtempSync(join(tmpdir(), "regime-shift-hook-"));
    const scenario = (batch: number) =>
      `version: 1\nscenarios: [{name: chat, model: llama-3.1-8b, hardware: h100, batch: ${batch}}]\n`;
    mkdirSync(join(root, "service"));
    writeFileSync(join(root, "regime-shift.yaml"), scenario(64));
    writeFileSync(join(root, "service/regime-shift.yaml"), scenario(1));
    const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"];
    for (const args of [["init"], ["add", "."], ["commit", "--message", "base"]])
      execFileSync("git", ["-C", root, ...identity, ...args], {stdio: "ignore"});
    const env = {GIT_DIR: join(root, ".git"), GIT_INDEX_FILE: join(root, ".git/index"), GIT_PREFIX: "", LC_ALL: "de"};
    const {code, stdout} = await spawnBin(["check", "--base", "HEAD", "--head", join(root, "service")], {env});
    rmSync(root, {recursive: true});
    expect([code, stdout.split("\n")[0]]).toEqual([0, "1 scenario, none changed: all within limits"]);
  });

  it("states the version of the package", async () => {
    expect((await spawnBin(["--version"])).stdout).toBe(`${version}\n`);
  });
});
