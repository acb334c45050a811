import {fileURLToPath} from "node:url";
import {describe, expect, it} from "vitest";
import {commands} from "../../lib/cli/commands.js";
import {capture} from "./capture.js";

/** The tables that examples name. */
const folder = fileURLToPath(new URL("../fixtures/cli/files/", import.meta.url));

describe("help", () => {
  it.each(commands.map(({name, example}) => [name, example] as const))(
    "of %s shows an example that prints what it says",
    async (name, {command, output}) => {
      const [, args, lines] = /^regime-shift (.*) \| head -(\d+)$/.exec(command)!;
      const {code, stdout} = await capture(args!.split(" "), {folder});
      expect(code).toBe(0);
      expect(output).toEqual(stdout.split("\n").slice(0, Number(lines)));
      const help = await capture([name, "--help"]);
      expect(help).toMatchObject({code: 0, stderr: ""});
      expect(help.stdout).toContain(`  $ ${command}\n`);
    },
  );

  it("names every flag, the kinds of each flag for one side, and stays within 120 columns", async () => {
    for (const {name, flags} of commands) {
      const {stdout} = await capture([name, "--help"]);
      for (const flag of flags) expect(stdout).toContain(`--${flag.name}`);
      const example = stdout.indexOf("Example:");
      for (const line of stdout.slice(0, example).split("\n")) expect(line.length).toBeLessThanOrEqual(120);
    }
    expect((await capture(["compare", "--help"])).stdout).toContain("--baseline.batch 1 --proposal.batch 256");
  });

  it("is an answer, also beside arguments that are wrong", async () => {
    expect((await capture(["solve", "--model", "--batch", "0", "--help"])).code).toBe(0);
    expect((await capture(["--help"])).stdout).toContain("Exit codes:");
  });
});
