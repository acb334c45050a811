import {UnpublishedFigureError} from "../engine/resolveHardware.js";
import {ratesOf} from "../engine/roofline.js";
import {tokenTimes} from "../engine/tokenTimes.js";
import type {Configuration} from "../engine/types.js";
import {naiveOf} from "./naive.js";
import {modelKind} from "./predictRun.js";
import {isUnpredicted} from "./resolveNames.js";
import {servingConfiguration} from "./servingConfiguration.js";
import type {Row, RowAnswer} from "./types.js";

function tpotMilliseconds(configuration: Configuration): number {
  const {batch} = configuration.scenario;
  if (batch === "max") throw new Error("a serving row states its batch");
  const times = tokenTimes(configuration, batch, ratesOf(configuration));
  if (times === null) throw new Error("a serving row is in serving");
  return 1e3 * times.tpotSeconds;
}

/** What the engine says of the time per output token of a row of a table of serving points, or why it says nothing. */
export function predictServing(row: Row, calibrationId: string): RowAnswer {
  const measured = row.number("tpot_ms");
  if (measured === null || measured <= 0) return {reason: "no positive tpot_ms is stated"};
  const configuration = servingConfiguration(row, calibrationId);
  if (isUnpredicted(configuration)) return configuration;
  const first = row.number("ttft_ms");
  if (first !== null && first > configuration.scenario.outputLength * measured)
    return {
      reason: "the first token took longer than a whole answer: requests queued, so the batch was not the stated one",
    };
  try {
    return {
      predicted: tpotMilliseconds(configuration),
      measured,
      largerIsBetter: false,
      relative: false,
      category: `TPOT, ${modelKind(configuration.model)}`,
      naive: naiveOf(configuration, {largerIsBetter: false, perDevice: false}, tpotMilliseconds),
    };
  } catch (error) {
    if (!(error instanceof UnpublishedFigureError)) throw error;
    return {reason: `a figure that is needed is not published: ${error.message}`};
  }
}
