import {spawnSync} from "node:child_process";
import {readdirSync, readFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {describe, expect, it} from "vitest";

const folder = fileURLToPath(new URL("../../scripts/action/", import.meta.url));
const scripts = readdirSync(folder).filter((name) => name.endsWith(".sh"));
const isInstalled = spawnSync("shellcheck", ["--version"]).status === 0;

describe("the action's shell scripts", () => {
  it.each(scripts)("%s stops at the first mistake", (name) => {
    const [first, ...rest] = readFileSync(folder + name, "utf8").split("\n");
    expect(first).toBe("#!/usr/bin/env bash");
    expect(rest.find((line) => line !== "" && !line.startsWith("#"))).toBe("set -euo pipefail");
  });

  it.skipIf(!isInstalled)("pass shellcheck", () => {
    const {status, stdout} = spawnSync("shellcheck", scripts, {cwd: folder, encoding: "utf8"});
    expect({status, stdout}).toEqual({status: 0, stdout: ""});
  });
});
