// @vitest-environment jsdom
import {describe, expect, it} from "vitest";
import {explanationJson} from "../../lib/explainer/renderJson.js";
import {renderMarkdown} from "../../lib/explainer/renderMarkdown.js";
import {renderText} from "../../lib/explainer/renderText.js";
import {caseNames, expectedRendering, explanationOf} from "./cases.js";
import {pageOf} from "./page.js";

describe.each(caseNames)("the case %s", (name) => {
  const explanation = explanationOf(name, {verbose: true});

  it.each([
    ["text.txt", () => renderText(explanation, {verbose: true})],
    ["markdown.md", () => renderMarkdown(explanation)],
    ["explanation.json", () => `${JSON.stringify(explanationJson(explanation), roundedNumber, 2)}\n`],
    ["page.html", () => pageOf(explanation)],
  ])("is rendered as in %s", (file, render) => {
    const actual = render();
    expect(actual).toBe(expectedRendering(name, file, actual));
  });
});

/** Twelve digits: the last ones depend on how a machine computes logarithms. */
function roundedNumber(_: string, value: unknown): unknown {
  return typeof value === "number" ? Number(value.toPrecision(12)) : value;
}
