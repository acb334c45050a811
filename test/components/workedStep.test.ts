// @vitest-environment jsdom
import {describe, expect, it} from "vitest";
import {Engine, Hardware, Models} from "../../src/components/library.js";
import {workedSteps} from "../../src/components/workedStep.js";

const envelope = {precision: "fp16", calibration: "tutorial"} as const;
const request = {model: Models.Language.Llama3_8B, hardware: Hardware.Cloud.A100, batchSize: 1, ...envelope};

describe("workedSteps", () => {
  it("puts the numbers of the step into the formula, with digits enough to add up", () => {
    const text = workedSteps([Engine.solve({...request, granularity: "model"})]).textContent.replace(/\s/g, " ");
    expect(text).toContain("0.41·312 TFLOP/s");
    expect(text).toContain("16.06 GB1·2.039 TB/s=7.877 ms");
    expect(text).toContain("320·9.85 µs+15 µs=3.167 ms");
    expect(text).toContain("=7.877 ms+3.167 ms=11.04 ms");
  });

  it("says that there is no single formula where a step has many operators, or does not fit", () => {
    const many = Engine.solve({...request, granularity: "operator"});
    const tooLarge = Engine.solve({...request, model: Models.Language.Llama3_70B, granularity: "model"});
    expect(workedSteps([many]).textContent).toMatch(/no single formula/);
    expect(workedSteps([tooLarge]).textContent).toMatch(/no single formula/);
  });
});
