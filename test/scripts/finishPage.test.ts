import {describe, expect, test} from "vitest";
import {finishPage} from "../../scripts/site/finishPage.js";

const page = (body: string, head = ""): string => `<!DOCTYPE html>
<html>
<head>
<meta name="viewport" content="width=device-width, initial-scale=1, maximum-scale=1">${head}
</head>
<body>
<main id="observablehq-main" class="observablehq">${body}</main>
</body>
</html>`;
const publishedFiles = new Map([["style/fonts/text.woff2", "style/fonts/text.0123abcd.woff2"]]);
const finish = (html: string): string => finishPage(html, {publishedFiles});

describe("finishPage", () => {
  test("names the language and lets the reader zoom", () => {
    const html = finish(page(""));
    expect(html).toContain(`<html lang="en">`);
    expect(html).toContain(`content="width=device-width, initial-scale=1">`);
  });

  test("makes what scrolls reachable by keyboard, once", () => {
    const html = finish(page(`<pre>a</pre><pre tabindex="0">b</pre><p class='katex-block'></p>`));
    expect(html).toContain(`<pre tabindex="0">a</pre><pre tabindex="0">b</pre><p class="katex-block" tabindex="0">`);
  });

  test("marks a page with contents, and drops contents without entries", () => {
    const withContents = (entries: string) =>
      finish(
        page("").replace(
          "<main",
          `<div id="observablehq-center">\n<aside id="observablehq-toc"><nav>${entries}</nav></aside><main`,
        ),
      );
    expect(withContents("<ol><li>a</li></ol>")).toContain(`<div id="observablehq-center" class="with-contents">`);
    expect(withContents("")).not.toMatch(/with-contents|observablehq-toc/);
  });

  test("drops the time at which an attachment was built", () => {
    expect(finish(page(`{"name":"x","lastModified":1763831234567.25,"size":3}`))).toContain(`{"name":"x","size":3}`);
  });

  test("gives the font its published name", () => {
    const html = finish(page("", `<style>@font-face{src:url("../_file/style/fonts/text.woff2")}</style>`));
    expect(html).toContain(`url("../_file/style/fonts/text.0123abcd.woff2")`);
  });

  test("rejects a font that was not published, and a page that is not Framework's", () => {
    expect(() => finish(page("", `<style>@font-face{src:url("./_file/style/fonts/lost.woff2")}</style>`))).toThrow(
      "style/fonts/lost.woff2: the font was not published",
    );
    expect(() => finish("<p>")).toThrow("has Framework's page template changed?");
  });
});
