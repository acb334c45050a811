import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import type {Parts} from "../../lib/engine/roofline.js";
import {regimeOf} from "../../lib/engine/stepTime.js";
import {searchFlips} from "../../lib/explainer/searchFlips.js";

const none: Parts = {compute: 0, memory: 0, link: 0, overhead: 0};
const octaves = (last: number) => Array.from({length: last + 1}, (_, octave) => 2 ** octave);

describe("searchFlips", () => {
  it("returns the first whole number of the new regime: time that grows with the batch passes a fixed one of 100 at 101", () => {
    const parts = (batch: number): Parts => ({...none, compute: batch, memory: 100});
    // At 100 both take as long, and the first in the order of regimes is told.
    expect(searchFlips(octaves(10), parts, {whole: true})).toEqual([{at: 100, from: "memory", to: "compute"}]);
  });

  it("returns a real number to nine digits: 3 · x passes 10 at 10/3", () => {
    const parts = (x: number): Parts => ({...none, overhead: 3 * x, link: 10});
    const [change, ...more] = searchFlips(octaves(6), parts, {whole: false});
    expect(more).toEqual([]);
    expect(change).toMatchObject({from: "link", to: "overhead"});
    expect(Math.abs(change!.at / (10 / 3) - 1)).toBeLessThan(1e-8);
  });

  it("returns nothing where one term is the largest throughout", () => {
    expect(searchFlips(octaves(8), () => ({...none, link: 1}), {whole: true})).toEqual([]);
  });

  it("finds a regime that comes and goes between two points of the grid, where terms are close at one of them", () => {
    const parts = (x: number): Parts => ({...none, memory: 100, compute: x >= 36 && x <= 44 ? 101 : 95});
    expect(searchFlips([1, 32, 64], parts, {whole: true})).toEqual([
      {at: 36, from: "memory", to: "compute"},
      {at: 45, from: "compute", to: "memory"},
    ]);
  });

  it("finds two changes between neighbours of the grid, one after the other", () => {
    const parts = (x: number): Parts => ({...none, overhead: 20, memory: x, compute: x ** 2 / 40});
    expect(searchFlips([1, 1000], parts, {whole: true})).toEqual([
      {at: 20, from: "overhead", to: "memory"},
      {at: 40, from: "memory", to: "compute"},
    ]);
  });

  it("finds what trying each number finds, of terms that grow by any power", () => {
    const term = fc.record({
      factor: fc.double({min: 0.1, max: 100, noNaN: true}),
      power: fc.constantFrom(0, 0.5, 1, 2),
    });
    fc.assert(
      fc.property(fc.tuple(term, term, term, term), ([a, b, c, d]) => {
        const at = ({factor, power}: typeof a, x: number) => factor * x ** power;
        const parts = (x: number): Parts => ({compute: at(a, x), memory: at(b, x), link: at(c, x), overhead: at(d, x)});
        const regimes = Array.from({length: 512}, (_, index) => regimeOf(parts(index + 1)));
        const tried = regimes.flatMap((to, index) =>
          index > 0 && to !== regimes[index - 1] ? [{at: index + 1, from: regimes[index - 1], to}] : [],
        );
        const grid = [...Array.from({length: 36}, (_, step) => Math.round(2 ** (step / 4)))];
        const found = searchFlips([...new Set([...grid, 512])], parts, {whole: true});
        expect(found).toEqual(tried);
      }),
      {numRuns: 400},
    );
  });
});
