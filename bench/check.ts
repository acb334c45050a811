import {spawnSync} from "node:child_process";
import {cpSync, mkdtempSync, rmSync, symlinkSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import type {Result} from "./result.js";

const root = fileURLToPath(new URL("../", import.meta.url));
const scenarios = join(root, "test/fixtures/checks/two-hundred-scenarios");
const runs = 9;
/** What a reader sees, and what the action asks for. */
const forms = ["text", "json", "markdown"] as const;

/**
 * Times the command line as an installed package has it, compiled: its start-up over that of node, and a check of 200
 * scenarios beyond that.
 */
export function benchCheck(): Result[] {
  const folder = mkdtempSync(join(tmpdir(), "regime-shift-bench-"));
  try {
    // In a checkout the program runs its own source; what a consumer installs has no such folder.
    for (const part of ["bin", "package.json"]) cpSync(join(root, part), join(folder, part), {recursive: true});
    for (const part of ["build", "data", "node_modules"]) symlinkSync(join(root, part), join(folder, part));
    const program = join(folder, "bin/regime-shift.js");
    const node = milliseconds(["-e", "0"]);
    const start = milliseconds([program, "--version"]);
    const sides = ["--base", join(scenarios, "base"), "--head", join(scenarios, "head")];
    return [
      {what: "start-up of the command line", value: start - node, unit: "ms", budget: 150, bound: "at most"},
      ...forms.map((form): Result => {
        const check = milliseconds([program, "check", ...sides, "--format", form]);
        return {
          what: `check of 200 scenarios, ${form}`,
          value: check - start,
          unit: "ms",
          budget: 1000,
          bound: "at most",
        };
      }),
    ];
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}

/** The median time of a process. */
function milliseconds(args: readonly string[]): number {
  const times = Array.from({length: runs}, () => {
    const start = performance.now();
    const {error} = spawnSync(process.execPath, args, {stdio: "ignore"});
    if (error) throw error;
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[runs >> 1]!;
}
