import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, describe, expect, test} from "vitest";
import {checkSite} from "../../scripts/site/checkSite.js";

const folders: string[] = [];

/** Checks a site of the given files; each page gets the heading and the description that every page needs. */
function check(files: Record<string, string>): string[] {
  const folder = mkdtempSync(join(tmpdir(), "site-"));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    const html = `<!DOCTYPE html><meta name="description" content="x"><h1 id="top">x</h1>${text}`;
    writeFileSync(join(folder, name), name.endsWith(".html") ? html : text);
  }
  return checkSite(folder);
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, {recursive: true});
});

describe("checkSite", () => {
  test("returns nothing for a site whose links and fragments are live", () => {
    const links = `<a href="./b.html#top">b</a><a href="./">home</a><a href="https://example.com/">elsewhere</a>`;
    expect(check({"index.html": links, "b.html": ""})).toEqual([]);
  });

  test("returns dead links and dead fragments", () => {
    expect(check({"index.html": `<a href="./lost.html">x</a><a href="#lost">y</a>`})).toEqual([
      "index.html: dead link: ./lost.html",
      "index.html: dead fragment: #lost",
    ]);
  });

  test("returns a cell that does not parse", () => {
    expect(check({"index.html": `<div class="observablehq--error">SyntaxError: x</div>`})).toEqual([
      "index.html: SyntaxError: x",
    ]);
  });

  test("returns whatever a browser would fetch from another host", () => {
    const html = `<img src="https://example.com/a.png"><script>import("https://example.com/b.js")</script>`;
    const files = {
      "index.html": html,
      "c.js": `import "https://example.com/d.js"`,
      "e.css": `@import "//example.com/f"`,
    };
    expect(check(files)).toEqual([
      "index.html: img from another host: https://example.com/a.png",
      "index.html: import from another host: https://example.com/b.js",
      "c.js: import from another host: https://example.com/d.js",
      "e.css: style from another host: //example.com/f",
    ]);
  });
});
