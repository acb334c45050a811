import {describe, expect, test} from "vitest";
import {findModules, linkBundles} from "../../scripts/site/bundle/bundledPage.js";

const preload = (path: string): string => `<link rel="modulepreload" href="${path}">\n`;
const page = (links: string[], script: string): string =>
  `<head>\n${links.map(preload).join("")}<script type="module">\n${script}\n</script>\n</head>`;

const script = (x: string, y: string): string => `import {define} from "../_observablehq/client.js";
const [{a}, {b}] = await Promise.all([import("${x}"), import("${y}")]);`;
const html = page(
  ["../_observablehq/client.js", "../_import/x.js", "../_npm/implicit.js", "../_import/deep/y.js"],
  script("../_import/x.js", "../_import/deep/y.js"),
);
const modules = findModules("tutorials/first.html", html);
const link = (html: string): string =>
  linkBundles("tutorials/first.html", html, modules, {
    bundleOf: () => "_import/first.js",
    isBundled: (module) => module.startsWith("_import/"),
    preloads: ["_import/first.js", "_import/shared.js"],
  });

describe("findModules", () => {
  test("returns what a page imports, from the site's root, but for Framework's own modules", () => {
    expect(modules.map(({path, names}) => [path, names])).toEqual([
      ["_import/x.js", ["a"]],
      ["_import/deep/y.js", ["b"]],
    ]);
  });

  test("returns nothing for a page without imports of its own", () => {
    expect(findModules("index.html", page([], `import "./_observablehq/client.js";`))).toEqual([]);
  });
});

describe("linkBundles", () => {
  test("puts bundles in place of modules, preloads all of them and keeps what is not bundled", () => {
    expect(link(html)).toBe(
      page(
        ["../_observablehq/client.js", "../_import/first.js", "../_import/shared.js", "../_npm/implicit.js"],
        script("../_import/first.js", "../_import/first.js"),
      ),
    );
  });

  test("rejects a page that preloads none of its modules, for it is not Framework's", () => {
    const bare = html.replace(/<link rel="modulepreload"/g, `<link rel="elsewhere"`);
    expect(() => link(bare)).toThrow("has Framework's page template changed?");
  });
});
