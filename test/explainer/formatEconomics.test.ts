import {describe, expect, it} from "vitest";
import {formatMass, formatMoney} from "../../lib/explainer/formatEconomics.js";

describe("formatMoney", () => {
  it.each([
    [0, "$0.00"],
    [2.5, "$2.50"],
    [12.345, "$12.35"],
    [0.1, "$0.10"],
    [999.99, "$999.99"],
    [999.996, "$1,000"],
    [1234, "$1,230"],
    [0.0556, "$0.0556"],
    [1.5e-7, "$0.00000015"],
  ])("writes %d as %s", (usd, text) => {
    expect(formatMoney(usd)).toBe(text);
  });
});

describe("formatMass", () => {
  it.each([
    [0, "0 g"],
    [1240, "1.24 kg"],
    [14.3, "14.3 g"],
    [0.0031, "3.1 mg"],
    [17.7e-6, "17.7 µg"],
  ])("writes %d g as %s", (grams, text) => {
    expect(formatMass(grams)).toBe(text);
  });
});
