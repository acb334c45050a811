// @vitest-environment jsdom
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {Marked} from "marked";
import {describe, expect, it, vi} from "vitest";
import {parseScenarioFile} from "../../src/lib/check/parseScenarioFile.js";
import {renderCheckMarkdown} from "../../src/lib/check/renderCheckMarkdown.js";
import {
  checked,
  commentOf,
  exitCodeOf,
  pullRequestCheck,
  type PullRequest,
} from "../../src/components/pullRequestCheck.js";
import {commentView, pullRequestComment} from "../../src/components/pullRequestComment.js";
import {diffView, lineDiff} from "../../src/components/pullRequestDiff.js";
import {checkedSide, configFile, scenarioFile} from "../../src/components/pullRequestFiles.js";
import {renderedMarkdown} from "../../src/components/pullRequestMarkdown.js";
import {partsBar} from "../../src/components/pullRequestParts.js";
import {costsTable, metricsTable} from "../../src/components/pullRequestTables.js";
import {capture} from "../cli/capture.js";

const limits = {timePercent: 40, memoryGigabytes: 40, overheadPercent: 25, modelPercent: 25};
const common = {limits, site: "https://course.example/", name: "chat, decode"};
const pull: PullRequest = {
  base: {...common, side: {feedForwardSize: 14336, batch: 32}},
  head: {...common, side: {feedForwardSize: 20480, batch: 64}},
};

const named = (name: string): PullRequest => ({base: {...pull.base, name}, head: {...pull.head, name}});
const withHead = (head: Partial<PullRequest["head"]>): PullRequest => ({...pull, head: {...pull.head, ...head}});

/** The live check, and how to move one of its sliders. */
function live(initial = pull) {
  const element = pullRequestCheck(initial);
  const find = (label: string) => element.querySelector<HTMLInputElement>(`input[aria-label^="${label}"]`)!;
  const drag = (label: string, value: number) => {
    const range = find(label);
    range.value = String(value);
    range.dispatchEvent(new Event("input", {bubbles: true}));
    expect(range.value).toBe(String(value));
  };
  const status = () => element.querySelector(".pr-status")!.textContent;
  const noteOf = (label: string) => {
    const id = find(label).getAttribute("aria-describedby")!;
    return element.querySelector(`[id="${id}"]`)!.textContent;
  };
  return {element, find, drag, status, noteOf, comment: element.querySelector(".pr-comment-body")!};
}

/** What an independent reading of the Markdown gives, as the page has it: tables in boxes, an empty corner no head. */
function expectedHtml(markdown: string): string {
  const box = document.createElement("div");
  box.innerHTML = new Marked().parse(markdown, {async: false});
  for (const cell of box.querySelectorAll("th:empty")) cell.replaceWith(document.createElement("td"));
  return box.innerHTML.replace(/\s+/g, " ").trim();
}

function htmlOf(element: Element): string {
  const copy = element.cloneNode(true) as Element;
  for (const box of copy.querySelectorAll(".table-scroll")) box.replaceWith(...box.childNodes);
  return copy.innerHTML.replace(/\s+/g, " ").trim();
}

describe("the files of the lesson", () => {
  it("says to the command line what the page's objects say to the page", () => {
    for (const files of [pull.base, pull.head]) {
      const parsed = parseScenarioFile(scenarioFile(files), "regime-shift.yaml");
      const side = checkedSide(files);
      expect(parsed.site).toBe(side.site);
      const unplaced = (value: unknown): unknown =>
        JSON.parse(JSON.stringify(value, (key, each: unknown) => (key === "place" ? undefined : each)));
      const {configuration, config, figures, notes, ...stated} = side.scenarios[0]!.scenario;
      expect(unplaced(parsed.scenarios)).toEqual(unplaced([stated]));
      expect([configuration.scenario.batch, config]).toEqual([files.side.batch, configFile(files.side)]);
      expect(notes).toEqual([]);
      expect(figures.find(({at}) => at === "intermediate_size")?.value).toBe(files.side.feedForwardSize);
    }
  });

  it.each([
    ["within limits", pull, 0],
    ["over the limit of time", withHead({limits: {...limits, timePercent: 30}}), 3],
    ["over the limit of a cause", withHead({limits: {...limits, modelPercent: 20}}), 3],
    ["over the limit of memory", withHead({limits: {...limits, memoryGigabytes: 27}}), 3],
    ["too large", withHead({side: {feedForwardSize: 32768, batch: 1024}}), 2],
    ["unchanged", withHead({side: pull.base.side}), 0],
  ])("gives, %s, the comment and the exit code that the command line gives", async (_, {base, head}, code) => {
    const folder = mkdtempSync(join(tmpdir(), "pull-request-"));
    try {
      for (const [side, files] of Object.entries({base, head})) {
        mkdirSync(join(folder, side));
        writeFileSync(join(folder, side, "config.json"), configFile(files.side));
        writeFileSync(join(folder, side, "regime-shift.yaml"), scenarioFile(files));
      }
      const argv = ["check", "--base", "base", "--head", "head", "--format", "markdown"];
      const answer = await capture(argv, {folder});
      const result = checked({base, head});
      expect(commentOf(result)).toBe(answer.stdout);
      expect([exitCodeOf(result), answer.code]).toEqual([code, code]);
    } finally {
      rmSync(folder, {recursive: true});
    }
  });
});

describe("pullRequestCheck", () => {
  it("turns the verdict, the table and the exit code as a limit is dragged, and back", () => {
    const {drag, status, comment, noteOf} = live();
    expect(status()).toMatch(/^✓The check passes.*exit code 0$/);
    expect(comment.querySelector("tbody td:last-child")!.textContent).toBe("✅ within limits");

    for (const [label, crossing, kept] of [
      ["The time of a step", 30, 40],
      ["A device may hold", 27, 40],
      ["Launch overhead", 15, 25],
      ["The model", 21, 25],
    ] as const) {
      drag(label, crossing);
      expect(status(), label).toMatch(/^✗The check fails: a limit is crossed.*exit code 3$/);
      expect(comment.querySelector("tbody td:last-child")!.textContent).toBe("❌ over a limit");
      expect(comment.textContent).toMatch(/Over the limit: /);
      expect(noteOf(label)).toMatch(/^Computed: .* – over the limit$/);
      drag(label, kept);
      expect(status(), label).toMatch(/exit code 0$/);
      expect(noteOf(label)).not.toMatch(/over/);
    }
  });

  it("fails at one side of the computed change and passes at the other", () => {
    const {before, after} = checked(pull).outcomes[0]!;
    const rise = 100 * (after!.values.latencySeconds! / before!.values.latencySeconds! - 1);
    const {drag, status} = live();
    drag("The time of a step", Math.floor(rise));
    expect(status()).toMatch(/exit code 3$/);
    drag("The time of a step", Math.ceil(rise));
    expect(status()).toMatch(/exit code 0$/);
  });

  it("follows the pull request too, until it does not fit", () => {
    const {drag, status, comment, noteOf} = live();
    drag("Batch", 1024);
    expect(status()).toMatch(/^✗The check fails: the model does not fit.*exit code 2$/);
    expect(comment.textContent).toMatch(/does not fit/);
    expect(noteOf("The time of a step")).toBe("Not asked of what does not fit");
    drag("Batch", 32);
    drag("Width", 14336);
    expect(status()).toMatch(/exit code 0$/);
    expect(comment.textContent).toMatch(/none changed/);
    drag("Width", 8192);
    expect(noteOf("The time of a step")).toMatch(/^Computed: \d+ % less$/);
  });

  it("shows the very HTML of the Markdown that it shows, and the file that asks for it", () => {
    const {element, drag, comment} = live();
    drag("Batch", 128);
    const [file, markdown] = Array.from(element.querySelectorAll("pre"), ({textContent}) => textContent);
    expect(htmlOf(comment)).toBe(expectedHtml(markdown!));
    expect(parseScenarioFile(file!, "regime-shift.yaml").scenarios[0]!.options.batch).toBe(128);
  });

  it("keeps open what the reader unfolded", () => {
    const {drag, comment} = live();
    comment.querySelector("details")!.open = true;
    drag("Batch", 128);
    expect(comment.querySelector("details")!.open).toBe(true);
  });

  it("names its sliders, says their values with a unit, and announces the verdict once they rest", () => {
    vi.useFakeTimers();
    try {
      const {element, find, drag} = live();
      drag("The time of a step", 12);
      expect(find("The time of a step").getAttribute("aria-valuetext")).toBe("12 %");
      expect(find("A device").getAttribute("aria-valuetext")).toBe("40 GB");
      vi.advanceTimersByTime(2000);
      expect(element.querySelector("[aria-live=polite]")!.textContent).toMatch(
        /^The check fails: a limit is crossed, exit code 3\. time of a step rises by/,
      );
    } finally {
      vi.useRealTimers();
    }
  });
});

describe("the comment", () => {
  it("says which cause it was right after how far it moved", () => {
    expect(commentOf(checked(pull))).toMatch(
      /The new assistant-8b with batch 64 is 1\.\d\d× slower than the old assistant-8b with batch 32 [^\n]*? a step\. Model shape multiplies the speed-up by 0\.\d+ and batch \(32 → 64\) by 0\.\d+\./,
    );
  });

  it("tells a value and its limit apart, however near they are", () => {
    const {before, after} = checked(pull).outcomes[0]!;
    const rise = Math.floor(100 * (after!.values.latencySeconds! / before!.values.latencySeconds! - 1));
    const near = checked(withHead({limits: {...limits, timePercent: rise, memoryGigabytes: 27}}));
    const texts = near.outcomes[0]!.crossed.map(({text}) => text);
    expect(texts).toHaveLength(2);
    for (const text of texts) {
      const [is, may] = Array.from(text.matchAll(/[\d.]+ (?:%|GB)/g), ([number]) => number);
      expect(is, text).not.toBe(may);
    }
  });

  it("does not count as a difference what only a side with a time rests on", () => {
    const comment = commentOf(checked(withHead({side: {feedForwardSize: 32768, batch: 1024}})));
    const rows = Array.from(comment.matchAll(/^\| (?:before|after) \| (\S+ \S+) \|/gm), ([, input]) => input);
    expect(rows).toEqual(["assistant-8b shape.feedForwardSize", "assistant-8b shape.feedForwardSize"]);
  });
});

const hostile = [
  "<img src=x onerror=alert(1)>",
  "</summary></details><h1>approved</h1>",
  "<script>alert(1)</script>",
  "[click](javascript:alert(1))",
  "![x](https://evil.example/x.png)",
  "a | b | c",
  "@everyone #1 https://evil.example",
  "`*_~$&#128512;<b>",
];

describe("names", () => {
  it.each(hostile)("stay text in the comment: %s", (name) => {
    const result = checked(named(name));
    const markdown = commentOf(result);
    expect(markdown).toBe(renderCheckMarkdown(result));
    const element = pullRequestComment(markdown);
    const shown = (text: string | null) => text!.replaceAll("\u200b", "");
    expect(shown(element.querySelector("tbody td")!.textContent)).toBe(name);
    expect(shown(element.querySelector("summary")!.textContent)).toBe(`Details: ${name}`);
    expect(Array.from(element.querySelectorAll("a"), ({textContent}) => textContent)).toEqual(["Open the comparison"]);
    expect(element.querySelectorAll("img, script, h1, b, [onerror]")).toHaveLength(0);
    // Nor without our own list: what the check writes is safe for a renderer that lets HTML through.
    const box = document.createElement("div");
    box.innerHTML = new Marked().parse(markdown, {async: false});
    expect(box.querySelectorAll("img, script, h1, b, [onerror]")).toHaveLength(0);
    expect(box.querySelectorAll("summary")).toHaveLength(1);
  });
});

describe("renderedMarkdown", () => {
  const render = (markdown: string): string => {
    const box = document.createElement("div");
    box.append(renderedMarkdown(markdown));
    return box.innerHTML.trim();
  };

  it("lets through what is on its list, and of the rest the text", () => {
    expect(render("a **b** _c_ `d`")).toBe("<p>a <strong>b</strong> <em>c</em> <code>d</code></p>");
    expect(render('<p onclick="x()">a<img src="x"><marquee>b</marquee></p><script>c</script>')).toBe("<p>ab</p>");
    expect(render("[a](https://b.example) [c](javascript:x) [d](data:text/html,x)")).toBe(
      '<p><a href="https://b.example">a</a> <a>c</a> <a>d</a></p>',
    );
    expect(render("<svg><a xlink:href='javascript:x'>a</a></svg>b")).not.toMatch(/script/);
  });

  it("puts tables in a box that a keyboard can scroll", () => {
    expect(render("| a |\n| ---: |\n| b |")).toMatch(
      /^<div class="table-scroll" tabindex="0" role="group" aria-label="[^"]+"><table>.*<td align="right">b<\/td>/s,
    );
  });
});

describe("commentView", () => {
  it("leaves a text alone that it shows already", () => {
    const {element, ...view} = commentView();
    view.show("a");
    const [child] = element.querySelector(".pr-comment-body")!.children;
    view.show("a");
    expect(element.querySelector(".pr-comment-body")!.children[0]).toBe(child);
  });
});

describe("lineDiff", () => {
  it("gives the lines that both texts share once, and so many about each change", () => {
    expect(lineDiff("a\nb\nc\nd\ne\n", "a\nb\nc\nX\ne\n", 1)).toEqual([
      {kind: "skipped", count: 2},
      {kind: "same", text: "c"},
      {kind: "removed", text: "d"},
      {kind: "added", text: "X"},
      {kind: "same", text: "e"},
    ]);
    expect(lineDiff("a\n", "a\n")).toEqual([{kind: "skipped", count: 1}]);
    expect(lineDiff("b\n", "a\nb\nc\n")).toEqual([
      {kind: "added", text: "a"},
      {kind: "same", text: "b"},
      {kind: "added", text: "c"},
    ]);
  });

  it("gives back both texts", () => {
    const [before, after] = [scenarioFile(pull.base), scenarioFile(pull.head)];
    const lines = lineDiff(before, after, 1000);
    const side = (kind: string) =>
      lines.flatMap((line) =>
        line.kind === "same" || line.kind === kind ? [`${(line as {text: string}).text}\n`] : [],
      );
    expect(side("removed").join("")).toBe(before);
    expect(side("added").join("")).toBe(after);
  });

  it("shows signs beside colours", () => {
    const view = diffView("config.json", configFile(pull.base.side), configFile(pull.head.side));
    expect(view.querySelector("del")!.textContent).toMatch(/^- .*"intermediate_size": 14336,\n$/);
    expect(view.querySelector("ins")!.textContent).toMatch(/^\+ .*"intermediate_size": 20480,\n$/);
    expect(view.querySelectorAll("del, ins")).toHaveLength(2);
  });
});

describe("the tables of the lesson", () => {
  it("divides the change of the time into costs that multiply to it", () => {
    const {explanation, before, after} = checked(pull).outcomes[0]!;
    if (explanation?.answered !== true) throw new Error("expected an answer");
    const cells = Array.from(costsTable(explanation).querySelectorAll("tbody tr"), (row) =>
      Number(row.querySelectorAll("td")[1]!.textContent),
    );
    const ratio = after!.values.latencySeconds! / before!.values.latencySeconds!;
    expect(cells.slice(0, -1).reduce((product, cost) => product * cost, 1)).toBeCloseTo(ratio, 2);
    expect(cells.at(-1)).toBeCloseTo(ratio, 2);
    expect(cells).toHaveLength(3);
  });

  it("has a column for each side and a row for each metric that a side has", () => {
    const table = metricsTable([
      {name: "before", files: pull.base},
      {name: "after", files: pull.head},
    ]);
    expect(Array.from(table.querySelectorAll("tbody th"), ({textContent}) => textContent)).toEqual([
      "time of a step",
      "throughput",
      "memory of a device",
      "energy of a step",
      "cost of a million tokens",
    ]);
    expect(table.querySelectorAll("thead th")).toHaveLength(2);
  });

  it("draws the parts of the slow-down as long as they are, and none where causes go different ways", () => {
    const answered = (head: PullRequest["head"]) => {
      const {explanation} = checked({...pull, head}).outcomes[0]!;
      if (explanation?.answered !== true) throw new Error("expected an answer");
      return explanation;
    };
    const grows = Array.from(partsBar(answered(pull.head)).querySelectorAll("li"), ({style}) => Number(style.flexGrow));
    expect(grows[0]! + grows[1]!).toBeCloseTo(1, 9);
    expect(grows[0]).toBeGreaterThan(grows[1]!);
    const narrower = partsBar(answered({...pull.head, side: {feedForwardSize: 8192, batch: 64}}));
    expect(narrower.querySelectorAll("li")).toHaveLength(0);
  });
});
