import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {explain, type ExplainOptions} from "../../lib/explainer/explain.js";
import {millisecondFormat} from "../../lib/explainer/operatorRows.js";
import {renderMarkdown} from "../../lib/explainer/renderMarkdown.js";
import {renderText} from "../../lib/explainer/renderText.js";
import {pairs} from "../configurations.js";
import {explanationOf} from "./cases.js";

const prices = {baseline: 2.2, proposal: 3.9};
const measured = {baselineSeconds: 0.0112, proposalSeconds: 0.0091};
const optionSets: fc.Arbitrary<ExplainOptions> = fc.constantFrom<ExplainOptions[]>(
  {},
  {metric: "throughput", measured},
  {metric: "cost", prices, headline: 30},
  {metric: "latency", prices, measured},
);

/** The four lines that the published tutorial made known. */
function block(options: ExplainOptions, name = "a100-to-h100-decode"): string[] {
  return renderText(explanationOf(name, options)).split("\n").slice(0, 4);
}

describe("renderText", () => {
  it("opens with the known block, and says beside the ratio what it is of where that is no time", () => {
    const [title, speedup, ...regimes] = block({});
    expect(title).toBe("📊 Differential Analysis: Proposal vs. Baseline");
    expect(speedup).toMatch(/^• Speedup: \d\.\d\dx$/);
    expect(regimes).toEqual(["• Baseline Regime: Memory Bound", "• Proposal Regime: Memory Bound"]);
    expect(block({metric: "throughput"})[1]).toMatch(/^• Speedup: \d\.\d\dx \(tokens per second\)$/);
    expect(block({metric: "energy"})[1]).toMatch(/^• Speedup: \d\.\d\dx \(tokens per joule\)$/);
    expect(block({metric: "cost", prices})[1]).toMatch(/^• Speedup: \d\.\d\dx \(tokens per dollar\)$/);
    expect(block({measured})[1]).toMatch(/^• Speedup: 1\.23x \(measured, predicted \d\.\d\dx\)$/);
    expect(block({metric: "cost", prices, measured})[1]).toMatch(
      / \(tokens per dollar; measured, predicted \d\.\d\dx\)$/,
    );
    expect(block({measured}, "does-not-fit")).toEqual([
      title,
      "• Speedup: none, a side does not fit (measured 1.23x)",
      "• Baseline Regime: Memory Bound",
      "• Proposal Regime: Does Not Fit",
    ]);
  });

  it("keeps to the tables of times and causes unless asked for all", () => {
    const explanation = explanationOf("a100-to-h100-decode");
    const [short, long] = [renderText(explanation), renderText(explanation, {verbose: true})];
    expect(long.startsWith(short.trimEnd())).toBe(true);
    for (const head of ["term ", "operator ", "side ", "break-even ", "what would help next "]) {
      expect(short).not.toContain(`\n${head}`);
      expect(long).toContain(`\n${head}`);
    }
  });

  it("gives a family a row of its own only where several families differ and it has several causes", () => {
    const one = renderText(explanationOf("a100-to-h100-decode"));
    expect(one).not.toMatch(/^hardware /m);
    const two = renderText(explanationOf("a100-to-h100-decode", {measured}));
    expect(two).toMatch(/^hardware .*×\n {2}peak FLOP\/s .*\n {2}memory bandwidth .*\nmeasured ÷ predicted time /m);
  });

  it("states how mixtures are treated, in each form", () => {
    const explanation = explanationOf("bf16-to-fp8-batch-1");
    expect(explanation.policies).not.toEqual([]);
    for (const policy of explanation.policies) {
      expect(renderText(explanation)).toContain(`\n${policy}\n`);
      expect(renderMarkdown(explanation)).toContain(`- ${policy}`);
    }
  });
});

describe("renderMarkdown", () => {
  it("opens with the verdict, then a table, and folds the rest", () => {
    const explanation = explanationOf("h100-to-h200-capacity");
    const blocks = renderMarkdown(explanation).split("\n\n");
    expect(blocks[0]).toBe(`**${explanation.claims[0]!.text}**`);
    expect(blocks[1]).toMatch(/^\|  \| H100 SXM \| H200 SXM \|\n/);
    expect(blocks[2]).toBe(
      'Regime: memory bound → compute bound. Times are predicted with the constants "calibrated", not measured.',
    );
    expect(blocks[3]).toBe("<details><summary>Why</summary>");
    expect(blocks.filter((text) => text.startsWith("<details>"))).toHaveLength(4);
    expect(blocks.filter((text) => text.trim() === "</details>")).toHaveLength(4);
  });
});

describe("both, of any comparison,", () => {
  it("hold no number that is none, no line with an end of spaces, and tables of equal rows", () => {
    fc.assert(
      fc.property(pairs, optionSets, ([baseline, proposal], options) => {
        const explanation = explain(baseline, proposal, {...options, verbose: true});
        const [text, markdown] = [renderText(explanation, {verbose: true}), renderMarkdown(explanation)];
        for (const form of [text, markdown])
          expect(form).not.toMatch(/NaN|Infinity|∞|undefined|null|\[object| \n|\n{3}/);
        for (const table of markdown.split("\n\n").filter((lines) => lines.startsWith("|"))) {
          const cells = table
            .trim()
            .split("\n")
            .map((line) => line.split(/(?<!\\)\|/).length);
          expect(new Set(cells).size, table).toBe(1);
        }
      }),
      {numRuns: 300},
    );
  });
});

describe("millisecondFormat", () => {
  it("shows four digits of the longest, in all cells alike", () => {
    expect([0.0102, 0.001, 0, -0.00125].map(millisecondFormat(0.0102))).toEqual(["10.20", "1.00", "0", "-1.25"]);
    expect([12.5, 0.001].map(millisecondFormat(12.5))).toEqual(["12500", "1"]);
    expect([5e-6, 1e-9].map(millisecondFormat(5e-6))).toEqual(["0.005000", "0.000001"]);
  });

  it("shows no sign of what rounds to nothing", () => {
    expect(millisecondFormat(0.01)(-1e-9)).toBe("0.00");
  });
});
