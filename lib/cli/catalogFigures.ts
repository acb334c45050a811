import {listCalibrations, listModels, listPublishedHardware} from "../catalog/lookup.js";
import {figuresOf} from "../catalog/provenance.js";
import type {Figure, OtherFigure} from "../catalog/types.js";

/** All figures of the catalog as a list: the head, then what each source says of each figure. */
export function allFigures(): string[][] {
  const figures = [
    ...listPublishedHardware().flatMap(({id}) => figuresOf("hardware", id)),
    ...listModels().flatMap(({id}) => figuresOf("model", id)),
    ...listCalibrations().flatMap(({id}) => figuresOf("calibration", id)),
  ];
  return [["item", "figure", "value", "used", "source"], ...figures.flatMap(rowsOf)];
}

function rowsOf(figure: Figure): string[][] {
  const row = ({text, source, at}: Pick<OtherFigure, "text" | "source" | "at">, used: string): string[] => [
    figure.item,
    figure.path,
    text,
    used,
    at === null ? source.title : `${source.title}, ${at}`,
  ];
  return [row(figure, "yes"), ...figure.others.map((other) => row(other, "no"))];
}
