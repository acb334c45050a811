import {describe, expect, it} from "vitest";
import {traitsOf} from "../../lib/validate/scopes.js";
import {again, ServingSeries, tooMany, type ServingPoint} from "../../lib/validate/servingSeries.js";
import {row} from "./tables.js";

const naive = {bandwidth: null, flops: null, roofline: null};
const answer = {predicted: 1, measured: 1, largerIsBetter: false, relative: false, category: "c", naive};
const traits = traitsOf(row({}));

function point(hardware: string, devices: number, batch: number, spread = String(devices)): ServingPoint {
  const id = `${hardware}/${spread}/${batch}`;
  return {id, place: "t.csv:2", hardware, devices, spread, batch, answer, traits};
}

function pairs(series: ServingSeries): string[] {
  return [...series.neighbours()].map(({change, baseline, proposal}) => `${change} ${baseline.id} ${proposal.id}`);
}

describe("ServingSeries", () => {
  it("pairs neighbours that differ in one thing, however the rows are mixed", () => {
    const series = new ServingSeries();
    series.add("x", point("h100", 1, 64));
    series.add("y", point("h100", 1, 1));
    series.add("x", point("h100", 1, 4));
    series.add("x", point("h100", 4, 4));
    series.add("x", point("h100", 1, 16));
    series.add("x", point("h200", 1, 16));
    series.add("x", point("h100", 2, 4));
    series.add("y", point("h200", 2, 2));
    expect(pairs(series)).toEqual([
      "batch h100/1/4 h100/1/16",
      "batch h100/1/16 h100/1/64",
      "devices h100/1/4 h100/2/4",
      "devices h100/2/4 h100/4/4",
      "accelerator h100/1/16 h200/1/16",
    ]);
  });

  it("takes each accelerator against each, and none against itself", () => {
    const series = new ServingSeries();
    for (const hardware of ["a", "b", "c"]) series.add("x", point(hardware, 1, 1));
    expect(pairs(series)).toEqual(["accelerator a/1/1 b/1/1", "accelerator a/1/1 c/1/1", "accelerator b/1/1 c/1/1"]);
  });

  it("does not pair two spreads of the experts over as many devices", () => {
    const series = new ServingSeries();
    for (const spread of ["8 8 1", "8 1 8"]) series.add("x", point("h100", 8, 4, spread));
    expect(pairs(series)).toEqual([]);
  });

  it("keeps a bounded number of points, and says which it does not keep", () => {
    const series = new ServingSeries();
    expect(series.add("x", point("h100", 1, 1))).toBeNull();
    expect(series.add("x", point("h100", 1, 1))).toBe(again);
    for (let batch = 2; batch <= 1000; batch++) expect(series.add("x", point("h100", 1, batch))).toBeNull();
    expect(series.add("x", point("h100", 1, 1001))).toBe(tooMany);
    expect(series.add("y", point("h100", 1, 1001))).toBeNull();
    expect(pairs(series)).toHaveLength(999);
  });
});
