import type {Profile} from "../lib/engine/types.js";
import {matrixFraction} from "../lib/engine/roofline.js";
import {peakRate} from "../lib/engine/resolveHardware.js";
import {formatCount, formatQuantity} from "../lib/explainer/format.js";
import {html} from "./element.js";

const mathNamespace = "http://www.w3.org/1998/Math/MathML";

/** Steps with the numbers put in, side by side where there is room. */
export function workedSteps(profiles: readonly Profile[]): HTMLElement {
  return html("div", {class: "side-by-side"}, ...profiles.map(workedStep));
}

/**
 * The formula of the engine with the numbers of one step put in, as a block of mathematics: what `model` granularity
 * computes. The terms that do not bind are shown as well, for they are what the maximum was taken over.
 */
function workedStep(profile: Profile): HTMLElement {
  const {hardware, scenario, calibration} = profile.configuration;
  const name = `One step on ${hardware.name}, with the numbers put in`;
  // On a phone a little smaller, so that no line has to be scrolled.
  const style = "font-size: min(1em, 4.1vw)";
  const box = html("div", {class: "katex-block", style, tabindex: 0, role: "group", "aria-label": name});
  if (!profile.fits || profile.operators.length !== 1) {
    box.textContent = "There is no single formula for this step.";
    return box;
  }
  const [step] = profile.operators;
  const {flop, weightBytes, launches, computeSeconds, memorySeconds} = step!;
  const format = scenario.precision.activations;
  const number = (value: number) => formatQuantity(value, "", 3).trim();
  const rows = [
    [
      symbol("t", "c"),
      "=",
      fraction(
        text(formatQuantity(flop, "FLOP")),
        times(number(matrixFraction(calibration, format)), formatQuantity(peakRate(hardware, format), "FLOP/s")),
      ),
      "=",
      text(milliseconds(computeSeconds)),
    ],
    [
      symbol("t", "m"),
      "=",
      fraction(
        text(formatQuantity(weightBytes, "B")),
        times(number(calibration.memoryFraction), formatQuantity(hardware.memoryBandwidthBytesPerSecond, "B/s")),
      ),
      "=",
      text(milliseconds(memorySeconds)),
    ],
    [
      symbol("t", "o"),
      "=",
      ...times(formatCount(launches), microseconds(calibration.launchSeconds[scenario.execution])),
      "+",
      text(microseconds(calibration.stepSeconds)),
      "=",
      text(milliseconds(profile.overheadSeconds)),
    ],
    [identifier("T"), "=", identifier("max"), "(", symbol("t", "c"), ",", symbol("t", "m"), ")", "+", symbol("t", "o")],
    [
      element("mrow"),
      "=",
      text(milliseconds(Math.max(computeSeconds, memorySeconds))),
      "+",
      text(milliseconds(profile.overheadSeconds)),
      "=",
      strong(milliseconds(profile.latencySeconds)),
    ],
  ];
  const math = element("math");
  math.setAttribute("display", "block");
  const table = element("mtable");
  table.setAttribute("displaystyle", "true");
  table.setAttribute("style", "text-align: left");
  for (const row of rows) {
    const line = element("mtr");
    const [left, ...right] = row.map((part) => (typeof part === "string" ? operator(part) : part));
    line.append(cell("right", left!), cell("left", element("mi"), ...right));
    table.append(line);
  }
  math.append(table);
  box.append(html("p", {class: "small muted"}, hardware.name), math);
  return box;
}

type Part = Element | string;

/** Four digits, unlike elsewhere: a reader should be able to check the sum. */
const milliseconds = (seconds: number) => `${formatQuantity(1e3 * seconds, "").trim()} ms`;
const microseconds = (seconds: number) => `${formatQuantity(1e6 * seconds, "").trim()} µs`;

function element(name: string, ...children: Element[]): Element {
  const made = document.createElementNS(mathNamespace, name);
  made.append(...children);
  return made;
}

function leaf(name: string, content: string): Element {
  const made = element(name);
  made.textContent = content;
  return made;
}

const text = (content: string) => leaf("mtext", content.replaceAll(" ", "\u00a0"));
function operator(content: string): Element {
  const made = leaf("mo", content);
  if (content === "=" || content === "+") {
    made.setAttribute("lspace", "0.28em");
    made.setAttribute("rspace", "0.28em");
  }
  return made;
}

const identifier = (content: string) => leaf("mi", content);
const symbol = (name: string, index: string) => element("msub", identifier(name), leaf("mtext", index));
const row = (...parts: Part[]) =>
  element("mrow", ...parts.map((part) => (typeof part === "string" ? operator(part) : part)));
const times = (left: string, right: string): Part[] => [text(left), "·", text(right)];
const fraction = (above: Element, below: Part[]) => element("mfrac", above, row(...below));

function strong(content: string): Element {
  const made = text(content);
  made.setAttribute("style", "font-weight: 600");
  return made;
}

function cell(align: "left" | "right", ...parts: Element[]): Element {
  const made = element("mtd", ...parts);
  made.setAttribute("style", `text-align: ${align}; padding: 0.3em 0.15em`);
  return made;
}
