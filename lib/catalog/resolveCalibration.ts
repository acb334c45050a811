import type {Calibration, Hardware} from "../engine/types.js";
import type {CalibrationEntry} from "./types.js";

/** The constants of a calibration for one accelerator, as the engine takes them. */
export function resolveCalibration(entry: CalibrationEntry, hardware: Pick<Hardware, "id">): Calibration {
  const {byHardware, default: everywhere} = entry.stepSeconds;
  const stepSeconds = Object.hasOwn(byHardware, hardware.id) ? byHardware[hardware.id] : undefined;
  return {id: entry.id, ...entry.constants, stepSeconds: stepSeconds ?? everywhere};
}
