import {fileURLToPath} from "node:url";
import fc from "fast-check";
import {JSDOM} from "jsdom";
import markdownIt from "markdown-it";
import {describe, expect, it} from "vitest";
import {escapeHtml, escapeMarkdown, escapeMarkdownLine, folded, leftTable} from "../../lib/explainer/textTable.js";
import {visibleText} from "../../lib/explainer/visibleText.js";
import {capture} from "../cli/capture.js";

/** Reads Markdown as GitHub does where it matters here: with HTML, tables, and addresses that become links by themselves. */
const markdown = markdownIt({html: true, linkify: true});
const {document} = new JSDOM("").window;

function rendered(text: string): HTMLElement {
  const page = document.createElement("div");
  page.innerHTML = markdown.render(text);
  return page;
}

const elementsOf = (page: HTMLElement): string[] => [
  ...new Set([...page.querySelectorAll("*")].map((each) => each.localName)),
];

/** Text that means something to Markdown, to HTML or to GitHub. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "<img src=x onerror=alert(1)>",
        "</summary>",
        "</details>",
        "<details open>",
        "<!--",
        "-->",
        "&lt;",
      ),
      fc.constantFrom(
        "[x](javascript:alert(1))",
        "![x](y)",
        "- [ ] ",
        "1. ",
        "# ",
        "> ",
        "|",
        "`",
        "~~~",
        "**",
        "__",
        "\\",
      ),
      fc.constantFrom(
        "@all",
        "#1",
        "octo/repo#1",
        "GH-1",
        "https://a.example",
        "www.a.example",
        "a@b.example",
        "8c8dd48f72168c5d51e2f7b151595892a8fba43d",
        "$x$",
        "\n",
      ),
      fc.string({unit: "grapheme-ascii", maxLength: 3}),
    ),
    {minLength: 1, maxLength: 8},
  )
  .map((parts) => parts.join("").trim())
  .filter((text) => text !== "");

/** As a page shows a text: space run together, and nothing where nothing is seen. */
const seen = (text: string | null): string => (text ?? "").replaceAll("\u200B", "").replace(/\s+/g, " ").trim();

describe("a name from a reader's file", () => {
  it.each([
    [
      "a cell of a table",
      (text: string) => leftTable([["name"], [text]]).join("\n"),
      "td",
      ["table", "thead", "tr", "th", "tbody", "td"],
    ],
    ["a sentence", (text: string) => `Name: ${escapeMarkdown(text)}`, "p", ["p"]],
    ["an item of a list", (text: string) => `- ${escapeMarkdownLine(text)}`, "li", ["ul", "li"]],
    [
      "the line of a folded block",
      (text: string) => folded(text, [["inside"]]).join("\n"),
      "summary",
      ["details", "summary", "p"],
    ],
  ])("is text and nothing else in %s", (_, write, place, elements) => {
    fc.assert(
      fc.property(hostile, (text) => {
        const page = rendered(write(text));
        expect(elementsOf(page)).toEqual(elements);
        expect(seen(page.querySelector(place)!.textContent).replace(/^Name: /, "")).toBe(
          seen(visibleText(text.replace(/\s+/g, " "))),
        );
      }),
      {numRuns: 400},
    );
  });

  it.each([
    ["a commit", "8c8dd48f72168c5d51e2f7b151595892a8fba43d"],
    ["the beginning of a commit", "8c8dd48"],
    ["a commit behind other digits", `abcdef8c8dd48f72168c5d51e2f7b151595892a8fba43d`],
    ["a commit of a fork", "octo/repo@8c8dd48f72168c5d51e2f7b151595892a8fba43d"],
    ["a commit in capitals", "8C8DD48F72168C5D51E2F7B151595892A8FBA43D"],
  ])("is no link where it is that of %s", (_, name) => {
    // GitHub links seven digits or more that a commit of the repository begins with.
    for (const text of [escapeMarkdown(name), escapeHtml(name), leftTable([["name"], [name]]).at(-1)!]) {
      expect(text.replaceAll("&#8203;", "\u200B")).not.toMatch(/[\da-f]{7}/i);
      expect(seen(rendered(text).textContent)).toContain(name);
    }
  });

  it("is left whole where it holds numbers and words that are no commit", () => {
    for (const name of ["7241732096", "20261201", "effaced", "H100-80", "fp16"])
      expect(escapeMarkdown(name)).toBe(name);
  });

  it("does nothing in the comment of a check", async () => {
    const folder = fileURLToPath(new URL("../fixtures/checks/hostile-names/", import.meta.url));
    const {stdout} = await capture(["check", "--base", "base", "--head", "head", "--format", "markdown"], {folder});
    const page = rendered(stdout);
    for (const link of page.querySelectorAll('a[href^="https://example.org/"]'))
      if (link.textContent === "Open the comparison") link.remove();
    expect(elementsOf(page).sort()).toEqual([
      "details",
      "p",
      "strong",
      "summary",
      "table",
      "tbody",
      "td",
      "th",
      "thead",
      "tr",
    ]);
    const attributes = [...page.querySelectorAll("*")].flatMap((each) => each.getAttributeNames());
    expect(new Set(attributes)).toEqual(new Set(["style"]));
    expect(page.textContent).toContain("<img src=x onerror=alert(1)>");
  });
});
