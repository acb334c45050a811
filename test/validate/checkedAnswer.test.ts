import {describe, expect, it} from "vitest";
import {UserError} from "../../lib/engine/userError.js";
import {checkedAnswer} from "../../lib/validate/checkedAnswer.js";
import type {Prediction} from "../../lib/validate/types.js";
import {row} from "./tables.js";

const naive = {bandwidth: null, flops: null, roofline: null};
const good: Prediction = {predicted: 1, measured: 1, largerIsBetter: true, relative: false, category: "c", naive};
const any = row({});

describe("checkedAnswer", () => {
  it("passes an answer on", () => {
    expect(checkedAnswer(() => good, any)).toBe(good);
    expect(checkedAnswer(() => ({reason: "r"}), any)).toEqual({reason: "r"});
  });

  it.each([
    [{...good, predicted: 0}, "the engine gives no number above 0"],
    [{...good, predicted: NaN}, "the engine gives no number above 0"],
    [{...good, predicted: Infinity}, "the engine gives no number above 0"],
    [{...good, measured: -1}, "the measured value is no number above 0"],
  ])("takes no logarithm of nothing: %#", (answer, reason) => {
    expect(checkedAnswer(() => answer, any)).toEqual({reason});
  });

  it("turns a figure that is missing into a reason, and lets a bug through", () => {
    const missing = () => {
      throw new UserError("no peak");
    };
    const bug = () => {
      throw new RangeError("bug");
    };
    expect(checkedAnswer(missing, any)).toEqual({reason: "no peak"});
    expect(() => checkedAnswer(bug, any)).toThrow("bug");
  });
});
