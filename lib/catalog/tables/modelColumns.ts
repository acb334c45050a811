import {totalParameters} from "../../engine/parameters.js";
import {shapeCells, shapeColumns} from "../shapeColumns.js";
import type {ModelEntry} from "../types.js";
import type {ColumnOf} from "./table.js";

/**
 * The columns of models: parameters as computed from the shape and as published, and the shape in the columns that an
 * architecture has; the others are null.
 */
export const modelColumns: readonly ColumnOf<ModelEntry>[] = [
  {name: "id", type: "text", of: ({model}) => model.id},
  {name: "name", type: "text", of: ({model}) => model.name},
  {name: "symbol", type: "text", of: ({symbol}) => symbol},
  {name: "collection", type: "text", of: ({collection}) => collection},
  {name: "aliases", type: "text", of: ({aliases}) => aliases.join(" ")},
  {name: "family", type: "text", of: ({model}) => model.family},
  {name: "architecture", type: "text", of: ({model}) => model.architecture},
  // Counts may pass 2^31, which is what whole numbers of 32 bits hold.
  {name: "parameters", type: "float64", of: ({model}) => totalParameters(model)},
  {name: "publishedParameters", type: "float64", of: ({publishedParameters}) => publishedParameters},
  ...shapeColumns.map(({name, type, unit}): ColumnOf<ModelEntry> => ({
    name,
    type,
    ...(unit === null ? {} : {unit}),
    optional: true,
    of: ({model}) => shapeCells(model).get(name) ?? null,
  })),
];
