import {describe, expect, it} from "vitest";
import {RunStore} from "../../lib/validate/runStore.js";
import {traitsOf} from "../../lib/validate/scopes.js";
import type {Prediction} from "../../lib/validate/types.js";
import {row} from "./tables.js";

const traits = traitsOf(row({model_id: "mixtral-8x7b", phase: "decode", notes: "max batch found"}));
const answer: Prediction = {
  predicted: 12.5,
  measured: 10,
  largerIsBetter: true,
  relative: false,
  category: "c",
  naive: {bandwidth: 2, flops: null, roofline: 3},
};

describe("RunStore", () => {
  it("gives back what it was given", () => {
    const store = new RunStore();
    store.add("a", answer, 8, traits, "t.csv:2");
    store.add("b", {...answer, largerIsBetter: false}, null, {...traits, maximumLoad: false}, "t.csv:3");
    expect(store.get("a")).toEqual({
      predicted: 12.5,
      bandwidth: 2,
      flops: null,
      roofline: 3,
      batch: 8,
      largerIsBetter: true,
      traits,
    });
    expect(store.get("b")).toMatchObject({batch: null, largerIsBetter: false, traits: {maximumLoad: false}});
  });

  it("says why there is no run to be had", () => {
    const store = new RunStore();
    store.add("a", {reason: "no such thing"}, null, traits, "t.csv:2");
    store.add("b", answer, 1, traits, "t.csv:3");
    store.add("b", answer, 1, traits, "t.csv:4");
    expect(store.get("a")).toEqual({reason: "a run of the pair: no such thing"});
    expect(store.get("b")).toEqual({reason: "the id of a run of the pair is given more than once"});
    expect(store.get("__proto__")).toEqual({reason: "a run of the pair is not in the table of runs"});
  });

  it("grows with the table, and keeps a few reasons only", () => {
    const store = new RunStore();
    for (let index = 0; index < 5000; index++) {
      store.add(`run ${index}`, {...answer, predicted: index}, index, traits, "t.csv:2");
      store.add(`other ${index}`, {reason: `no ${index}`}, null, traits, "t.csv:2");
    }
    for (const index of [0, 511, 512, 4999]) expect(store.get(`run ${index}`)).toMatchObject({predicted: index});
    expect(store.get("other 3")).toEqual({reason: "a run of the pair: no 3"});
    expect(store.get("other 4999")).toEqual({reason: "a run of the pair is not predicted"});
  });
});
