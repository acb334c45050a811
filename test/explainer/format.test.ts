import {describe, expect, it} from "vitest";
import {
  formatBytes,
  formatDuration,
  formatEnergy,
  formatQuantity,
  formatRatio,
  formatShare,
  formatThroughput,
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
