import {describe, expect, test} from "vitest";
import {entryText, planEntries} from "../../scripts/site/bundle/planEntries.js";

const plan = (...used: [string, string[] | null][]): [string, string | undefined][] =>
  planEntries(
    "tutorials/first.html",
    used.map(([path, names]) => ({path, names})),
  ).map((entry) => [entry.name, entryText(entry)]);

describe("planEntries", () => {
  test("returns one entry with the names that a page takes from its modules", () => {
    expect(plan(["_import/a.js", ["x", "y"]], ["_node/b.js", ["z"]])).toEqual([
      ["tutorials-first", `export {x, y} from "./_import/a.js";\nexport {z} from "./_node/b.js";\n`],
    ]);
  });

  test("returns each name once where several cells take it from one module", () => {
    expect(plan(["_import/a.js", ["x"]], ["_import/a.js", ["x", "y"]])).toEqual([
      ["tutorials-first", `export {x, y} from "./_import/a.js";\n`],
    ]);
  });

  test("returns a further entry where two modules export one name", () => {
    expect(plan(["_import/a.js", ["x"]], ["_import/b.js", ["x"]], ["_import/c.js", ["y"]])).toEqual([
      ["tutorials-first", `export {x} from "./_import/a.js";\nexport {y} from "./_import/c.js";\n`],
      ["tutorials-first-2", `export {x} from "./_import/b.js";\n`],
    ]);
  });

  test("returns a module that any cell uses whole as an entry of its own, named after the module", () => {
    expect(plan(["_npm/b@1.0.0/0123abcd.js", ["x"]], ["_npm/b@1.0.0/0123abcd.js", null])).toEqual([
      ["b@1.0.0-0123abcd", undefined],
    ]);
  });
});
