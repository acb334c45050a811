import {describe, expect, it} from "vitest";
import {countIn, requestRateIn} from "../../lib/validate/rowCounts.js";
import {row} from "./tables.js";

const count = (text: string, least?: 0 | 1) => countIn(row({batch: text}), "batch", least);

describe("countIn", () => {
  it.each([
    ["64", 64],
    ["1,024", 1024],
    ["~8", 8],
    ["16.0", 16],
    ["", null],
    ["-", null],
    ["n/a", null],
  ])("takes %j", (text, value) => {
    expect(count(text)).toBe(value);
  });

  it.each(["0", "-5", "16.5", "1e30", "32k", "1-64", "1,24", "1,0245", "batch 8", "max", "online qps=4", "2000000000"])(
    "does not take the first digits of %j",
    (text) => {
      expect(() => count(text)).toThrow(`batch "${text}" is no count above 0`);
    },
  );

  it("takes 0 where that makes sense", () => {
    expect(count("0", 0)).toBe(0);
    expect(() => count("-1", 0)).toThrow('batch "-1" is no count');
  });
});

describe("requestRateIn", () => {
  it.each([
    ["online qps=16", 16],
    ["qps = 0.5", 0.5],
    ["4 req/s", 4],
    ["2.5 requests/s", 2.5],
    ["8 qps", 8],
    ["16", null],
    ["online qps=0", null],
    ["", null],
  ])("reads %j", (text, rate) => {
    expect(requestRateIn(row({batch: text}), "batch")).toBe(rate);
  });
});
