import {checkedAnswer} from "./checkedAnswer.js";
import type {SpeedupSummary, ValueSummary} from "./figures.js";
import {predictServing} from "./predictServing.js";
import {readRows, type TableSource} from "./readRows.js";
import {speedupScopes, traitsOf, type Traits} from "./scopes.js";
import {ServingSeries, type ServingPoint} from "./servingSeries.js";
import {speedupBetween} from "./speedupBetween.js";
import {SpeedupTally} from "./speedups.js";
import {requiredColumns} from "./tableColumns.js";
import {isPredicted, type Row} from "./types.js";
import {ValueTally} from "./values.js";
import {nobody, type Witness} from "./witness.js";

/** Serving points: the time of a token as it is, and the speed-ups between points that differ in one thing. */
export interface ServingSummary extends ValueSummary {
  readonly speedups: SpeedupSummary;
}

/** What must be the same for two points to differ in one thing alone: all that is not a part of `ServingPoint`. */
const seriesColumns = [
  ...["model_id", "model_path", "engine", "precision", "gemm_quant_mode", "moe_quant_mode"],
  ...["pp_size", "attention_dp_size", "input_len", "output_len"],
];

/**
 * Predicts a table of serving points: the time per output token.
 *
 * @throws UserError with file and line where the table cannot be read.
 */
export async function validateServing(
  source: TableSource,
  calibrationId: string,
  witness: Witness = nobody,
): Promise<ServingSummary> {
  const tally = new ValueTally();
  const speedups = new SpeedupTally();
  const series = new ServingSeries();
  for await (const row of readRows(source, requiredColumns.serving)) {
    const answer = checkedAnswer((each) => predictServing(each, calibrationId), row);
    if (!isPredicted(answer)) {
      tally.skipped.add(answer.reason);
      continue;
    }
    const traits = traitsOf(row);
    const {predicted, measured} = answer;
    const id = row.text("id");
    const dense = traits.language && !traits.mixtureOfExperts;
    const category = categoryOf(row, answer.category);
    const scope = dense ? "absolute TPOT, dense" : null;
    const value = {id, place: row.place, category, scope, predicted, measured} as const;
    tally.add(value);
    witness.value?.("serving", value, answer);
    const point: ServingPoint = {
      id,
      place: row.place,
      hardware: row.text("hardware_id"),
      devices: row.number("tp") ?? 1,
      spread: ["tp", "moe_tp_size", "moe_ep_size"].map((column) => row.text(column)).join(" "),
      batch: row.number("batch") ?? 0,
      answer,
      traits,
    };
    const refused = series.add(JSON.stringify(seriesColumns.map((column) => row.text(column))), point);
    if (refused !== null) speedups.skipped.add(refused);
  }
  addSpeedups(series, speedups, witness);
  return {...tally.summary(), speedups: speedups.summary()};
}

/** The engine's name without its version: releases come faster than a table could group by them. */
function categoryOf(row: Row, kind: string): string {
  const [engine = ""] = row.text("engine").split(" ");
  return [kind, row.text("precision") || "16-bit", engine].filter((part) => part !== "").join(", ");
}

function addSpeedups(series: ServingSeries, speedups: SpeedupTally, witness: Witness): void {
  for (const {change, baseline, proposal} of series.neighbours()) {
    const speedup = {
      id: [baseline.id || baseline.place, proposal.id || proposal.place].join(" → "),
      place: proposal.place,
      category: `${change}, ${kindOf(baseline.traits)}`,
      scopes: speedupScopes(change, baseline.traits, proposal.traits),
      measured: baseline.answer.measured / proposal.answer.measured,
      predicted: speedupBetween(
        {predicted: baseline.answer.predicted, ...baseline.answer.naive},
        {predicted: proposal.answer.predicted, ...proposal.answer.naive},
        false,
      ),
    };
    speedups.add(speedup);
    witness.speedup?.("serving", speedup);
  }
}

function kindOf({language, mixtureOfExperts}: Traits): string {
  if (!language) return "other models";
  return mixtureOfExperts ? "mixture of experts" : "dense";
}
