import {describe, expect, test} from "vitest";
import {bundleSite} from "../../scripts/site/bundle/bundleSite.js";
import {checkSite} from "../../scripts/site/checkSite.js";
import {root} from "../../scripts/site/paths.js";
import {readSite, siteFolder} from "./siteFolder.js";

/** A page as Framework builds it: a cell that takes the names from each module, and a link that preloads each one. */
function page(imports: Record<string, string>): string {
  const modules = Object.keys(imports);
  const links = ["./_observablehq/client.js", ...modules].map((path) => `<link rel="modulepreload" href="${path}">\n`);
  return `<!DOCTYPE html><meta name="description" content="x"><h1>x</h1>
${links.join("")}<script type="module">
import {define} from "./_observablehq/client.js";
define(async () => {
const [${Object.values(imports).join(", ")}] = await Promise.all([${modules.map((path) => `import("${path}")`).join(", ")}]);
});
</script>`;
}

const client = {"_observablehq/client.js": `export const define = () => {}; export const runtime = {};`};

/** Two pages that share a module, a module with more in it than is used, and a package. */
const site = {
  ...client,
  "one.html": page({"./_import/one.js": "{one}", "./_import/common.js": "{common}"}),
  "two.html": page({"./_import/two.js": "{two: renamed}"}),
  "_import/one.js": `import {common} from "./common.js"; export const one = () => common() + "of one";`,
  "_import/two.js": `import {common} from "./common.js"; import {rgb} from "../_node/d3-color@3.1.1/index.0123abcd.js";
    export const two = (x) => common() + rgb(x) + "of two"; export const unused = () => "not used";`,
  "_import/common.js": `import {ignored} from "./ignored.js"; export const common = () => "in common";`,
  "_import/ignored.js": `export const ignored = 1; console.log("no effect of ours");`,
  "_node/d3-color@3.1.1/index.0123abcd.js": `export const rgb = "Framework's bundle of the package";`,
};

async function bundle(files: Record<string, string>): Promise<{folder: string; modules: Record<string, string>}> {
  const folder = siteFolder(files);
  await bundleSite(folder, root);
  return {folder, modules: readSite(folder, ".js")};
}

/** The modules that a page preloads, read one after another. */
function preloaded(folder: string, modules: Record<string, string>, name: string): string {
  const links = readSite(folder, ".html")[name]!.matchAll(/modulepreload" href="\.\/([^"]*)"/g);
  return Array.from(links, ([, path]) => modules[path!]).join("\n");
}

describe("bundleSite", () => {
  test("leaves a site whose links are live, and no module that it bundled", async () => {
    const {folder, modules} = await bundle(site);
    expect(checkSite(folder)).toEqual([]);
    expect(Object.keys(modules).map((path) => path.replace(/[0-9A-Z]{8}/, "HASH"))).toEqual([
      "_import/_shared.HASH.js",
      "_import/one.HASH.js",
      "_import/two.HASH.js",
      "_observablehq/client.js",
    ]);
  });

  test("preloads for each page what it uses, shared code once, and nothing that it does not use", async () => {
    const {folder, modules} = await bundle(site);
    const [one, two] = ["one.html", "two.html"].map((name) => preloaded(folder, modules, name));
    expect(one).toMatch(/of one/);
    expect(one).not.toMatch(/of two/);
    expect(two).toMatch(/of two/);
    expect(Object.values(modules).filter((text) => text.includes("in common"))).toHaveLength(1);
    for (const text of [one, two]) expect(text).toMatch(/in common/);
    for (const text of Object.values(modules)) expect(text).not.toMatch(/not used|no effect of ours/);
  });

  test("takes packages from node_modules", async () => {
    const text = Object.values((await bundle(site)).modules).join("\n");
    expect(text).toContain("hsl");
    expect(text).not.toContain("Framework's bundle of the package");
  });

  test("returns the same bytes from the same site", async () => {
    expect((await bundle(site)).modules).toEqual((await bundle(site)).modules);
  });
});

describe("bundleSite, where modules are not all alike", () => {
  test("leaves Framework's own modules to all, so that there is one of each", async () => {
    const {modules} = await bundle({
      ...client,
      "index.html": page({"./_import/a.js": "{a}"}),
      "_import/a.js": `import {runtime} from "../_observablehq/client.js"; export const a = () => runtime;`,
    });
    expect(Object.values(modules).join("\n")).toMatch(/from"\.\.\/_observablehq\/client\.js"/);
  });

  test("keeps a package that is not installed as Framework bundled it, with its effects", async () => {
    const {modules} = await bundle({
      ...client,
      "index.html": page({"./_import/a.js": "{a}"}),
      "_import/a.js": `import "../_npm/not-installed@1.0.0/0123abcd.js"; export const a = 1;`,
      "_npm/not-installed@1.0.0/0123abcd.js": `globalThis.effect = "of a package";`,
    });
    expect(Object.values(modules).join("\n")).toContain("of a package");
  });

  test("keeps the effects of a module that a page imports for them", async () => {
    const {modules} = await bundle({
      ...client,
      "index.html": page({"./_import/a.js": "{}"}),
      "_import/a.js": `globalThis.effect = "of a module";`,
    });
    expect(Object.values(modules).join("\n")).toContain("of a module");
  });

  test("preloads nothing that a module loads only when it is needed", async () => {
    const {folder, modules} = await bundle({
      ...client,
      "index.html": page({"./_import/a.js": "{a}"}),
      "_import/a.js": `export const a = () => import("./later.js");`,
      "_import/later.js": `export const later = "on demand";`,
    });
    expect(Object.values(modules).join("\n")).toContain("on demand");
    expect(preloaded(folder, modules, "index.html")).not.toContain("on demand");
    expect(checkSite(folder)).toEqual([]);
  });

  test("rejects a module that asks for its own address, and says what to do", async () => {
    const files = {
      ...client,
      "index.html": page({"./_import/a.js": "{a}"}),
      "_import/a.js": `export const a = () => new URL("x.csv", import.meta.url);`,
    };
    await expect(bundle(files)).rejects.toThrow("keep FileAttachment and import.meta in pages");
  });
});
