import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {doublingYears, fitGrowth} from "../../lib/explore/growth.js";

describe("fitGrowth", () => {
  it("finds the factor that made the values, and the values", () => {
    const factor = fc.double({min: 0.5, max: 3, noNaN: true});
    const start = fc.double({min: 1e-3, max: 1e15, noNaN: true});
    const years = fc.uniqueArray(fc.integer({min: 1990, max: 2040}), {minLength: 3, maxLength: 12});
    fc.assert(
      fc.property(factor, start, years, (perYear, value, dates) => {
        const growth = fitGrowth(dates.map((year) => ({year, value: value * perYear ** (year - 2000)})))!;
        expect(growth.perYear / perYear).toBeCloseTo(1, 9);
        expect(growth.at(dates[0]!) / (value * perYear ** (dates[0]! - 2000))).toBeCloseTo(1, 8);
        expect(growth.years).toEqual([Math.min(...dates), Math.max(...dates)]);
      }),
    );
  });

  it("is nearest to the points: no other factor leaves smaller squares of logarithms", () => {
    const points = [
      {year: 2017, value: 120},
      {year: 2018, value: 65},
      {year: 2020, value: 312},
      {year: 2020, value: 156},
      {year: 2022, value: 989},
      {year: 2024, value: 2250},
    ];
    const growth = fitGrowth(points)!;
    const squares = (perYear: number, lift: number) =>
      points.reduce((sum, {year, value}) => {
        const line = growth.at(2020) * lift * perYear ** (year - 2020);
        return sum + Math.log(value / line) ** 2;
      }, 0);
    const least = squares(growth.perYear, 1);
    for (const [factor, lift] of [
      [1.01, 1],
      [0.99, 1],
      [1, 1.02],
      [1, 0.98],
    ] as const) {
      expect(squares(growth.perYear * factor, lift)).toBeGreaterThan(least);
    }
  });

  it("divides: the growth of a ratio is the ratio of the growths, over the same points", () => {
    const rows = [
      {year: 2016, a: 20, b: 0.7},
      {year: 2017, a: 125, b: 0.9},
      {year: 2020, a: 312, b: 2},
      {year: 2023, a: 990, b: 3.3},
    ];
    const grown = (of: (row: (typeof rows)[number]) => number) =>
      fitGrowth(rows.map((row) => ({year: row.year, value: of(row)})))!.perYear;
    expect(grown(({a, b}) => a / b)).toBeCloseTo(grown(({a}) => a) / grown(({b}) => b), 12);
  });

  it("is null where there is no line: fewer than three points, or one year", () => {
    expect(fitGrowth([])).toBeNull();
    expect(
      fitGrowth([
        {year: 2017, value: 1},
        {year: 2018, value: 2},
      ]),
    ).toBeNull();
    expect(fitGrowth([1, 2, 3].map((value) => ({year: 2020, value})))).toBeNull();
  });

  it("doubles in the years that the factor takes", () => {
    expect(doublingYears({perYear: 2})).toBe(1);
    expect(1.15 ** doublingYears({perYear: 1.15})).toBeCloseTo(2, 12);
    expect(doublingYears({perYear: 1})).toBe(Infinity);
  });
});
