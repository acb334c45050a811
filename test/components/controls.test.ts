// @vitest-environment jsdom
import {describe, expect, it, vi} from "vitest";
import {countControl, selectControl} from "../../src/components/controls.js";

/** Moves a slider, or types, as a reader does. */
function enter(input: HTMLInputElement, value: string): void {
  input.value = value;
  input.dispatchEvent(new Event("input", {bubbles: true}));
}

function batchControl() {
  const onInput = vi.fn();
  const control = countControl({label: "Batch", most: 4096, limit: 1_000_000}, onInput);
  const range = control.element.querySelector<HTMLInputElement>("[type=range]")!;
  const number = control.element.querySelector<HTMLInputElement>("[type=number]")!;
  return {control, onInput, range, number, output: control.element.querySelector("output")!};
}

describe("countControl", () => {
  it("gives another whole number at each step, from 1 to the most", () => {
    const {onInput, range} = batchControl();
    const steps = Number(range.max) + 1;
    for (let index = 0; index < steps; index++) enter(range, String(index));
    const values = onInput.mock.calls.map(([value]) => value as number);
    expect(values[0]).toBe(1);
    expect(values.at(-1)).toBe(4096);
    expect(new Set(values).size).toBe(steps);
    expect(values.every(Number.isInteger)).toBe(true);
    expect(values.slice(0, 8)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it("takes an exact number, beyond the slider's end too", () => {
    const {onInput, range, number, output} = batchControl();
    enter(number, "121");
    expect(onInput).toHaveBeenLastCalledWith(121);
    expect(output.textContent).toContain("121");
    expect(range.getAttribute("aria-valuetext")).toBe("121");
    enter(number, "9999");
    expect(onInput).toHaveBeenLastCalledWith(9999);
    expect(range.value).toBe(range.max);
  });

  it.each(["", "0", "-3", "2.5", "1000001"])("marks %j as invalid and tells nobody", (text) => {
    const {onInput, number} = batchControl();
    enter(number, text);
    expect(onInput).not.toHaveBeenCalled();
    expect(number.getAttribute("aria-invalid")).toBe("true");
    enter(number, "2");
    expect(number.hasAttribute("aria-invalid")).toBe(false);
  });

  it("names both inputs", () => {
    const {range, number} = batchControl();
    expect(range.getAttribute("aria-label")).toMatch(/^Batch/);
    expect(number.getAttribute("aria-label")).toMatch(/^Batch/);
  });
});

describe("selectControl", () => {
  it("groups its choices under headings and is labelled", () => {
    const onInput = vi.fn();
    const control = selectControl(
      {
        label: "Baseline",
        choices: [
          {value: "a", label: "A", group: "One"},
          {value: "b", label: "B", group: "Two"},
        ],
      },
      onInput,
    );
    const select = control.element.querySelector("select")!;
    expect(select.labels[0]?.textContent).toContain("Baseline");
    expect(Array.from(select.querySelectorAll("optgroup"), ({label}) => label)).toEqual(["One", "Two"]);
    control.show("b");
    expect(select.value).toBe("b");
    expect(onInput).not.toHaveBeenCalled();
    select.value = "a";
    select.dispatchEvent(new Event("input"));
    expect(onInput).toHaveBeenCalledWith("a");
  });
});
