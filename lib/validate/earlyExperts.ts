import type {Calibration, Hardware, Model} from "../engine/types.js";
import {tensorRtMinor} from "./tensorRtMinor.js";

/*
 * How TensorRT-LLM before 0.10 computed the experts of a mixture. Its only kernels for them multiplied in 16 bits, with the
 * instructions of Ampere on whatever card: a checkpoint in fp8 had its experts in 16 bits all the same
 * (`moe_gemm_kernels_template.h`, `mixtureOfExpertsPlugin.cpp` and `layers/moe.py` of 0.9; release notes of 0.10: "Added FP8
 * quantization support for Mixtral"). Figures of Mixtral in "FP8" were published with 0.9 and taken back with 0.10.
 */

/** What Ampere's instructions reach of the peak of Hopper's own: 62.9 % (Luo et al., arXiv 2501.12084, table 7). */
export const ampereOnHopper = 0.629;

/** Whether software, by the name and version that a table gives it, computes a model's experts with Ampere's 16-bit kernels. */
export function hasEarlyExperts(engine: string, model: Model): boolean {
  if (model.architecture !== "decoder" || model.experts === null) return false;
  const minor = tensorRtMinor(engine);
  return minor !== null && minor < 10;
}

/**
 * The constants of software with such experts. All products are charged as theirs, which of Mixtral nine tenths are.
 *
 * @param hardware - The accelerator: on other generations than Hopper these instructions are the usual ones.
 */
export function earlyExpertConstants(calibration: Calibration, {id}: Pick<Hardware, "id">): Calibration {
  if (!/^(?:g?h100|g?h200)\b/.test(id)) return calibration;
  const {matrixFraction} = calibration;
  return {...calibration, matrixFraction: {...matrixFraction, bits16: ampereOnHopper * matrixFraction.bits16}};
}
