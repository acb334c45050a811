import {describe, expect, it} from "vitest";
import {parseFlags, type FlagSpec} from "../../lib/cli/flags.js";
import {readOptions} from "../../lib/cli/scenarioFlags.js";

const specs: readonly FlagSpec[] = [
  {name: "batch", value: "N", help: ""},
  {name: "baseline.batch", value: "N", help: ""},
  {name: "verbose", value: null, help: ""},
];

describe("parseFlags", () => {
  it("reads --name value and --name=value alike, switches, and the words between", () => {
    const expected = {
      values: new Map([
        ["batch", "2"],
        ["verbose", ""],
      ]),
      words: ["a", "b"],
    };
    expect(parseFlags(["a", "--batch", "2", "--verbose", "b"], specs, 2)).toEqual(expected);
    expect(parseFlags(["--batch=2", "a", "b", "--verbose"], specs, 2)).toEqual(expected);
  });

  it("keeps what follows the first equals sign", () => {
    expect(parseFlags(["--batch=a=b"], specs, 0).values.get("batch")).toBe("a=b");
  });

  it("takes a value that begins with one dash", () => {
    expect(parseFlags(["--batch", "-1"], specs, 0).values.get("batch")).toBe("-1");
  });
});

describe("readOptions", () => {
  const flags = {
    values: new Map([
      ["batch", "2"],
      ["baseline.batch", "3"],
      ["tp", "4"],
    ]),
    words: [],
  };

  it("prefers the flag of the side, and gives nothing that was not stated", () => {
    expect(readOptions(flags, "baseline")).toEqual({batch: 3, tensorParallel: 4});
    expect(readOptions(flags, "proposal")).toEqual({batch: 2, tensorParallel: 4});
    expect(readOptions(flags)).toEqual({batch: 2, tensorParallel: 4});
  });

  it("rejects a shared value that both sides override", () => {
    const values = new Map([
      ["batch", "x"],
      ["baseline.batch", "3"],
    ]);
    expect(() => readOptions({values, words: []}, "baseline")).toThrow("--batch: expected a whole number");
  });
});
