import {findHardware, findModel, UnknownNameError} from "../catalog/lookup.js";
import type {Hardware, Model} from "../engine/types.js";
import type {Row, Unpredicted} from "./types.js";

/** The accelerator of a row: by its catalog id, or where that cell is empty by the name in the column `accelerator`. */
export function hardwareOf(row: Row): Hardware | Unpredicted {
  return named(row, "hardware_id", "accelerator", "accelerator", findHardware);
}

/** The model of a row: by its catalog id, or where that cell is empty by the name in the column `model`. */
export function modelOf(row: Row): Model | Unpredicted {
  return named(row, "model_id", "model", "model", findModel);
}

function named<Item>(
  row: Row,
  idColumn: string,
  nameColumn: string,
  what: string,
  find: (text: string) => Item,
): Item | Unpredicted {
  const text = row.text(idColumn) || row.text(nameColumn);
  if (text === "") return {reason: `no ${what} is stated`};
  try {
    return find(text);
  } catch (error) {
    if (!(error instanceof UnknownNameError)) throw error;
    return {reason: `the catalog has no ${what} "${text.slice(0, 60)}"`};
  }
}

/** Whether a look-up came to nothing. */
export function isUnpredicted(value: object): value is Unpredicted {
  return "reason" in value;
}
