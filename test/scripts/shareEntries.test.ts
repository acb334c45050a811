import {describe, expect, test} from "vitest";
import {planEntries} from "../../scripts/site/bundle/planEntries.js";
import {shareEntries} from "../../scripts/site/bundle/shareEntries.js";

const pageOf = (path: string, ...used: [string, string[] | null][]) => ({
  path,
  entries: planEntries(
    path,
    used.map(([module, names]) => ({path: module, names})),
  ),
});
const namesOf = (pages: readonly ReturnType<typeof pageOf>[]) => {
  shareEntries(pages);
  return pages.map(({entries}) => entries.map(({name}) => name));
};

describe("shareEntries", () => {
  test("gives the pages of a folder that take the same one entry, named after the folder", () => {
    const item = (id: string) =>
      pageOf(`catalog/hardware/${id}.html`, ["_import/a.js", ["x"]], ["_import/b.js", ["x"]]);
    expect(namesOf([item("one"), item("two.5")])).toEqual([
      ["catalog-hardware-each", "catalog-hardware-each-2"],
      ["catalog-hardware-each", "catalog-hardware-each-2"],
    ]);
  });

  test("leaves alone what differs, lies in another folder, or is used whole", () => {
    expect(
      namesOf([
        pageOf("a/one.html", ["_import/a.js", ["x"]]),
        pageOf("a/two.html", ["_import/a.js", ["y"]]),
        pageOf("b/three.html", ["_import/a.js", ["x"]]),
        pageOf("b/four.html", ["_import/w.js", null]),
        pageOf("b/five.html", ["_import/w.js", null]),
      ]),
    ).toEqual([["a-one"], ["a-two"], ["b-three"], ["w"], ["w"]]);
  });

  test("names the entry of pages at the site's root", () => {
    expect(namesOf(["one", "two"].map((name) => pageOf(`${name}.html`, ["_import/a.js", ["x"]])))).toEqual([
      ["each"],
      ["each"],
    ]);
  });
});
