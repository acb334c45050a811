import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {LogErrors} from "../../lib/validate/logErrors.js";

function of(errors: readonly number[]): LogErrors {
  const found = new LogErrors();
  for (const error of errors) found.add(error);
  return found;
}

/** Numbers that repeat, spread over four orders of magnitude, of both signs. */
function spread(count: number): number[] {
  return Array.from({length: count}, (_, index) => {
    const size = 10 ** (-3 + 4 * (((index * 7919) % count) / count));
    return index % 3 === 0 ? -size : size;
  });
}

function exactQuantile(values: readonly number[], fraction: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * fraction;
  const low = sorted[Math.floor(place)]!;
  return low + (sorted[Math.ceil(place)]! - low) * (place - Math.floor(place));
}

describe("LogErrors", () => {
  it("is exact for a table of some thousand rows", () => {
    const errors = spread(4096);
    const sizes = errors.map(Math.abs);
    expect(of(errors).absoluteQuantile(0.5)).toBe(exactQuantile(sizes, 0.5));
    expect(of(errors).absoluteQuantile(0.9)).toBe(exactQuantile(sizes, 0.9));
    expect(of(errors).median()).toBe(exactQuantile(errors, 0.5));
  });

  it("is within half a per cent for a larger one", () => {
    const errors = spread(50_000);
    const sizes = errors.map(Math.abs);
    for (const fraction of [0.1, 0.5, 0.9, 0.999]) {
      const exact = exactQuantile(sizes, fraction);
      expect(Math.abs(of(errors).absoluteQuantile(fraction)! / exact - 1)).toBeLessThan(0.005);
    }
    expect(Math.abs(of(errors).median()! / exactQuantile(errors, 0.5) - 1)).toBeLessThan(0.005);
  });

  it("answers null of no errors, and counts errors of any size", () => {
    expect([of([]).absoluteQuantile(0.5), of([]).median()]).toEqual([null, null]);
    const odd = of(Array.from({length: 5000}, (_, index) => (index % 2 === 0 ? 0 : 1e6)));
    expect(odd.count).toBe(5000);
    expect(odd.absoluteQuantile(0)).toBeLessThan(1.01e-6);
    expect(odd.absoluteQuantile(1)).toBeGreaterThan(99);
  });

  it("merges to what it would have been with all errors at once", () => {
    const sizes = fc.constantFrom(0, 5, 4096, 4097, 6000);
    fc.assert(
      fc.property(sizes, sizes, (first, second) => {
        const errors = spread(first + second);
        const merged = of(errors.slice(0, first));
        merged.merge(of(errors.slice(first)));
        const whole = of(errors);
        expect(merged.count).toBe(whole.count);
        for (const fraction of [0.25, 0.5, 0.9])
          expect(merged.absoluteQuantile(fraction)).toBe(whole.absoluteQuantile(fraction));
        expect(merged.median()).toBe(whole.median());
      }),
      {numRuns: 25},
    );
  });
});
