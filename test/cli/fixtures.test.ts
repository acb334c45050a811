import {existsSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {describe, expect, it} from "vitest";
import {capture} from "./capture.js";

const root = new URL("../fixtures/cli/", import.meta.url);
const cases = readdirSync(root)
  .filter((name) => existsSync(new URL(`${name}/args.txt`, root)))
  .sort();
const folder = fileURLToPath(new URL("files/", root));

/** For whoever changes an answer on purpose; the difference is then read before it is committed. */
const regenerate = process.env["REGENERATE"] === "1" && process.env["CI"] === undefined;

describe("the command line", () => {
  it.each(cases)("answers as in the case %s", async (name) => {
    const read = (file: string) => readFileSync(new URL(`${name}/${file}`, root), "utf8");
    const argv = read("args.txt").split(/\s+/).filter(Boolean);
    const captured = await capture(argv, {folder});
    const files = {"stdout.txt": captured.stdout, "stderr.txt": captured.stderr, "code.txt": `${captured.code}\n`};
    for (const [file, text] of Object.entries(files)) {
      if (regenerate) writeFileSync(new URL(`${name}/${file}`, root), text);
      else expect(text, file).toBe(read(file));
    }
  });

  it("has the same bytes for the same arguments", async () => {
    const argv = ["compare", "--model", "llama3-8b", "--baseline", "a100", "--proposal", "h100", "--format", "json"];
    expect(await capture(argv)).toEqual(await capture(argv));
  });
});
