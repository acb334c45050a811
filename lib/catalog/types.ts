import type {Calibration, Model, PerHeadAttention} from "../engine/types.js";
import type {Seconds} from "../engine/units.js";
import type {ConventionRule} from "./conventionRules.js";
import type {PublishedHardware} from "./publishedHardware.js";

/** What kind of document a figure rests on, from the most to the least trusted. */
export const sourceKinds = [
  "vendor-datasheet",
  "vendor-whitepaper",
  "vendor-documentation",
  "model-card",
  "paper",
  "third-party",
  "measurement",
  "derived",
  "definition",
  "estimate",
] as const;
/** What kind of document a figure rests on. */
export type SourceKind = (typeof sourceKinds)[number];

/** Kinds that are no document, and so need no address. */
export const undocumentedKinds: readonly SourceKind[] = ["measurement", "derived", "definition", "estimate"];

/** Where a figure comes from. */
export interface Source {
  readonly title: string;
  readonly url: string | null;
  /** Day on which the document itself was read, as YYYY-MM-DD; null where its figures were taken from copies of it. */
  readonly accessed: string | null;
  readonly kind: SourceKind;
}

/** What a catalog item is. */
export type ItemKind = "hardware" | "model" | "calibration";

/** What another source says of a figure, and why it is not the value used. */
export interface OtherFigure {
  readonly value: number | boolean | null;
  /** As written in the file. */
  readonly text: string;
  readonly source: Source;
  readonly at: string | null;
  readonly reason: string;
}

/** One published figure with its provenance. */
export interface Figure {
  /** Id of the item. */
  readonly item: string;
  readonly itemKind: ItemKind;
  /** Dotted path in the item's file, such as `memory.bandwidth`. */
  readonly path: string;
  /** In the SI unit `unit`; null where the figure is "none", such as a model without a sliding window, or a word. */
  readonly value: number | boolean | null;
  /** "B", "B/s", "bit", "bit/s", "FLOP", "FLOP/s", "OP/s", "W", "s"; null for counts, fractions and flags. */
  readonly unit: string | null;
  /** As written in the file. */
  readonly text: string;
  readonly source: Source;
  /** Where in the source it stands, such as "p. 2" or "table 2.1"; null where that is not known. */
  readonly at: string | null;
  /** Line of the item's file that states it. */
  readonly line: number;
  /** How the figure follows from the source's own, where it is not printed there as such. */
  readonly derivation: string | null;
  readonly note: string | null;
  /** What other sources say, each with the reason why it is not used. */
  readonly others: readonly OtherFigure[];
}

/** How an accelerator is built: what it is sold as, which decides its power, memory and links. */
export const formFactors = ["SXM", "OAM", "PCIe", "MXM", "superchip", "module", "SoC", "chip", "system"] as const;
/** How an accelerator is built. */
export type FormFactor = (typeof formFactors)[number];

/** A departure from a convention that is right all the same. */
export interface Exception {
  readonly rule: ConventionRule;
  /** Path of the figure that departs from it. */
  readonly figure: string;
  readonly reason: string;
  /** Line of the item's file that states it. */
  readonly line: number;
}

/** One accelerator of the catalog. */
export interface HardwareEntry {
  readonly hardware: PublishedHardware;
  /** Name of the chip's architecture: "Hopper". */
  readonly architecture: string | null;
  readonly formFactor: FormFactor | null;
  /** Width of the memory's bus in bits. */
  readonly memoryBusBits: number | null;
  /** Bits per second of each of its pins. */
  readonly memoryPinBitsPerSecond: number | null;
  readonly exceptions: readonly Exception[];
  /** Member name in the `Hardware.<Tier>` registry. */
  readonly symbol: string;
  readonly aliases: readonly string[];
  readonly memoryType: string | null;
  readonly linkName: string | null;
  readonly hostLinkName: string | null;
  readonly figures: readonly Figure[];
}

/** One model of the catalog. */
export interface ModelEntry {
  readonly model: Model;
  /** Member name in the `Models.<Collection>` registry. */
  readonly symbol: string;
  /** First level of the `Models` registry. */
  readonly collection: ModelCollection;
  readonly aliases: readonly string[];
  /** Published parameter count; the count computed from the shape is within 1 % of it. */
  readonly publishedParameters: number;
  readonly figures: readonly Figure[];
}

/** First levels of the `Models` registry: what reads or writes text, looks at images, listens, makes images, ranks. */
export const modelCollections = ["Language", "Vision", "Audio", "Generation", "Recommendation"] as const;
/** First level of the `Models` registry. */
export type ModelCollection = (typeof modelCollections)[number];

/** A calibration before it is resolved for one accelerator. */
export interface CalibrationEntry {
  readonly id: string;
  readonly name: string;
  /** What it is for, in one sentence. */
  readonly summary: string;
  readonly constants: Omit<Calibration, "id" | "stepSeconds" | "perHeadAttention">;
  /** Of software whose decode attention serves each query head by itself; null where the calibration has no such constants. */
  readonly perHeadAttention: PerHeadAttention | null;
  /** Fixed time of one step, by hardware id where it differs. */
  readonly stepSeconds: {readonly default: Seconds; readonly byHardware: Readonly<Record<string, Seconds>>};
}

/**
 * What measurements were to a fit: what its constants were fitted on; what was left out of a fit on the others, to see
 * whether it carries over; or what was only scored, because the engine has no term for part of it or it is another kind of
 * measurement.
 */
export const residualUses = ["fitted", "held-out", "scored"] as const;
/** What measurements were to a fit. */
export type ResidualUse = (typeof residualUses)[number];

/** How well a fit reproduces one kind of measurement. */
export interface FitResidual {
  readonly category: string;
  readonly use: ResidualUse;
  readonly count: number;
  /** Median of |ln(predicted ÷ measured)|. */
  readonly medianAbsoluteLogError: number;
  /** 90th percentile of |ln(predicted ÷ measured)|. */
  readonly p90AbsoluteLogError: number;
  /** Median of ln(predicted ÷ measured): above 0 where the engine is too slow. */
  readonly medianLogError: number;
}

/** How the constants of a calibration were fitted. */
export interface Fit {
  readonly method: string;
  /** Which measurements were used. */
  readonly data: string;
  /** How many of them. */
  readonly rows: number;
  readonly residuals: readonly FitResidual[];
}

/** A calibration file: the entry, where each constant comes from, and how it was fitted. */
export interface CalibrationDocument extends CalibrationEntry {
  readonly figures: readonly Figure[];
  /** Plausible range of a constant by its path, where one is stated. */
  readonly intervals: Readonly<Record<string, readonly [number, number]>>;
  readonly fit: Fit | null;
}

/** All of the catalog, each list in order of id. */
export interface Catalog {
  readonly hardware: readonly HardwareEntry[];
  readonly models: readonly ModelEntry[];
  readonly calibrations: readonly CalibrationDocument[];
}
