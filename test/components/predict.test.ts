// @vitest-environment jsdom
import {describe, expect, it} from "vitest";
import {parseGuess, predict, replyTo} from "../../src/components/predict.js";
import {formatCount, formatRatio} from "../../src/lib/explainer/format.js";

describe("parseGuess", () => {
  it("reads numbers above zero, with commas and units as readers write them", () => {
    expect(["1.5", " 2 ", "1.39×", "2x", "11.0 ms", "66 %", "1,024", ".5", "3 times"].map(parseGuess)).toEqual([
      1.5, 2, 1.39, 2, 11, 66, 1024, 0.5, 3,
    ]);
  });

  it("returns null for what is no number above zero", () => {
    for (const text of ["", "many", "0", "-1", "1e5", "1.2.3", "2 to 3", "∞", "9".repeat(400)]) {
      expect(parseGuess(text)).toBeNull();
    }
  });
});

describe("replyTo", () => {
  it("says by how much a prediction is off, and when it is within the tolerance", () => {
    expect(replyTo(2.6, 2.65, formatRatio, 0.05)).toBe(
      "You predicted 2.60×, the engine computes 2.65×: within 5 % of it.",
    );
    expect(replyTo(1.325, 2.65, formatRatio, 0.05)).toMatch(/Your number is 50 % below it\.$/);
    expect(replyTo(3, 2, formatRatio, 0.05)).toMatch(/Your number is 50 % above it\.$/);
    expect(replyTo(256, 85, formatCount, 0.05)).toMatch(
      /You predicted 256, the engine computes 85\. Your number is 3\.01 times it\.$/,
    );
  });

  it("says so where there is no answer", () => {
    expect(replyTo(2, null, formatRatio, 0.05)).toMatch(/no number/);
  });
});

describe("predict", () => {
  const exercise = (answer: number) => {
    const box = document.createElement("div");
    box.className = "exercise";
    box.append(
      predict({label: "Speed-up", answer, format: formatRatio, example: "1.5"}),
      document.createElement("details"),
    );
    const form = box.querySelector("form")!;
    const input = box.querySelector("input")!;
    const submit = (text: string) => {
      input.value = text;
      form.dispatchEvent(new Event("submit", {cancelable: true}));
    };
    return {box, input, submit, details: box.querySelector("details")!, reply: box.querySelector("[role=status]")!};
  };

  it("labels its field, and announces the reply", () => {
    const {input, reply} = exercise(2);
    expect(input.labels?.[0]?.textContent).toBe("Speed-up");
    expect(reply.textContent).toBe("");
  });

  it("opens the answer for a number, and asks for one otherwise", () => {
    const {input, submit, details, reply} = exercise(2);
    submit("a lot");
    expect([details.open, input.getAttribute("aria-invalid")]).toEqual([false, "true"]);
    expect(reply.textContent).toBe("Write a number above zero, such as 1.5.");
    submit("2");
    expect([details.open, input.getAttribute("aria-invalid")]).toEqual([true, "false"]);
    expect(reply.textContent).toMatch(/the engine computes 2\.00×/);
  });
});
