import type {CatalogProblem} from "../catalog/catalogError.js";
import {readHuggingFaceConfig} from "../catalog/huggingFaceConfig.js";
import type {Model} from "../engine/types.js";
import {UserError} from "../engine/userError.js";

/** A model that a reader loaded, or a sentence (a line each, where there are several) saying what is wrong with the file. */
export type OwnModel =
  | {readonly model: Model; readonly notes: readonly string[]; readonly problem: null}
  | {readonly model: null; readonly problem: string};

/** Reads a `config.json`, as `readOwnModel` does. Pages load it when they need it. */
export type ConfigReader = (text: string, fileName?: string) => OwnModel;

/**
 * Reads the published `config.json` that a reader pasted, opened or followed a link with. What is wrong with it becomes a
 * sentence, for a page must not fail on it.
 *
 * @param fileName - For messages, and for a name where the file states none.
 */
export function readOwnModel(text: string, fileName = "Your model/config.json"): OwnModel {
  try {
    const {model, notes} = readHuggingFaceConfig(text, fileName);
    return {model, notes: notes.map(noteText), problem: null};
  } catch (error) {
    if (error instanceof UserError) return {model: null, problem: error.message};
    throw error;
  }
}

function noteText({path, message}: CatalogProblem): string {
  return `${path}: ${message}`;
}

/**
 * The text of a `config.json` without what its model does not depend on, for a link. Fields are left out one by one and the
 * model read again: that knows of every family what it rests on.
 */
export function briefConfig(text: string): string {
  const read = (config: object): string | null => {
    const {model} = readOwnModel(JSON.stringify(config));
    return model && JSON.stringify(model);
  };
  let brief = JSON.parse(text) as Readonly<Record<string, unknown>>;
  const whole = read(brief);
  for (const key of Object.keys(brief)) {
    const {[key]: _, ...rest} = brief;
    if (read(rest) === whole) brief = rest;
  }
  return JSON.stringify(brief);
}
