import type {HuggingFaceConfig} from "../catalog/huggingFaceConfig.js";
import {inputText} from "./catalogInput.js";
import type {StatedFigure} from "./types.js";

/** What a `config.json` of the caller's own states of a model, with the file for a source and the field for a place in it. */
export function statedInConfig({model, figures}: HuggingFaceConfig, file: string): StatedFigure[] {
  const source = {title: file, url: null, accessed: null, kind: "caller"} as const;
  return figures.map(({path, value, field, line}) => ({
    item: model.id,
    itemKind: "model",
    path,
    value: typeof value === "string" ? null : value,
    unit: null,
    text: inputText(value, null),
    source,
    at: field,
    file,
    line,
    derivation: null,
    note: null,
    others: [],
  }));
}
