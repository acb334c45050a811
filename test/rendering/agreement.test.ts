// @vitest-environment jsdom
import {describe, expect, it} from "vitest";
import type {ExplainOptions} from "../../lib/explainer/explain.js";
import * as formats from "../../lib/explainer/format.js";
import {
  formatCount,
  formatDuration,
  formatFactor,
  formatRatio,
  formatShare,
  formatValue,
} from "../../lib/explainer/format.js";
import {millisecondFormat} from "../../lib/explainer/operatorRows.js";
import {explanationJson, type AnsweredJson, type ExplanationJson} from "../../lib/explainer/renderJson.js";
import {renderMarkdown} from "../../lib/explainer/renderMarkdown.js";
import {renderText} from "../../lib/explainer/renderText.js";
import type {Explanation} from "../../lib/explainer/types.js";
import {caseNames, explanationOf} from "./cases.js";
import {pageOf} from "./page.js";

const prices = {baseline: 2.2, proposal: 3.9};
const measured = {baselineSeconds: 0.031, proposalSeconds: 0.0205};
const variants: Readonly<Record<string, ExplainOptions>> = {
  "as it is": {},
  "in throughput, measured": {metric: "throughput", measured},
  "in energy": {metric: "energy"},
  "in cost, measured, against a claim": {metric: "cost", prices, measured, headline: 30},
};
const compared = caseNames.flatMap((name) =>
  Object.entries(variants).map(
    ([variant, options]) => [name, variant, explanationOf(name, {...options, verbose: true})] as const,
  ),
);

/** What a script reads of it. */
function jsonOf(explanation: Explanation): ExplanationJson {
  return JSON.parse(JSON.stringify(explanationJson(explanation))) as ExplanationJson;
}

type Table = readonly (readonly string[])[];

/** The tables of a Markdown text, without what keeps GitHub from reading more into them. */
function tablesOf(markdown: string): Table[] {
  return markdown
    .split("\n\n")
    .filter((block) => block.startsWith("|"))
    .map((block) =>
      block
        .split("\n")
        .filter((_, row) => row !== 1)
        .map((line) =>
          line
            .slice(2, -2)
            .split(/ ?(?<!\\)\| ?/)
            .map((cell) => plain(cell)),
        ),
    );
}

function plain(markdown: string): string {
  return markdown
    .replace("&emsp;", "")
    .replaceAll("&#8203;", "")
    .replace(/\\(?=[\\`*_{}[\]<>|~#&$])/g, "")
    .trim();
}

/** The row of a table whose first cell is this. */
function row(tables: readonly Table[], head: string, first: string): readonly string[] {
  const found = tables.find(([cells]) => cells?.includes(head))?.find(([cell]) => cell === first);
  if (found === undefined) throw new Error(`no row ${first} in the table of ${head}`);
  return found.slice(1);
}

describe.each(compared)("the numbers of %s, %s,", (_, __, explanation) => {
  const json = jsonOf(explanation);
  const markdown = renderMarkdown(explanation);
  const tables = tablesOf(markdown);

  it("stand in text in the same cells as in Markdown", () => {
    const lines = renderText(explanation, {verbose: true})
      .split("\n")
      .map((line) => line.replace(/ {2,}/g, " ").trim());
    for (const [head = [], ...rows] of tables) {
      // Where operators are many columns wide, text has them in parts.
      if (head[0] === "operator") continue;
      for (const cells of rows) expect(lines).toContain(cells.filter((cell) => cell !== "").join(" "));
    }
  });

  it("stand in the same sentences in all renderings", () => {
    const page = new DOMParser().parseFromString(pageOf(explanation), "text/html").body.textContent;
    const told = {
      text: renderText(explanation).split("\n"),
      markdown: plain(markdown).split("\n"),
      page: page.replaceAll("\u00a0", " "),
    };
    for (const [index, {text}] of json.claims.entries()) {
      expect(told.text).toContain(text);
      expect(told.markdown).toContain(index === 0 ? `**${text}**` : `- ${text}`);
      // Where a side does not fit, the page says so in a table of its own.
      if (json.answered) expect(told.page).toContain(text);
    }
  });

  it.runIf(json.answered)("are those of the JSON, cell by cell", () => {
    const {baseline, proposal, factors, groups, gap, drillDown, headroom, speedup} = json as AnsweredJson;
    const sides = [baseline.profile, proposal.profile];
    for (const [term, name] of [
      ["memory", "memory traffic"],
      ["overhead", "launch overhead"],
    ] as const) {
      const cells = sides.map(
        (side) => `${formatDuration(side[`${term}Seconds`])} (${formatShare(side.shares[term])})`,
      );
      expect(row(tables, baseline.label, name)).toEqual(cells);
    }
    for (const {label, baseline: before, proposal: after, unit, ratio, capture, multiplier} of factors) {
      expect(row(tables, "cause", label)).toEqual([
        `${formatValue(before, unit)} → ${formatValue(after, unit)}`,
        ratio === null ? "" : formatRatio(ratio),
        capture === null ? "" : formatShare(capture),
        formatRatio(multiplier),
      ]);
    }
    for (const {id, multiplier, factors: members} of groups) {
      if (members.length > 1 && groups.length > 1)
        expect(row(tables, "cause", id).at(-1)).toBe(formatRatio(multiplier));
    }
    expect(row(tables, "cause", "all").at(-1)).toBe(formatRatio(speedup));
    const terms = tables.find(([head]) => head?.[0] === "term")?.slice(2, -1) ?? [];
    expect(terms.map((cells) => cells.slice(1))).toEqual(
      (gap?.terms ?? []).map(({multiplier, baselineSeconds: before, proposalSeconds: after}) => [
        before === null ? "" : formatDuration(before),
        after === null ? "" : formatDuration(after),
        `${formatFactor(multiplier)}×`,
      ]),
    );
    const milliseconds = millisecondFormat(Math.max(...sides.map(({latencySeconds}) => latencySeconds)));
    for (const {id, baselineSeconds: before, proposalSeconds: after, savedSeconds} of drillDown.operators) {
      const cells = [before, after, ...savedSeconds, before - after].map(milliseconds);
      expect(row(tables, "operator", id).slice(1)).toEqual(cells);
    }
    const sums = [...sides.map(({latencySeconds}) => latencySeconds), ...drillDown.savedSeconds];
    expect(row(tables, "operator", "all").slice(1, -1)).toEqual(sums.map(milliseconds));
    const gains = tables.find(([head]) => head?.[0] === "what would help next")?.slice(1) ?? [];
    expect(gains.map(([, gain]) => gain)).toEqual(headroom.map(({speedup: gain}) => formatRatio(gain)));
  });

  it("are, on the page too, numbers of the JSON as the one set of formats prints them", () => {
    const printed = printedOf(json);
    const page = new DOMParser().parseFromString(pageOf(explanation), "text/html");
    // A sweep shows what other batches would give, a roofline what the machine could: neither is in an explanation.
    for (const other of page.querySelectorAll("[data-chart=batch-axis], [data-chart=roofline]")) other.remove();
    const onPage = Array.from(page.querySelectorAll("td, th"), ({textContent}) =>
      textContent.replaceAll("\u00a0", " "),
    );
    for (const cell of [...tables.flat(2), ...onPage]) {
      for (const piece of piecesOf(cell)) expect(printed, cell).toContain(piece);
    }
  });
});

/** What of a cell is a number, or a name that the JSON holds. */
function piecesOf(cell: string): string[] {
  return cell
    .split(
      / → |[()]|, |^(?:batch|input of|memory bandwidth|peak) | tokens$| the price.*$| is ahead from$| an hour$|^ratio of .*$/,
    )
    .map((piece) => piece.trim())
    .filter((piece) => /\d/.test(piece));
}

/** All texts of a JSON value, and all of its numbers in every format. */
function printedOf(json: ExplanationJson): ReadonlySet<string> {
  const printed = new Set<string>();
  const {latencySeconds: before} = json.baseline.profile;
  const {latencySeconds: after} = json.proposal.profile;
  const milliseconds = before === null || after === null ? formatDuration : millisecondFormat(Math.max(before, after));
  const units = ["B", "B/s", "FLOP/s", "W", "FLOP/byte"];
  const addNumber = (value: number) => {
    for (const extra of [0, 1, 2, 3]) {
      printed.add(formatDuration(value, extra));
      for (const unit of ["token", "sample"] as const) printed.add(formats.formatThroughput(value, unit, extra));
      printed.add(formats.formatEnergy(value, extra));
      printed.add(formats.formatMoney(value, extra));
    }
    for (const text of [formatShare(value), formatRatio(value), `${formatFactor(value)}×`, formatCount(value)])
      printed.add(text);
    for (const unit of units) for (const digits of [3, 4]) printed.add(formats.formatQuantity(value, unit, digits));
    for (const unit of ["W", "USD/h", "×", "s"]) printed.add(formatValue(value, unit));
    printed.add(milliseconds(value));
  };
  const visit = (value: unknown): void => {
    if (typeof value === "number") addNumber(value);
    else if (typeof value === "string") for (const piece of [value, ...value.split(", ")]) printed.add(piece);
    else if (typeof value === "object" && value !== null) Object.values(value).forEach(visit);
  };
  visit(json);
  // The one number that is a difference: what all causes together save.
  const saved = [...(json.drillDown?.operators ?? []), {baselineSeconds: before ?? 0, proposalSeconds: after ?? 0}];
  for (const {baselineSeconds, proposalSeconds} of saved) printed.add(milliseconds(baselineSeconds - proposalSeconds));
  return printed;
}
