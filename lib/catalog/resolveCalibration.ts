import type {Calibration, Hardware} from "../engine/types.js";
import type {CalibrationEntry} from "./types.js";

/**
 * The constants of a calibration for one accelerator, as the engine takes them.
 *
 * @param perHead - Whether decode attention is to serve each query head by itself, as that of early serving engines does.
 */
export function resolveCalibration(
  entry: CalibrationEntry,
  hardware: Pick<Hardware, "id">,
  {perHead = false}: {readonly perHead?: boolean} = {},
): Calibration {
  const {byHardware, default: everywhere} = entry.stepSeconds;
  const stepSeconds = Object.hasOwn(byHardware, hardware.id) ? byHardware[hardware.id] : undefined;
  const perHeadAttention = perHead ? entry.perHeadAttention : null;
  return {id: entry.id, ...entry.constants, perHeadAttention, stepSeconds: stepSeconds ?? everywhere};
}
