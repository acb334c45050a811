import {describe, expect, it} from "vitest";
import {BoundedGroups} from "../../lib/validate/boundedGroups.js";

describe("BoundedGroups", () => {
  it("keeps one thing for each category, and one for all that are too many", () => {
    const groups = new BoundedGroups(() => ({count: 0}), 3);
    for (const name of ["b", "a", "__proto__", "d", "e", "a"]) groups.of(name).count += 1;
    expect(groups.entries()).toEqual([
      ["__proto__", {count: 1}],
      ["a", {count: 2}],
      ["b", {count: 1}],
      ["other categories", {count: 2}],
    ]);
  });

  it("cuts names that are too long to print", () => {
    const groups = new BoundedGroups(() => 0);
    groups.of("x".repeat(5000));
    expect(groups.entries()[0]?.[0]).toBe(`${"x".repeat(100)}…`);
  });
});
