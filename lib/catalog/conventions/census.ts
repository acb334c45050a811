import {tiers, type Tier} from "../../engine/types.js";
import {isSolvable} from "../publishedHardware.js";
import {sourceKinds, type Exception, type Figure, type SourceKind} from "../types.js";
import type {CatalogFile} from "./catalogFile.js";

/** A word and how often it occurs. */
export type Count<Word extends string = string> = readonly [word: Word, count: number];

/** An exception with the file that states it. */
export interface StatedException extends Exception {
  readonly file: string;
}

/** What files of the catalog hold, and what their figures rest on. */
export interface Census {
  readonly accelerators: number;
  readonly byTier: readonly Count<Tier>[];
  /** Accelerators of which too little is published for a solve. */
  readonly unsolvable: number;
  readonly models: number;
  readonly byArchitecture: readonly Count[];
  readonly calibrations: number;
  readonly figures: number;
  /** Figures by the kind of their source; the kinds that occur. */
  readonly bySourceKind: readonly Count<SourceKind>[];
  /** Figures on which sources disagree. */
  readonly disputed: number;
  /** Figures whose source nobody is said to have read on a day, and how many of those sources have an address. */
  readonly undated: {readonly figures: number; readonly withAddress: number};
  /** Figures of accelerators of the tier cloud, and how many of them rest on a document of the vendor. */
  readonly cloud: {readonly figures: number; readonly vendor: number};
  /** Documents, how many of them were read themselves, and how many figures rest on those. */
  readonly sources: {readonly count: number; readonly read: number; readonly figuresRead: number};
  readonly exceptions: readonly StatedException[];
}

/** Counts what files hold. */
export function census(files: readonly CatalogFile[]): Census {
  const hardware = files.flatMap((file) => (file.kind === "hardware" ? [file] : []));
  const models = files.flatMap((file) => (file.kind === "model" ? [file.entry.model.architecture] : []));
  const figures = files.flatMap(({entry}): readonly Figure[] => entry.figures);
  const cloud = hardware
    .filter(({entry}) => entry.hardware.tier === "cloud")
    .flatMap(({entry}): readonly Figure[] => entry.figures);
  const hardwareTiers = hardware.map(({entry}) => entry.hardware.tier);
  return {
    accelerators: hardware.length,
    byTier: tally(tiers, hardwareTiers),
    unsolvable: hardware.filter(({entry}) => !isSolvable(entry.hardware)).length,
    models: models.length,
    byArchitecture: tally([...new Set(models)].sort(), models),
    calibrations: files.filter(({kind}) => kind === "calibration").length,
    figures: figures.length,
    bySourceKind: tally(
      sourceKinds,
      figures.map(({source}) => source.kind),
    ),
    disputed: figures.filter(({others}) => others.length > 0).length,
    undated: undatedOf(figures),
    cloud: {figures: cloud.length, vendor: cloud.filter(({source}) => source.kind.startsWith("vendor-")).length},
    sources: documents(figures),
    exceptions: hardware.flatMap(({name, entry}) => entry.exceptions.map((exception) => ({file: name, ...exception}))),
  };
}

/** Words that occur, in the order given, each with how often it does. */
function tally<Word extends string>(order: readonly Word[], words: readonly Word[]): readonly Count<Word>[] {
  return order
    .map((word): Count<Word> => [word, words.filter((other) => other === word).length])
    .filter(([, count]) => count > 0);
}

function undatedOf(figures: readonly Figure[]): Census["undated"] {
  const undated = figures.filter(({source}) => source.accessed === null);
  return {figures: undated.length, withAddress: undated.filter(({source}) => source.url !== null).length};
}

/** Documents are told apart by their address, or by their title where they have none. */
function documents(figures: readonly Figure[]): Census["sources"] {
  const read = new Map<string, boolean>();
  let figuresRead = 0;
  const see = ({url, title, accessed}: Figure["source"]): void => {
    const key = url ?? title;
    read.set(key, (read.get(key) ?? false) || accessed !== null);
  };
  for (const {source, others} of figures) {
    see(source);
    for (const other of others) see(other.source);
    if (source.accessed !== null) figuresRead++;
  }
  return {count: read.size, read: [...read.values()].filter(Boolean).length, figuresRead};
}

/** The share of the figures of the tier cloud that is to rest on documents of the vendor. */
export const leastVendorShare = 0.8;

/** The share of the figures of the tier cloud that rests on documents of the vendor; null where there are none. */
export function vendorShare({cloud}: Census): number | null {
  return cloud.figures === 0 ? null : cloud.vendor / cloud.figures;
}
