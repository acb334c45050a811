import {describe, expect, it} from "vitest";
import {nearest} from "../../lib/catalog/nearest.js";

describe("nearest", () => {
  it.each([
    ["h10", ["a10", "h100", "h200"], "h100"],
    ["bandwith", ["capacity", "bandwidth", "type"], "bandwidth"],
    ["BATCH", ["batch", "benchmark"], "batch"],
    ["lama", ["llama", "mistral"], "llama"],
  ])("of %j among %j is %s", (word, candidates, expected) => {
    expect(nearest(word, candidates)).toBe(expected);
  });

  it("is undefined where nothing is near, or there is nothing", () => {
    expect(nearest("abacus", ["h100", "a100"])).toBeUndefined();
    expect(nearest("h100", [])).toBeUndefined();
  });

  it("takes the first of equals", () => {
    expect(nearest("b100", ["a100", "h100"])).toBe("a100");
  });
});
