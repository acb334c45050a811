// @vitest-environment jsdom
import {afterEach, beforeEach, describe, expect, it, vi} from "vitest";
import {html} from "../../src/components/element.js";
import {figureSlots} from "../../src/components/figureSlots.js";

type Callback = (entries: readonly unknown[]) => void;
let tell: {sight: Callback; width: Callback};

beforeEach(() => {
  vi.useFakeTimers();
  const observer = (name: "sight" | "width") =>
    class {
      constructor(callback: Callback) {
        tell = {...tell, [name]: callback};
      }
      observe(): void {}
    };
  vi.stubGlobal("IntersectionObserver", observer("sight"));
  vi.stubGlobal("ResizeObserver", observer("width"));
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function open(fixedWidth: number | null = null) {
  const drawn: string[] = [];
  const onDrawn = vi.fn();
  const slots = figureSlots<string>(fixedWidth, onDrawn);
  const add = (name: string) =>
    slots.add((content, width) => {
      drawn.push(`${name} ${content} ${width}`);
      return content === "nothing" ? null : html("figure", {}, content);
    });
  const [upper, lower] = [add("upper"), add("lower")];
  const see = (target: HTMLElement, isIntersecting: boolean) => {
    tell.sight([{target, isIntersecting}]);
  };
  return {slots, upper, lower, see, onDrawn, drawn: () => drawn.splice(0)};
}

describe("figureSlots", () => {
  it("draws what is in sight at once, and the rest when the page rests", () => {
    const {slots, lower, see, drawn, onDrawn} = open();
    slots.show("one");
    expect(drawn()).toEqual(["upper one 440", "lower one 440"]);
    see(lower, false);
    slots.show("two");
    slots.show("three");
    expect(drawn()).toEqual(["upper two 440", "upper three 440"]);
    onDrawn.mockClear();
    vi.runAllTimers();
    expect(drawn()).toEqual(["lower three 440"]);
    expect(onDrawn).toHaveBeenCalledTimes(1);
    expect(lower.textContent).toBe("three");
  });

  it("draws what comes into sight, and what is printed, without waiting", () => {
    const {slots, lower, see, drawn} = open();
    slots.show("one");
    see(lower, false);
    slots.show("two");
    drawn();
    see(lower, true);
    expect(drawn()).toEqual(["lower two 440"]);
    see(lower, false);
    slots.show("three");
    drawn();
    dispatchEvent(new Event("beforeprint"));
    expect(drawn()).toEqual(["lower three 440"]);
  });

  it("draws again at another width, and not at the same or at none", () => {
    const {slots, upper, drawn} = open();
    slots.show("one");
    drawn();
    for (const width of [0, 440, 300.6]) tell.width([{target: upper, contentRect: {width}}]);
    expect(drawn()).toEqual(["upper one 300"]);
  });

  it("draws everything at once at a fixed width", () => {
    const {slots, drawn} = open(640);
    slots.show("one");
    slots.show("two");
    expect(drawn()).toEqual(["upper one 640", "lower one 640", "upper two 640", "lower two 640"]);
  });

  it("draws what was in sight before it was hidden as soon as it is shown again", () => {
    const {slots, upper, lower, see, drawn} = open();
    slots.show("one");
    see(lower, false);
    slots.show("two");
    slots.hide();
    see(upper, false);
    drawn();
    vi.runAllTimers();
    expect(drawn()).toEqual([]);
    slots.show("three");
    expect(drawn()).toEqual(["upper three 440"]);
  });

  it("leaves a place empty where there is nothing to draw, and fills it again", () => {
    const {slots, upper} = open();
    slots.show("one");
    slots.show("nothing");
    expect(upper.childElementCount).toBe(0);
    slots.show("two");
    expect(upper.textContent).toBe("two");
  });
});
