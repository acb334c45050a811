import {describe, expect, it} from "vitest";
import {directionIsRight} from "../../lib/validate/direction.js";

describe("directionIsRight", () => {
  it.each<[number, number, boolean]>([
    [1.1, 1.5, true],
    [0.9, 1.5, false],
    [0.9, 0.5, true],
    [1.1, 0.5, false],
    [1, 1.5, false],
    [1, 0.5, false],
    // Measured as good as equal: the prediction has to be near to equal, on whichever side.
    [0.96, 1.02, true],
    [1.04, 0.98, true],
    [1.06, 1.02, false],
    [0.94, 1, false],
    [1.04, 1.03, true],
    [0.99, 1.03, false],
  ])("of %f predicted and %f measured is %s", (predicted, measured, right) => {
    expect(directionIsRight(predicted, measured)).toBe(right);
  });
});
