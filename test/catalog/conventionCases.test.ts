import {readdirSync, readFileSync, writeFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {readSources} from "../../data/readCatalog.js";
import {formatProblem} from "../../lib/catalog/catalogError.js";
import {conventionRules} from "../../lib/catalog/conventionRules.js";
import {checkFiles, readShipped} from "../../lib/catalog/conventions/checkFiles.js";
import {findingLine} from "../../lib/catalog/conventions/lintHardware.js";

const root = new URL("../fixtures/conventions/", import.meta.url);
const cases = readdirSync(root).sort();
const shipped = readShipped(Object.values(readSources()).flat());

/** For whoever changes a message on purpose; the difference is then read before it is committed. */
const regenerate = process.env["REGENERATE"] === "1" && process.env["CI"] === undefined;

/** A case is a folder with the file of an accelerator, as a newcomer would write it, and a line for each mistake in it. */
function load(name: string) {
  const folder = new URL(`${name}/`, root);
  const file = readdirSync(folder).find((entry) => entry.endsWith(".yaml"))!;
  const {problems, findings} = checkFiles([{name: file, text: readFileSync(new URL(file, folder), "utf8")}], shipped);
  const text = [...problems.map(formatProblem), ...findings.map(findingLine)].map((line) => `${line}\n`).join("");
  return {text, findings, expected: new URL("expected.txt", folder)};
}

describe("conventions", () => {
  it.each(cases)("are held against the case %s", (name) => {
    const {text, expected} = load(name);
    if (regenerate) writeFileSync(expected, text);
    expect(text).toBe(readFileSync(expected, "utf8"));
  });

  it("have a case for each rule", () => {
    const found = new Set(cases.flatMap((name) => load(name).findings.map(({rule}) => rule)));
    for (const rule of conventionRules) expect([...found], rule).toContain(rule);
  });
});
