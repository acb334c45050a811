import {findCalibration} from "../catalog/lookup.js";
import {resolveCalibration} from "../catalog/resolveCalibration.js";
import {predictCall} from "./kernelModel.js";
import {measuredKernel} from "./measuredKernel.js";
import {isUnpredicted} from "./resolveNames.js";
import type {Prediction, Row, Unpredicted} from "./types.js";

/** What the engine says of a kernel's time. */
export interface KernelPrediction extends Prediction {
  /** Rows that were measured together, and are left out together where one of them is impossible. */
  readonly series: string;
  /** Whether the measured time is one that the data sheet allows. */
  readonly possible: boolean;
}

const none = {bandwidth: null, flops: null, roofline: null};

/** What the engine says of a row of a table of kernels, in microseconds, or why it says nothing. */
export function predictKernelRow(row: Row, calibrationId: string): KernelPrediction | Unpredicted {
  const kernel = measuredKernel(row);
  if (isUnpredicted(kernel)) return kernel;
  const calibration = resolveCalibration(findCalibration(calibrationId), kernel.hardware);
  return {
    predicted: 1e6 * predictCall(kernel.lowered, calibration),
    measured: 1e6 * kernel.seconds,
    largerIsBetter: false,
    relative: false,
    category: kernel.format.category,
    // A kernel's time is judged as it is; the simple rules are about ratios.
    naive: none,
    series: kernel.series,
    possible: kernel.idealSeconds <= kernel.seconds,
  };
}
