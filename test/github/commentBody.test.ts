import fc from "fast-check";
import markdownIt from "markdown-it";
import {describe, expect, it} from "vitest";
import {codeBlock, commentBody, errorContent, mostCharacters, saysTheSame} from "../../lib/github/commentBody.js";
import {cutMarkdown} from "../../lib/github/cutMarkdown.js";
import {idPattern} from "../../lib/github/idPattern.js";
import {markerLine, readMarker, type Marker} from "../../lib/github/marker.js";

const marker: Marker = {id: "default", time: Date.UTC(2026, 10, 23, 9, 30), behavior: "update"};

const markers = fc.record<Marker>({
  id: fc.stringMatching(idPattern),
  time: fc.integer({min: 0, max: 4e12}),
  behavior: fc.constantFrom("update" as const, "new" as const),
});

/** Text that means something to Markdown, more often than chance would make it. */
const hostile = fc
  .array(
    fc.oneof(
      {
        weight: 3,
        arbitrary: fc.constantFrom("```", "~~~", "`", "<details>", "</details>", "<!--", "-->", "@all", "\n", "\r"),
      },
      fc.string({unit: "binary", maxLength: 20}),
    ),
    {maxLength: 60},
  )
  .map((parts) => parts.join(""));

describe("a marker", () => {
  it("is read back as it was written, whatever follows", () => {
    fc.assert(
      fc.property(markers, hostile, (given, content) => {
        expect(readMarker(commentBody(given, content))).toEqual({...given, isLater: false});
      }),
    );
  });

  it("is one HTML comment in one line", () => {
    expect(markerLine(marker)).toBe(
      '<!-- regime-shift-comment {"schemaVersion":1,"id":"default","time":"2026-11-23T09:30:00.000Z","behavior":"update"} -->',
    );
  });

  it.each([
    ["something before it", `x${markerLine(marker)}`],
    ["no JSON", "<!-- regime-shift-comment {id} -->"],
    ["another time than there is", markerLine(marker).replace("11-23", "13-43")],
    ["an id that no check has", markerLine(marker).replace("default", "a b")],
    ["something behind it", `${markerLine(marker)} x`],
  ])("is none with %s", (_, body) => {
    expect(readMarker(body)).toBeNull();
  });
});

describe("the body of a comment", () => {
  it("keeps below GitHub's limit and can be sent, whatever the content", () => {
    fc.assert(
      fc.property(hostile, fc.integer({min: 1, max: 4_000}), (part, times) => {
        const body = commentBody(marker, part.repeat(times));
        expect(body.length).toBeLessThanOrEqual(mostCharacters);
        expect(body).not.toMatch(/[\0\r\p{Cs}]/u);
      }),
      {numRuns: 60},
    );
    expect(commentBody(marker, "x".repeat(1e6)).length).toBeLessThanOrEqual(mostCharacters);
    expect(commentBody(marker, "𝔁".repeat(1e6))).toMatch(/𝔁\n\n_Cut to the length of a comment\._$/u);
  });

  it("says the same as another that differs in its marker alone", () => {
    const other = {...marker, time: marker.time + 1};
    expect(saysTheSame(commentBody(marker, "a\n\nb\n"), commentBody(other, "a\r\n\r\nb"))).toBe(true);
    expect(saysTheSame(commentBody(marker, "a"), commentBody(marker, "b"))).toBe(false);
  });
});

describe("a cut", () => {
  const line = "A line of text.\n";

  it("is made where nothing is left open", () => {
    const folded = `<details><summary>More</summary>\n\n${line.repeat(20)}\n</details>\n`;
    const fenced = `\`\`\`\`text\n${line.repeat(20)}\`\`\`\nstill code\n\`\`\`\`\n`;
    for (let most = 80; most < 900; most += 7) {
      for (const text of [`${line}\n${folded}\n${line.repeat(40)}`, `${line}\n${fenced}\n${line.repeat(40)}`]) {
        const cut = cutMarkdown(text, most);
        expect(cut.length).toBeLessThanOrEqual(most);
        expect(cut.match(/<details>/g)?.length).toBe(cut.match(/<\/details>/g)?.length);
        expect((cut.match(/^````/gm) ?? []).length % 2).toBe(0);
        expect(cut.endsWith("\n\n_Cut to the length of a comment._")).toBe(true);
      }
    }
  });

  it("leaves alone what is short enough", () => {
    expect(cutMarkdown(line, line.length)).toBe(line);
  });
});

describe("an error in a comment", () => {
  const markdown = markdownIt({html: true, linkify: true});

  it("is shown as it is and does nothing, whatever it holds", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const html = markdown.render(codeBlock(text).join("\n"));
        expect(html).toMatch(/^<pre><code class="language-text">[^<]*<\/code><\/pre>\n$/);
      }),
      {numRuns: 500},
    );
  });

  it("says that nothing was computed", () => {
    expect(errorContent("regime-shift: bad ``` @all <b>\n")).toBe(
      [
        "**❌ The scenarios could not be checked**",
        "",
        "````text",
        "regime-shift: bad ``` @all <b>",
        "````",
        "",
        "Nothing was computed. The next run after a correction takes the place of this comment.",
        "",
      ].join("\n"),
    );
  });
});
