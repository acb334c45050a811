import {formatFactor} from "../explainer/format.js";
import type {CatalogSheet, SheetCell, SheetColumn, SheetItem} from "./catalogSheet.js";

/** What one item has of a property, and what that is of the first item's. */
export interface ComparedCell extends SheetCell {
  /** Null for the first item itself, for words, and where either figure is not published. */
  readonly ratio: number | null;
  /** "1.64×": three significant digits; null where there is no ratio. */
  readonly ratioText: string | null;
  /** From -1 to 1: the ratio's logarithm as a part of the largest one shown; null where there is no ratio. */
  readonly reach: number | null;
}

/** One property of all compared items. */
export interface ComparedRow {
  readonly column: SheetColumn;
  /** In the order of the items. */
  readonly cells: readonly ComparedCell[];
}

/** Items side by side. */
export interface ItemComparison {
  readonly items: readonly SheetItem[];
  /** What at least one of them states. */
  readonly rows: readonly ComparedRow[];
  /** What none of them states. */
  readonly absent: readonly SheetColumn[];
}

/** The bars reach their ends at a ratio of two at least, so that a difference of one per cent does not look like a gulf. */
const leastReach = Math.LN2;

/** Puts items side by side, each figure as a ratio to that of the first; ids that the sheet does not hold are left out. */
export function compareItems(
  {columns, items}: Pick<CatalogSheet, "columns" | "items">,
  ids: readonly string[],
): ItemComparison {
  const chosen = ids.flatMap((id) => items.find((item) => item.id === id) ?? []);
  // The first column holds the names, which stand in the head.
  const rows = columns.slice(1).map((column, index) => ({column, cells: chosen.map(({cells}) => cells[index + 1]!)}));
  const ratios = rows.map(({column, cells}) => cells.map((cell) => ratioOf(column, cell, cells[0]!)));
  const largest = Math.max(
    leastReach,
    ...ratios.flat().map((ratio) => (ratio === null ? 0 : Math.abs(Math.log(ratio)))),
  );
  const compared = rows.map(({column, cells}, row): ComparedRow => ({
    column,
    cells: cells.map((cell, index): ComparedCell => {
      const ratio = index === 0 ? null : ratios[row]![index]!;
      return {
        ...cell,
        ratio,
        ratioText: ratio === null ? null : `${formatFactor(ratio)}×`,
        reach: ratio === null ? null : Math.log(ratio) / largest,
      };
    }),
  }));
  const isStated = ({cells}: ComparedRow): boolean => cells.some(({isMissing}) => !isMissing);
  return {
    items: chosen,
    rows: compared.filter(isStated),
    absent: compared.filter((row) => !isStated(row)).map(({column}) => column),
  };
}

/** What a figure is of another, where both are known and a ratio means something. */
function ratioOf({hasRatio}: SheetColumn, {value}: SheetCell, {value: first}: SheetCell): number | null {
  if (!hasRatio || typeof value !== "number" || typeof first !== "number") return null;
  return value > 0 && first > 0 ? value / first : null;
}
