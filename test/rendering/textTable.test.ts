import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {
  alignColumns,
  columnsWithin,
  escapeHtml,
  escapeMarkdown,
  escapeMarkdownLine,
  markdownTable,
  stackHead,
} from "../../lib/explainer/textTable.js";

const apart = "&#8203;";

/** What GitHub makes a mention, a reference or a link of, in text that is otherwise shown as it is. */
const calling = /(?:^|[^\w`])@[a-z\d]|#\d|\bGH-\d|:\/\/|\bwww\./i;

describe("escapeMarkdown", () => {
  it.each([
    ["@alice", `@${apart}alice`],
    ["org/@team", `org/@${apart}team`],
    ["#123", `\\#${apart}123`],
    ["owner/repo#7", `owner/repo\\#${apart}7`],
    ["GH-45", `GH-${apart}45`],
    ["see https://example.com/x", `see https:${apart}//example.com/x`],
    ["www.example.com", `www${apart}.example.com`],
    ["[a](b) <i> **c** `d` ~e~ | f_g", "\\[a\\](b) \\<i\\> \\*\\*c\\*\\* \\`d\\` \\~e\\~ \\| f\\_g"],
    ["R&amp;D &lt;b&gt;", "R\\&amp;D \\&lt;b\\&gt;"],
    ["$2.50 to $4", "\\$2.50 to \\$4"],
    ["two\nlines\tand more", "two lines and more"],
    ["left\u202eright", "left\\\\u\\{202e\\}right"],
  ])("shows %j as it is, and calls nobody", (text, expected) => {
    expect(escapeMarkdown(text)).toBe(expected);
  });

  it("leaves nothing that GitHub would make a mention, a reference or a link of", () => {
    const pieces = fc.constantFrom(
      "@",
      "#",
      "GH-",
      "gh-",
      "://",
      "www.",
      "a",
      "1",
      "-",
      "/",
      " ",
      "\\",
      "&",
      "\n",
      "\u200b",
    );
    fc.assert(
      fc.property(fc.array(pieces, {maxLength: 12}), (parts) => {
        for (const escaped of [escapeMarkdown(parts.join("")), escapeHtml(parts.join(""))]) {
          expect(escaped.replaceAll(apart, "\u2060")).not.toMatch(calling);
          expect(escaped).not.toContain("\n");
        }
      }),
    );
  });
});

describe("escapeMarkdownLine", () => {
  it.each([
    ["- one", "\\- one"],
    ["1. one", "1\\. one"],
    ["12) one", "12\\) one"],
    ["+ one", "\\+ one"],
    ["# one", "\\# one"],
    ["4.5 ms", "4.5 ms"],
    ["H100 SXM is faster.", "H100 SXM is faster."],
  ])("opens no list with %j", (text, expected) => {
    expect(escapeMarkdownLine(text)).toBe(expected);
  });
});

describe("escapeHtml", () => {
  it("escapes for HTML, where a backslash would be shown", () => {
    expect(escapeHtml('a_b <i> & "c" @me #1')).toBe(`a_b &lt;i&gt; &amp; &quot;c&quot; @${apart}me #${apart}1`);
  });
});

describe("tables", () => {
  it("keeps an indented first cell indented in Markdown", () => {
    expect(
      markdownTable([
        ["cause", "gain"],
        ["  peak", "1.00×"],
      ]),
    ).toEqual(["| cause | gain |", "| --- | ---: |", "| &emsp;peak | 1.00× |"]);
  });

  it("stacks the words of a head, the last one lowest", () => {
    expect(
      alignColumns(
        stackHead([
          ["operator", "memory bandwidth"],
          ["attention", "0.36"],
        ]),
        "right",
      ),
    ).toEqual(["              memory", "operator   bandwidth", "attention       0.36"]);
  });

  it("splits a wide table into parts that each begin with the first column", () => {
    const rows = [
      ["name", "first", "second", "third"],
      ["x", "1", "2", "3"],
    ];
    expect(columnsWithin(19, rows)).toEqual([
      [
        ["name", "first", "second"],
        ["x", "1", "2"],
      ],
      [
        ["name", "third"],
        ["x", "3"],
      ],
    ]);
    expect(columnsWithin(3, rows)).toHaveLength(3);
  });
});
