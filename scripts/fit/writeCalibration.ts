import {isMap, isSeq, parseDocument, type Document} from "yaml";
import {UserError} from "../../lib/engine/userError.js";
import type {Fit, Source} from "../../lib/catalog/types.js";
import type {Intervals} from "./bootstrap.js";
import {fittedConstants, roundedInterval, written} from "./constants.js";
import type {PerHeadFit} from "./perHead.js";

/** What a fit has to say of the constants. */
export interface FittedValues {
  /** Rounded, in the order of `fittedConstants`. */
  readonly values: readonly number[];
  readonly intervals: Intervals;
  /** Which constants the table could tell; the others stay as the file has them. */
  readonly told: readonly boolean[];
  /** Of decode attention head by head; none where no requests were given. */
  readonly perHead: readonly PerHeadFit[];
}

/** The ids that the fitted constants name as their sources. */
const sourceId = "kernels";
const requestsId = "requests";

/** Sets one constant and keeps the words that were written beside it. */
function setConstant(document: Document, path: readonly string[], fields: Readonly<Record<string, unknown>>): void {
  const before = document.getIn(path, true);
  if (!isMap(before)) throw new UserError(`the calibration file has no ${path.join(".")} to set`);
  const words = Object.fromEntries(
    ["derivation", "note"].flatMap((key) => (before.has(key) ? [[key, before.get(key)]] : [])),
  );
  const after = document.createNode({...fields, ...words});
  // On one line where it stays short: words are what makes a constant long.
  after.flow = Object.keys(words).length === 0;
  const interval = after.get("interval", true);
  if (isSeq(interval)) interval.flow = true;
  document.setIn(path, after);
}

/**
 * The text of a calibration file with the fitted constants, their source and how they were fitted. What the fit does not
 * decide, and the words beside each constant, stay as they were. Same file and fit, same text.
 */
export function writeCalibration(
  text: string,
  {values, intervals, told, perHead}: FittedValues,
  source: Source,
  fit: Fit,
): string {
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error !== undefined) throw new UserError(`the calibration file cannot be read as YAML: ${error.message}`);
  fittedConstants.forEach((constant, index) => {
    const value = values[index];
    const interval = intervals[index];
    if (told[index] !== true || value === undefined || interval === undefined) return;
    setConstant(document, constant.path, {
      value: written(constant, value),
      interval: roundedInterval(constant, interval, value).map((end) => written(constant, end)),
      source: sourceId,
    });
  });
  for (const {width, value, interval} of perHead)
    setConstant(document, ["perHeadAttention", width], {value, interval, source: requestsId});
  const {title, url, kind} = source;
  document.setIn(["sources", sourceId], document.createNode(url === null ? {title, kind} : {title, url, kind}));
  document.set("fit", document.createNode(fit));
  return document.toString({lineWidth: 0, flowCollectionPadding: false});
}
