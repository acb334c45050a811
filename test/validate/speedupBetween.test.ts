import {describe, expect, it} from "vitest";
import {speedupBetween} from "../../lib/validate/speedupBetween.js";

const before = {predicted: 10, bandwidth: 2, flops: 3, roofline: 8};
const after = {predicted: 5, bandwidth: 1, flops: null, roofline: 2};

describe("speedupBetween", () => {
  it("is above 1 where times fall, and where rates rise", () => {
    expect(speedupBetween(before, after, false)).toEqual({
      engine: 2,
      bandwidth: 2,
      flops: null,
      noChange: 1,
      roofline: 4,
    });
    expect(speedupBetween(after, before, true)).toMatchObject({engine: 2, bandwidth: 2, flops: null, roofline: 4});
  });

  it("counts how much more is done in the time, but for ratios of data sheets", () => {
    expect(speedupBetween(before, after, false, 8)).toEqual({
      engine: 16,
      bandwidth: 2,
      flops: null,
      noChange: 1,
      roofline: 32,
    });
  });

  it("has no ratio of what is no number above zero", () => {
    expect(speedupBetween(before, {...after, bandwidth: 0, roofline: NaN}, false)).toMatchObject({
      bandwidth: null,
      roofline: null,
    });
  });
});
