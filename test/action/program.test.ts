import {execFileSync} from "node:child_process";
import {cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {afterAll, describe, expect, it} from "vitest";
import {actionProgram, generateAction} from "../../scripts/generate-action.js";
import {checkOutAction} from "./runner.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const place = mkdtempSync(join(tmpdir(), "regime-shift-program-"));
afterAll(() => {
  rmSync(place, {recursive: true});
});

describe("the action's program", () => {
  it("is what the sources generate: run `npm run generate` after a change in lib/ or bin/", async () => {
    const {path, text} = await generateAction();
    // Compared before it is expected, since a difference of a megabyte is nothing to read.
    expect(readFileSync(join(root, path), "utf8") === text, `${path} is stale`).toBe(true);
    expect(text.length).toBeLessThan(1_500_000);
  });

  it("is the same wherever the repository lies", async () => {
    const elsewhere = join(place, "elsewhere");
    for (const path of ["bin", "lib", "scripts", "package.json", "tsconfig.json"])
      cpSync(join(root, path), join(elsewhere, path), {recursive: true});
    symlinkSync(join(root, "node_modules"), join(elsewhere, "node_modules"), "junction");
    const [here, there] = [await generateAction(), await generateAction(elsewhere)];
    expect(here.text === there.text).toBe(true);
    expect(here.text).not.toContain(root);
  });

  it("holds the licence of each package that is in it", () => {
    const text = readFileSync(join(root, actionProgram), "utf8");
    const notices = [...text.matchAll(/^\/\/ Of the package (\S+):$/gm)].map(([, name]) => name);
    expect(notices).toEqual(["fastest-levenshtein", "yaml", "zod"]);
    expect(text.match(/^\/\/ .*copyright/gim)!.length).toBeGreaterThanOrEqual(notices.length);
  });

  it("says of commands that are not in it where they are", () => {
    const checkout = join(place, "checkout");
    checkOutAction(checkout);
    const run = () =>
      execFileSync(process.execPath, [join(checkout, actionProgram), "catalog", "hardware"], {stdio: "pipe"});
    expect(run).toThrow("regime-shift: this command is not part of the action's program: npx regime-shift has it\n");
  });
});
