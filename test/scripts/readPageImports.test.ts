import {describe, expect, test} from "vitest";
import {readPageImports} from "../../scripts/site/bundle/readPageImports.js";

const namesIn = (script: string): [string, string[] | null][] =>
  readPageImports(script).map(({specifier, names}) => [specifier, names]);

describe("readPageImports", () => {
  test("returns the names that a cell takes from a module, by what the module calls them", () => {
    expect(namesIn(`define({body: async () => { const {a, b: c, default: d} = await import("./x.js"); }})`)).toEqual([
      ["./x.js", ["a", "b", "default"]],
    ]);
  });

  test("returns the names of each module of a cell that imports several", () => {
    expect(
      namesIn(`const [{a}, all, {b, c}] = await Promise.all([import("./x.js"), import("./y.js"), import("./z.js")]);`),
    ).toEqual([
      ["./x.js", ["a"]],
      ["./y.js", null],
      ["./z.js", ["b", "c"]],
    ]);
  });

  test("returns the names of static imports", () => {
    expect(namesIn(`import a, {b as c} from "./x.js"; import * as d from "./y.js";`)).toEqual([
      ["./x.js", ["default", "b"]],
      ["./y.js", null],
    ]);
  });

  test("returns no names, for any may be needed, where the module escapes or is imported for its effects", () => {
    const scripts = [
      `import "./x.js";`,
      `const {} = await import("./x.js");`,
      `const {a, ...rest} = await import("./x.js");`,
      `const {[key]: a} = await import("./x.js");`,
      `const load = () => import("./x.js");`,
      `const [{a}] = await Promise.allSettled([import("./x.js")]);`,
      `const [...modules] = await Promise.all([import("./x.js")]);`,
      `(await import("./x.js")).a();`,
    ];
    for (const script of scripts) expect(namesIn(script), script).toEqual([["./x.js", null]]);
  });

  test("returns where each specifier stands, and skips what is no import", () => {
    const script = `display("import('./no.js')"); const {a} = await import("./x.js"); await import(name);`;
    const [only, ...others] = readPageImports(script);
    expect(script.slice(only!.start, only!.end)).toBe("./x.js");
    expect(others).toEqual([]);
  });
});
