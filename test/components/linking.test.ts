// @vitest-environment jsdom
import {beforeEach, describe, expect, it} from "vitest";
import {html, svg} from "../../src/components/element.js";
import {linkWordsAndMarks} from "../../src/components/linking.js";
import {about} from "../../src/components/subjects.js";
import type {Subject} from "../../src/lib/explainer/types.js";

const overhead = "time:baseline:overhead" as const;
const memory = "time:baseline:memory" as const;

function claim(id: string, ...subjects: Subject[]): HTMLElement {
  return html("li", {"data-claim": id, tabindex: 0, ...about(...subjects)}, id);
}

function mark(name: string, ...subjects: Subject[]): SVGElement {
  return svg("g", {id: name, tabindex: -1, ...about(...subjects)}, svg("title", {}, name), svg("rect"));
}

function open() {
  const bars = html(
    "figure",
    {},
    svg(
      "svg",
      {},
      svg("g", {id: "side", ...about("side:baseline")}, mark("overhead", overhead), mark("memory", memory)),
    ),
  );
  const causes = html("figure", {}, svg("svg", {}, mark("bandwidth", "factor:memory-bandwidth")));
  const words = html(
    "ul",
    {},
    claim("gap", overhead),
    claim("same-regime", memory, overhead),
    claim("faster", "speedup"),
  );
  const root = html("section", {}, words, bars, causes);
  document.body.replaceChildren(root, html("button", {id: "outside"}));
  return {root, words, linking: linkWordsAndMarks(root)};
}

const named = (attribute: string) =>
  Array.from(
    document.querySelectorAll(`[${attribute}]`),
    (element) => element.getAttribute("data-claim") ?? element.id,
  );
const lit = () => named("data-lit");
const dim = () => named("data-dim");
const get = (selector: string) => document.querySelector<HTMLElement | SVGElement>(selector)!;
const point = (selector: string, type = "pointerover", pointerType = "mouse") =>
  get(selector).dispatchEvent(new PointerEvent(type, {bubbles: true, pointerType}));
const click = (selector: string) => get(selector).dispatchEvent(new MouseEvent("click", {bubbles: true}));
const press = (key: string, target: EventTarget = document.activeElement!) =>
  target.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}));

beforeEach(() => {
  document.body.replaceChildren();
});

describe("linkWordsAndMarks", () => {
  it("lights the marks of a focused sentence, and dims the others of their figure alone", () => {
    open();
    get("[data-claim=gap]").focus();
    expect(lit()).toEqual(["gap", "overhead"]);
    expect(dim()).toEqual(["memory"]);
    get("#outside").focus();
    expect([...lit(), ...dim()]).toEqual([]);
  });

  it("lights the sentences about the mark under the pointer, and dims nothing", () => {
    open();
    point("#overhead rect");
    expect(lit()).toEqual(["gap", "same-regime", "overhead"]);
    expect(dim()).toEqual([]);
    point("#memory rect");
    expect(lit()).toEqual(["same-regime", "memory"]);
    point("section", "pointerleave");
    expect(lit()).toEqual([]);
  });

  it("lets a pointer that rests not take the light from what is focused, until it moves", () => {
    open();
    get("[data-claim=gap]").focus();
    point("#memory rect");
    expect(lit()).toEqual(["gap", "overhead"]);
    point("#memory rect", "pointermove");
    expect(lit()).toEqual(["same-regime", "memory"]);
  });

  it("describes a focused mark by the sentences about it, and only while it is focused", () => {
    open();
    get("#overhead").focus();
    const ids = get("#overhead").getAttribute("aria-describedby")!.split(" ");
    expect(ids.map((id) => get(`#${id}`).dataset["claim"])).toEqual(["gap", "same-regime"]);
    get("#outside").focus();
    expect(document.querySelector("[aria-describedby]")).toBeNull();
  });

  it("keeps what was clicked lit while the focus is elsewhere, until Escape", () => {
    open();
    get("[data-claim=gap]").focus();
    click("[data-claim=gap]");
    get("#outside").focus();
    expect(lit()).toEqual(["gap", "overhead"]);
    press("Escape");
    expect(lit()).toEqual([]);
  });

  it("does by Enter what a click does, and puts the light out by the next", () => {
    open();
    get("[data-claim=gap]").focus();
    press("Enter");
    get("#outside").focus();
    expect(lit()).toEqual(["gap", "overhead"]);
    get("[data-claim=gap]").focus();
    press("Enter");
    expect(lit()).toEqual([]);
  });

  it("toggles by touch, which does not hover", () => {
    open();
    point("#overhead", "pointerover", "touch");
    expect(lit()).toEqual([]);
    click("#overhead");
    expect(lit()).toEqual(["gap", "same-regime", "overhead"]);
    click("#overhead");
    expect(lit()).toEqual([]);
  });

  it("follows a chosen sentence to where it stands after a change", () => {
    const {words, linking} = open();
    click("[data-claim=gap]");
    words.replaceChildren(claim("faster", "speedup"), claim("gap", memory));
    linking.refresh();
    expect(lit()).toEqual(["gap", "memory"]);
    words.replaceChildren(claim("faster", "speedup"));
    linking.refresh();
    expect(lit()).toEqual(["memory"]);
  });

  it("forgets a focused sentence that another has taken the place of", () => {
    const {words, linking} = open();
    get("[data-claim=gap]").focus();
    words.firstElementChild!.setAttribute("data-claim", "other");
    linking.refresh();
    expect(lit()).toEqual([]);
  });
});
