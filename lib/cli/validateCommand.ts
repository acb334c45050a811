import {alternatives} from "../catalog/alternatives.js";
import {UserError} from "../engine/userError.js";
import {defaultOptions, parseOption} from "../explore/options.js";
import type {TableSource} from "../validate/readRows.js";
import {tableKinds, type TableKind} from "../validate/types.js";
import {validate} from "../validate/validate.js";
import {validationJson} from "../validate/validationJson.js";
import {renderValidationMarkdown, renderValidationText} from "../validate/validationTables.js";
import type {Perform} from "./command.js";
import type {Effects} from "./effects.js";
import type {Flags} from "./flags.js";
import {inFormat, readFormat} from "./output.js";
import {openTextFile} from "./readTextFile.js";
import {calibrationFlag} from "./validateFlags.js";

/** How well measured tables are predicted. */
export const performValidate: Perform = async (flags, {openFile}) => {
  const format = readFormat(flags);
  const calibration = readCalibration(flags);
  const validation = await validate(readTables(flags, openFile), calibration);
  const text = inFormat(format, {
    text: () => renderValidationText(validation),
    markdown: () => renderValidationMarkdown(validation),
    json: () => validationJson(validation),
  });
  return {text, fits: true};
};

function readTables(flags: Flags, openFile: Effects["openFile"]): Readonly<Partial<Record<TableKind, TableSource>>> {
  const sources: Partial<Record<TableKind, TableSource>> = {};
  for (const kind of tableKinds) {
    const path = flags.values.get(kind);
    if (path !== undefined) sources[kind] = {file: path, content: openTextFile(path, `--${kind}`, openFile)};
  }
  if (Object.keys(sources).length === 0)
    throw new UserError(`missing a table: expected ${alternatives(tableKinds.map((kind) => `--${kind}`))}`);
  return sources;
}

function readCalibration(flags: Flags): string {
  const text = flags.values.get(calibrationFlag.name);
  return text === undefined ? defaultOptions.calibration : parseOption("calibration", text, "--calibration");
}
