import type {Figure} from "../types.js";
import type {ColumnOf} from "./table.js";

/** What one source says of a figure: the value that is used, or another one and why it is not. */
export interface Statement extends Pick<
  Figure,
  "item" | "itemKind" | "path" | "unit" | "value" | "text" | "source" | "at"
> {
  readonly derivation: string | null;
  readonly note: string | null;
  /** Why it is not used; null where it is. */
  readonly unusedBecause: string | null;
}

/** A figure's own source first, then what others say of it. */
export function statementsOf(figure: Figure): readonly Statement[] {
  const {others, ...used} = figure;
  return [
    {...used, unusedBecause: null},
    ...others.map(({reason, ...other}) => ({...used, ...other, derivation: null, note: null, unusedBecause: reason})),
  ];
}

/** Flags count as 1 and 0, so that one column holds every value. */
function numeric(value: Figure["value"]): number | null {
  return typeof value === "boolean" ? Number(value) : value;
}

/** The columns of figures; the unit is one of them, since it differs by row. */
export const figureColumns: readonly ColumnOf<Statement>[] = [
  {name: "item", type: "text", of: ({item}) => item},
  {name: "itemKind", type: "text", of: ({itemKind}) => itemKind},
  {name: "path", type: "text", of: ({path}) => path},
  {name: "value", type: "float64", optional: true, of: ({value}) => numeric(value)},
  {name: "unit", type: "text", optional: true, of: ({unit}) => unit},
  {name: "text", type: "text", of: ({text}) => text},
  {name: "sourceTitle", type: "text", of: ({source, at}) => (at === null ? source.title : `${source.title}, ${at}`)},
  {name: "sourceUrl", type: "text", optional: true, of: ({source}) => source.url},
  {name: "sourceKind", type: "text", of: ({source}) => source.kind},
  {name: "sourceAccessed", type: "text", optional: true, of: ({source}) => source.accessed},
  {name: "derivation", type: "text", optional: true, of: ({derivation}) => derivation},
  {name: "note", type: "text", optional: true, of: ({note}) => note},
  {name: "unusedBecause", type: "text", optional: true, of: ({unusedBecause}) => unusedBecause},
];
