import {describe, expect, it} from "vitest";
import * as library from "../../lib/index.js";

const {DifferentialExplainer, Engine, Hardware, Models} = library;
const model = Models.Language.Llama3_8B;

describe("the front door", () => {
  it("prints the known block of the published tutorial: 1.39x, memory bound twice", () => {
    const options = {precision: "fp16", calibration: "tutorial", granularity: "model"} as const;
    const baseline = Engine.solve({model, hardware: Hardware.Cloud.A100, batchSize: 1, ...options});
    const proposal = Engine.solve({model, hardware: Hardware.Cloud.H100, batchSize: 1, ...options});
    const lines = String(DifferentialExplainer.comparePerformance({baseline, proposal})).split("\n");
    expect(lines.slice(0, 4)).toEqual([
      "📊 Differential Analysis: Proposal vs. Baseline",
      "• Speedup: 1.39x",
      "• Baseline Regime: Memory Bound",
      "• Proposal Regime: Memory Bound",
    ]);
  });

  it("takes the defaults of the command line: calibrated, per operator, decode at batch 1", () => {
    const {configuration} = Engine.solve({model, hardware: Hardware.Cloud.H100});
    expect(configuration.scenario).toMatchObject({
      phase: "decode",
      batch: 1,
      inputLength: 1024,
      granularity: "operator",
    });
    expect(configuration.calibration.id).toBe("calibrated");
  });

  it.each([
    [
      {batchSize: 0},
      'batchSize: expected a whole number from 1 to 1000000, or "max" for the largest that fits, got "0"',
    ],
    [{batchSize: 1.5}, "batchSize: expected a whole number"],
    [{batchSize: Number.NaN}, "batchSize: expected a whole number"],
    [{precision: "fp17"}, 'did you mean "fp16"?'],
    [{calibration: "calibrate"}, 'did you mean "calibrated"?'],
    [{inputLength: 200_000}, "more than the context of Llama-3.1-8B"],
    [{tensorParallel: 3}, "tp 3 does not divide"],
    [{batch: 3}, 'unknown option "batch"'],
    [{contextLength: 3}, 'unknown option "contextLength"'],
  ])("refuses %j with one line that names it", (options, message) => {
    const ask = () => Engine.solve({model, hardware: Hardware.Cloud.H100, ...(options as object)});
    expect(ask).toThrow(library.UserError);
    expect(ask).toThrow(message);
  });

  it("exports these names and no others", () => {
    expect(Object.keys(library).sort()).toMatchSnapshot();
  });
});
