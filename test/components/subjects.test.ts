// @vitest-environment jsdom
import {describe, expect, it} from "vitest";
import {html} from "../../src/components/element.js";
import {about, subjectToken, tokensOf} from "../../src/components/subjects.js";
import type {Subject} from "../../src/lib/explainer/types.js";

describe("subjects", () => {
  it("makes one token of each subject, and different ones of different subjects", () => {
    const subjects: Subject[] = [
      "speedup",
      "operator:LM head",
      "operator:LM%20head",
      "operator:gate and up projection",
    ];
    const tokens = subjects.map(subjectToken);
    for (const token of tokens) expect(token).not.toMatch(/\s/);
    expect(new Set(tokens).size).toBe(subjects.length);
    expect(tokensOf(html("p", about(...subjects)))).toEqual(tokens);
  });

  it("leaves the attribute out where there is no subject", () => {
    expect(html("p", about()).outerHTML).toBe("<p></p>");
    expect(tokensOf(html("p"))).toEqual([]);
  });
});
