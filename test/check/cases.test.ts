import {existsSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {describe, expect, it} from "vitest";
import {capture} from "../cli/capture.js";

const root = new URL("../fixtures/checks/", import.meta.url);
const cases = readdirSync(root).sort();

/** For whoever changes an answer on purpose; the difference is then read before it is committed. */
const regenerate = process.env["REGENERATE"] === "1" && process.env["CI"] === undefined;

/** Twelve digits: the last ones depend on how a machine computes logarithms. */
const rounded = (_: string, value: unknown): unknown =>
  typeof value === "number" ? Number(value.toPrecision(12)) : value;

function expected(name: string, file: string, actual: string): string {
  const place = new URL(`${name}/${file}`, root);
  if (regenerate) writeFileSync(place, actual);
  return existsSync(place) ? readFileSync(place, "utf8") : "";
}

describe.each(cases)("the pull request %s", (name) => {
  const folder = fileURLToPath(new URL(`${name}/`, root));
  const check = (format: string) =>
    capture(["check", "--base", "base", "--head", "head", "--format", format], {folder});

  it("gets the comment of the case", async () => {
    const {stdout, stderr} = await check("markdown");
    expect(stdout).toBe(expected(name, "comment.md", stdout));
    expect(stderr).toBe(expected(name, "stderr.txt", stderr));
    expect(stdout.length).toBeLessThan(65_536);
  });

  it("gets the JSON and the exit code of the case", async () => {
    const {stdout, code} = await check("json");
    const json = stdout === "" ? "" : `${JSON.stringify(JSON.parse(stdout), rounded, 1)}\n`;
    expect(json).toBe(expected(name, "check.json", json));
    expect(`${code}\n`).toBe(expected(name, "code.txt", `${code}\n`));
  });
});
