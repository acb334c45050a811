import {describe, expect, it} from "vitest";
import {ReasonTally} from "../../lib/validate/reasonTally.js";

describe("ReasonTally", () => {
  it("lists reasons by how common they are, then by the alphabet", () => {
    const tally = new ReasonTally();
    for (const reason of ["b", "c", "a", "c"]) tally.add(reason);
    tally.add("d", 3);
    expect(tally.list()).toEqual([
      {reason: "d", count: 3},
      {reason: "c", count: 2},
      {reason: "a", count: 1},
      {reason: "b", count: 1},
    ]);
    expect(tally.count).toBe(7);
  });

  it("loses no row where each has a reason of its own, and stays small", () => {
    const tally = new ReasonTally();
    for (let index = 0; index < 10_000; index++) tally.add(`no "${index}${"x".repeat(1000)}"`);
    const list = tally.list();
    expect(list.length).toBe(201);
    expect(list[0]).toEqual({reason: "other reasons", count: 9800});
    expect(list.reduce((sum, {count}) => sum + count, 0)).toBe(10_000);
    expect(Math.max(...list.map(({reason}) => reason.length))).toBeLessThanOrEqual(201);
  });
});
