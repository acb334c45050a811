import {seconds, type Seconds} from "../engine/units.js";
import {calibrationSchema} from "./calibrationSchema.js";
import {checkAgainst} from "./checkAgainst.js";
import {FigureCollector} from "./collectFigures.js";
import type {Written} from "./schemaParts.js";
import type {CalibrationDocument} from "./types.js";
import {YamlSource, type Path, type PathProblem} from "./yamlSource.js";

/** A constant as a file states it. */
interface Constant {
  readonly value: Written;
  readonly interval?: readonly [Written, Written] | undefined;
  readonly source?: string | undefined;
  readonly at?: string | undefined;
  readonly derivation?: string | undefined;
  readonly note?: string | undefined;
}

/**
 * Reads the YAML of one calibration.
 *
 * @param fileName - For messages alone.
 * @throws {CatalogError} with every mistake at its line and column.
 */
export function parseCalibration(text: string, fileName: string): CalibrationDocument {
  const yaml = new YamlSource(text, fileName);
  const file = checkAgainst(yaml, calibrationSchema);
  const collector = new FigureCollector(yaml, "calibration", file);
  const intervals: Record<string, readonly [number, number]> = {};
  const problems: PathProblem[] = [];

  const take = (path: Path, constant: Constant, unit: "s" | null): number => {
    const {value, interval} = constant;
    collector.add(path, value.value, unit, constant, value.text);
    if (interval !== undefined) {
      const [low, high] = [interval[0].value, interval[1].value];
      intervals[path.map(String).join(".")] = [low, high];
      if (low > value.value || high < value.value)
        problems.push({path: [...path, "interval"], message: `does not hold the value ${value.text}`});
    }
    return value.value;
  };
  const fraction = (path: Path, constant: Constant): number => take(path, constant, null);
  const time = (path: Path, constant: Constant): Seconds => seconds(take(path, constant, "s"));

  const {matrixFraction, perHeadAttention, dequantisation, launch, step} = file;
  const document = {
    id: file.id,
    name: file.name,
    summary: file.summary,
    constants: {
      matrixFraction: {
        bits16: fraction(["matrixFraction", "bits16"], matrixFraction.bits16),
        bits8: fraction(["matrixFraction", "bits8"], matrixFraction.bits8),
        bits4: fraction(["matrixFraction", "bits4"], matrixFraction.bits4),
      },
      attentionFraction: fraction(["attentionFraction"], file.attentionFraction),
      memoryFraction: fraction(["memoryFraction"], file.memoryFraction),
      dequantisation: {
        flopPerWeight: fraction(["dequantisation", "operationsPerWeight"], dequantisation.operationsPerWeight),
        matrixFraction: fraction(["dequantisation", "matrixFraction"], dequantisation.matrixFraction),
      },
      linkFraction: fraction(["linkFraction"], file.linkFraction),
      linkLatencySeconds: time(["linkLatency"], file.linkLatency),
      launchSeconds: {
        graph: time(["launch", "graph"], launch.graph),
        eager: time(["launch", "eager"], launch.eager),
      },
      launchesPerLayer: fraction(["launchesPerLayer"], file.launchesPerLayer),
      idlePowerFraction: fraction(["idlePowerFraction"], file.idlePowerFraction),
    },
    perHeadAttention:
      perHeadAttention === undefined
        ? null
        : {
            bits16: fraction(["perHeadAttention", "bits16"], perHeadAttention.bits16),
            bits8: fraction(["perHeadAttention", "bits8"], perHeadAttention.bits8),
          },
    stepSeconds: {
      default: time(["step", "default"], step.default),
      byHardware: Object.fromEntries(
        Object.entries(step.byHardware).map(([id, constant]) => [id, time(["step", "byHardware", id], constant)]),
      ),
    },
  };
  return {...document, figures: collector.finish(problems), intervals, fit: file.fit ?? null};
}
