import {layoutOf, shapeValue, type GroupField, type ShapeField} from "../catalog/modelShape.js";
import type {Configuration} from "../engine/types.js";
import {catalogInput, type FindFigure} from "./catalogInput.js";
import type {InputFigure} from "./types.js";

type Value = number | boolean | string | null;

/** The shape of the model, as its file states it. What a model has none of, and no file states, is left out. */
export function modelInputs({model}: Configuration, find: FindFigure): InputFigure[] {
  const inputs: InputFigure[] = [];
  const add = (path: string, value: Value) => {
    const none = value === null || value === 0 || value === false;
    if (none && find("model", model.id, path) === undefined) return;
    inputs.push(catalogInput(find, "model", model.id, path, value, null));
  };
  const addField = (key: string, field: ShapeField) => {
    const value = shapeValue(model, key);
    if (field.kind === "published") add("parameters", value as number);
    else if (field.kind !== "group") add(`shape.${key}`, value as Value);
    else if (value !== null) addGroup(key, field, value as Readonly<Record<string, Value>>);
  };
  const addGroup = (key: string, {fields}: GroupField, group: Readonly<Record<string, Value>>) => {
    for (const inner of Object.keys(fields)) add(`shape.${key}.${inner}`, group[inner] ?? null);
  };
  for (const [key, field] of Object.entries(layoutOf(model.architecture))) addField(key, field);
  return inputs;
}
