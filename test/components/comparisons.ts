import {configure} from "../../src/lib/explore/configure.js";
import {findHardware, findModel} from "../../src/lib/catalog/lookup.js";
import {explain, type ExplainOptions} from "../../src/lib/explainer/explain.js";
import type {AnsweredExplanation, Explanation} from "../../src/lib/explainer/types.js";
import {homeState} from "../../src/lib/explore/homeState.js";
import type {Options} from "../../src/lib/explore/options.js";
import {textWidth} from "../../src/components/textWidth.js";

/** What a test compares: the home page's comparison, with some of it changed. */
export interface Asked extends Partial<Options> {
  readonly model?: string;
  readonly baseline?: string;
  readonly proposal?: string;
}

/** The explanation of the home page's comparison, with some of it changed. */
export function explained(
  {model, baseline, proposal, ...options}: Asked = {},
  choices: ExplainOptions = {},
): Explanation {
  const side = (hardware: string) =>
    configure({
      model: findModel(model ?? homeState.model),
      hardware: findHardware(hardware),
      options: {...homeState.options, ...options},
    });
  return explain(side(baseline ?? homeState.baseline), side(proposal ?? homeState.proposal), choices);
}

/** The same, where both sides fit. */
export function answered(asked: Asked = {}, choices: ExplainOptions = {}): AnsweredExplanation {
  const explanation = explained(asked, choices);
  if (!explanation.answered) throw new Error("does not fit");
  return explanation;
}

/** Comparisons of all kinds, for what must hold in each. */
export const manyAsked: readonly Asked[] = [
  {},
  ...[2, 8, 40, 63, 90, 122, 200, 256, 400].map((batch) => ({batch})),
  {batch: "max"},
  {phase: "prefill"},
  {baseline: "h100-sxm", batch: 16},
  {baseline: "t4", proposal: "mi300x", tensorParallel: 4, granularity: "operator", calibration: "calibrated"},
  {baseline: "h100-sxm", proposal: "t4", model: "qwen3-0.6b", batch: 300, inputLength: 64},
  {granularity: "operator", calibration: "calibrated", batch: 64},
  {granularity: "operator", calibration: "calibrated", phase: "prefill"},
  {precision: "fp8", batch: 64},
  {precision: "int4-weights", batch: 64},
  {calibration: "ideal", batch: 120},
];

/** A drawn text with its rectangle, as wide as it can be. */
export interface DrawnText {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The texts of a chart, where they stand. */
export function textsOf(figure: Element, selector = "svg text"): DrawnText[] {
  return Array.from(figure.querySelectorAll(selector), (element) => {
    const number = (name: string, fallback: number) => Number(element.getAttribute(name) ?? fallback);
    const size = number("font-size", 12);
    const text = element.textContent;
    const width = textWidth(text, size, element.hasAttribute("font-weight") ? "bold" : "normal");
    const anchor = element.getAttribute("text-anchor") ?? "start";
    const [dx = 0, dy = 0] = (
      /translate\(([^)]*)\)/.exec(element.parentElement?.getAttribute("transform") ?? "")?.[1] ?? "0,0"
    )
      .split(",")
      .map(Number);
    const x = number("x", 0) + dx;
    const left = anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
    const y = number("y", 0) + dy;
    return {text, left, right: left + width, top: y - 0.78 * size, bottom: y + 0.2 * size};
  });
}

/** Pairs of texts that overlap, as "a | b". */
export function overlapping(texts: readonly DrawnText[]): string[] {
  return texts.flatMap((a, index) =>
    texts
      .slice(index + 1)
      .filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
      .map((b) => `${a.text} | ${b.text}`),
  );
}

/** Texts that stand out of a chart's sides. */
export function clipped(texts: readonly DrawnText[], width: number): string[] {
  return texts.filter(({left, right}) => left < -1 || right > width + 1).map(({text}) => text);
}

/** A numeric attribute. */
export function numberOf(element: Element | null, name: string): number {
  const text = element?.getAttribute(name);
  if (text === null || text === undefined) throw new Error(`no attribute ${name}`);
  return Number(text);
}

/** The cells of a figure's table twin. */
export function tableOf(figure: Element): string[][] {
  return Array.from(figure.querySelectorAll("details table tr"), (row) =>
    Array.from(row.children, (cell) => cell.textContent),
  );
}
