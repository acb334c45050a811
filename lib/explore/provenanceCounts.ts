import type {Figure, SourceKind} from "../catalog/types.js";
import {formatCount, listed} from "../explainer/format.js";
import type {FigureGroup} from "./itemFigures.js";

/** What the figures of an item rest on. */
export interface ProvenanceCounts {
  readonly figures: number;
  /** Kinds of source with their figures, most first. */
  readonly kinds: readonly {readonly kind: SourceKind; readonly count: number}[];
  /** Figures that follow from what the source prints. */
  readonly derived: number;
  /** Figures of which another source says something else. */
  readonly disputed: number;
  /** Lines of figures that nobody publishes. */
  readonly missing: number;
}

/** Counts what the figures of an item rest on. */
export function provenanceCounts(groups: readonly FigureGroup[]): ProvenanceCounts {
  const all = groups.flatMap((group) => group.figures);
  const figures = all.map(({figure}) => figure).filter((figure): figure is Figure => figure !== null);
  const kinds = new Map<SourceKind, number>();
  for (const {source} of figures) kinds.set(source.kind, (kinds.get(source.kind) ?? 0) + 1);
  return {
    figures: figures.length,
    kinds: Array.from(kinds, ([kind, count]) => ({kind, count})).sort((a, b) => b.count - a.count),
    derived: figures.filter(({derivation}) => derivation !== null).length,
    disputed: figures.filter(({others}) => others.length > 0).length,
    missing: all.filter(({figure}) => figure === null).reduce((sum, {count}) => sum + count, 0),
  };
}

const kindWords: Readonly<Record<SourceKind, string>> = {
  "vendor-datasheet": "from data sheets of the vendor",
  "vendor-whitepaper": "from white papers of the vendor",
  "vendor-documentation": "from documentation of the vendor",
  "model-card": "from model cards and configurations",
  paper: "from papers",
  "third-party": "from third parties",
  measurement: "measured",
  derived: "counted or derived",
  definition: "by definition",
  estimate: "estimated",
};

/** "14 figures: 11 from data sheets of the vendor, 3 from third parties. 6 follow from …" */
export function provenanceSentence({figures, kinds, derived, disputed, missing}: ProvenanceCounts): string {
  const sources = kinds.map(({kind, count}) => `${formatCount(count)} ${kindWords[kind]}`);
  const rest = [
    ...(derived > 0
      ? [`${formatCount(derived)} ${verb(derived, "follows", "follow")} from what the source prints`]
      : []),
    ...(disputed > 0 ? [`of ${formatCount(disputed)} another source says something else`] : []),
  ];
  return [
    `${formatCount(figures)} ${verb(figures, "figure", "figures")}: ${listed(sources)}.`,
    ...(rest.length === 0 ? [] : [`Of these, ${listed(rest)}.`.replace("Of these, of", "Of")]),
    ...(missing === 0 ? [] : [`${formatCount(missing)} more ${verb(missing, "is", "are")} not published.`]),
  ].join(" ");
}

function verb(count: number, one: string, many: string): string {
  return count === 1 ? one : many;
}
