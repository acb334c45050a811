import {describe, expect, it} from "vitest";
import {findCalibration, findHardware} from "../../lib/catalog/lookup.js";
import {resolveCalibration} from "../../lib/catalog/resolveCalibration.js";

describe("resolveCalibration", () => {
  it("takes the step time of the hardware where the calibration states one, else the default", () => {
    const tutorial = findCalibration("tutorial");
    expect(resolveCalibration(tutorial, findHardware("a100")).stepSeconds).toBe(15e-6);
    expect(resolveCalibration(tutorial, findHardware("h100")).stepSeconds).toBe(10e-6);
    expect(resolveCalibration(tutorial, {id: "constructor"}).stepSeconds).toBe(10e-6);
  });

  it("gives the tutorial its constants", () => {
    expect(resolveCalibration(findCalibration("tutorial"), findHardware("h100"))).toEqual({
      id: "tutorial",
      matrixFraction: {bits16: 0.41, bits8: 0.41, bits4: 0.41},
      attentionFraction: 0.41,
      perHeadAttention: null,
      memoryFraction: 1,
      dequantisation: {flopPerWeight: 0, matrixFraction: 1},
      linkFraction: 1,
      linkLatencySeconds: 0,
      launchSeconds: {graph: 9.85e-6, eager: 9.85e-6},
      launchesPerLayer: 10,
      stepSeconds: 10e-6,
      idlePowerFraction: 0.3,
    });
  });

  it("gives the ideal calibration no loss and no fixed cost", () => {
    expect(resolveCalibration(findCalibration("ideal"), findHardware("t4"))).toEqual({
      id: "ideal",
      matrixFraction: {bits16: 1, bits8: 1, bits4: 1},
      attentionFraction: 1,
      perHeadAttention: null,
      memoryFraction: 1,
      dequantisation: {flopPerWeight: 0, matrixFraction: 1},
      linkFraction: 1,
      linkLatencySeconds: 0,
      launchSeconds: {graph: 0, eager: 0},
      launchesPerLayer: 0,
      stepSeconds: 0,
      idlePowerFraction: 0,
    });
  });

  it("gives attention head by head its constants only where that is asked for", () => {
    const of = (id: "calibrated" | "ideal", perHead: boolean) =>
      resolveCalibration(findCalibration(id), findHardware("h100"), {perHead}).perHeadAttention;
    expect(of("calibrated", false)).toBeNull();
    expect(of("ideal", true)).toBeNull();
    const constants = of("calibrated", true)!;
    expect(constants.bits8).toBeLessThan(constants.bits16);
    expect(constants.bits16).toBeLessThan(0.5);
  });
});
