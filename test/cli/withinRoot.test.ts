import {describe, expect, it} from "vitest";
import {withinRoot} from "../../lib/cli/withinRoot.js";

describe("withinRoot", () => {
  it.each([
    ["a/./b/../c.json", "a/c.json"],
    ["a\\b.json", "a/b.json"],
    ["./x", "x"],
  ])("resolves %s", (path, expected) => {
    expect(withinRoot(path)).toBe(expected);
  });

  it.each(["../x", "a/../../x", "/etc/passwd", "C:\\x", "\\\\host\\x", "a\\..\\..\\x"])("refuses %s", (path) => {
    expect(() => withinRoot(path)).toThrow(/outside the folder that is checked/);
  });
});
