import {figuresOf} from "../catalog/provenance.js";
import type {ItemKind} from "../catalog/types.js";
import type {FindFigure} from "./catalogInput.js";
import type {StatedFigure} from "./types.js";

const folders: Readonly<Record<ItemKind, string>> = {hardware: "hardware", model: "models", calibration: "calibration"};

/** Finds figures in the caller's own files first, then in the catalog. */
export function figureFinder(own: readonly StatedFigure[]): FindFigure {
  return (itemKind, item, path) => {
    const mine = own.find((figure) => figure.itemKind === itemKind && figure.item === item && figure.path === path);
    if (mine !== undefined) return mine;
    const figure = figuresOf(itemKind, item).find((candidate) => candidate.path === path);
    return figure && {...figure, file: `data/${folders[itemKind]}/${item}.yaml`};
  };
}
