import {orReason} from "./orReason.js";
import {isPredicted, type Row, type RowAnswer} from "./types.js";

/**
 * What a predictor says of a row, with what no error can be taken of turned into a reason: a figure that the catalog lacks, or
 * a value that is not above zero.
 */
export function checkedAnswer(predict: (row: Row) => RowAnswer, row: Row): RowAnswer {
  const answer = orReason(() => predict(row));
  if (!isPredicted(answer)) return answer;
  if (!isPositive(answer.measured)) return {reason: "the measured value is no number above 0"};
  if (!isPositive(answer.predicted)) return {reason: "the engine gives no number above 0"};
  return answer;
}

/** Whether a logarithm can be taken of it. */
export function isPositive(value: number): boolean {
  return value > 0 && Number.isFinite(value);
}
