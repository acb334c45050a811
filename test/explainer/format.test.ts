import {describe, expect, it} from "vitest";
import {
  apart,
  formatBytes,
  formatDuration,
  formatEnergy,
  formatMass,
  formatMoney,
  formatNumber,
  formatQuantity,
  formatRatio,
  formatShare,
  formatThroughput,
  formatValue,
} from "../../lib/explainer/format.js";

describe("numbers as readers see them", () => {
  it.each([
    [1.388, "1.39×"],
    [2.6544, "2.65×"],
    [9.996, "10.0×"],
    [12.34, "12.3×"],
    [99.96, "100×"],
    [2048, "2,048×"],
    [0.8448, "0.84×"],
    [0.0123, "0.012×"],
    [1, "1.00×"],
  ])("prints the ratio %d as %s", (ratio, text) => {
    expect(formatRatio(ratio)).toBe(text);
  });

  it.each([
    [0.011043, "11.0 ms"],
    [0.3497, "350 ms"],
    [0.99949, "999 ms"],
    [0.9996, "1.00 s"],
    [72.31, "72.31 s"],
    [9.85e-6, "9.85 µs"],
    [4.8e-5, "48.0 µs"],
    [0.00015, "0.15 ms"],
    [0.0009, "0.90 ms"],
    [0, "0.0 ms"],
  ])("prints %d seconds as %s", (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });

  it.each([
    [0, "0 %"],
    [0.004, "0.4 %"],
    [0.0001, "0 %"],
    [0.7132, "71 %"],
    [1, "100 %"],
  ])("prints the share %d as %s", (share, text) => {
    expect(formatShare(share)).toBe(text);
  });

  it.each([
    [1979, "1,979"],
    [3.35, "3.35"],
    [0.000264, "0.000264"],
    [0.0000000133, "0.0000000133"],
    [1e-300, "0"],
  ])("prints the number %d of a column as %s, however many decimals its digits take", (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });

  it("prints rates and sizes with decimal prefixes and without trailing zeros", () => {
    expect(formatQuantity(3.35e12, "B/s")).toBe("3.35 TB/s");
    expect(formatQuantity(2.039e12, "B/s")).toBe("2.039 TB/s");
    expect(formatQuantity(989e12, "FLOP/s")).toBe("989 TFLOP/s");
    expect(formatQuantity(999.96, "B", 3)).toBe("1 kB");
    expect(formatBytes(16_060_522_496)).toBe("16.1 GB");
    expect(formatBytes(0)).toBe("0 B");
    expect(formatThroughput(23_123)).toBe("23,100 tokens/s");
    expect(formatEnergy(3.672)).toBe("3.67 J");
    expect(formatEnergy(0.0123)).toBe("12.3 mJ");
  });
});

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

describe("formatValue", () => {
  it.each([
    ["bf16", null, "bf16"],
    [2048, null, "2,048"],
    [2048, "tokens", "2,048"],
    [5.3e-6, "s", "5.30 µs"],
    [2.5, "USD/h", "$2.50/h"],
    [700, "W", "700 W"],
    [1200, "W", "1,200 W"],
    [1.0834, "×", "1.08×"],
    [3.35e12, "B/s", "3.35 TB/s"],
  ])("writes %s in %s as %s", (value, unit, text) => {
    expect(formatValue(value, unit)).toBe(text);
  });
});

describe("apart", () => {
  it("adds digits until two numbers look different, and none where they are the same or look so already", () => {
    expect(apart(formatDuration, 0.008, 0.011)).toEqual(["8.0 ms", "11.0 ms"]);
    expect(apart(formatDuration, 0.00801, 0.00804)).toEqual(["8.01 ms", "8.04 ms"]);
    expect(apart(formatDuration, 0.008, 0.008)).toEqual(["8.0 ms", "8.0 ms"]);
    expect(apart(formatMoney, 0.3104, 0.3141)).toEqual(["$0.310", "$0.314"]);
    expect(apart(formatEnergy, 5.611, 5.614)).toEqual(["5.611 J", "5.614 J"]);
    expect(apart((value, extra) => formatThroughput(value, "sample", extra), 23123, 23131)).toEqual([
      "23,120 samples/s",
      "23,130 samples/s",
    ]);
  });

  it("gives up after three more digits", () => {
    expect(apart(formatDuration, 0.008, 0.008 + 1e-12)).toEqual(["8.0000 ms", "8.0000 ms"]);
  });
});
