import {existsSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, test} from "vitest";
import {removeUnused} from "../../scripts/site/bundle/removeUnused.js";
import {readSite, siteFolder} from "./siteFolder.js";

describe("removeUnused", () => {
  test("keeps what pages name and what that imports, and removes the other modules", () => {
    const folder = siteFolder({
      "a/page.html": `<script src="../_import/named.js"></script>`,
      "_import/named.js": `import {x} from "./needed.js"; const later = () => import("../_npm/later.js");`,
      "_import/needed.js": `export {x} from "../_node/x.js";`,
      "_import/lost.js": "",
      "_import/style.css": "",
      "_node/x.js": "",
      "_node/lost/y.js": "",
      "_npm/later.js": "",
      "_npm/lost/z.js": "",
      "_observablehq/client.js": "",
      "_file/attached.js": "",
    });
    removeUnused(folder);
    expect(Object.keys(readSite(folder, ".js"))).toEqual([
      "_file/attached.js",
      "_import/named.js",
      "_import/needed.js",
      "_node/x.js",
      "_npm/later.js",
      "_observablehq/client.js",
    ]);
    expect(existsSync(join(folder, "_import/style.css"))).toBe(true);
    expect(existsSync(join(folder, "_node/lost"))).toBe(false);
  });

  test("keeps what Framework's own modules would load, and minds nothing that they name but is not there", () => {
    const folder = siteFolder({
      "index.html": `<script type="module">import "./_observablehq/client.js";</script>`,
      "_observablehq/client.js": `import("../_npm/there.js"); import("../_npm/absent.js");`,
      "_npm/there.js": "",
    });
    removeUnused(folder);
    expect(Object.keys(readSite(folder, ".js"))).toEqual(["_npm/there.js", "_observablehq/client.js"]);
  });
});
