import type {HardwareEntry} from "../catalog/types.js";

/** What stands beside an accelerator in the catalog. */
export interface Neighbours {
  /** Of the same architecture, in order of name. */
  readonly siblings: readonly HardwareEntry[];
  /** Of the generation before, in the same form where there is one. */
  readonly previous: readonly HardwareEntry[];
  /** Of the generation after. */
  readonly next: readonly HardwareEntry[];
}

/**
 * The accelerators of the same architecture, and those of the vendor's generation before and after in the same tier. A
 * generation is an architecture, as old as the first of its accelerators; of the same form where the vendor made any. Without a
 * published architecture nothing can be told.
 */
export function neighboursOf(entry: HardwareEntry, catalog: readonly HardwareEntry[]): Neighbours {
  const {hardware, architecture} = entry;
  if (architecture === null) return {siblings: [], previous: [], next: []};
  const family = catalog.filter((other) => other.hardware.vendor === hardware.vendor);
  const siblings = family.filter((other) => other.architecture === architecture && other !== entry);
  const others = family.filter((other) => other.hardware.tier === hardware.tier && other.architecture !== architecture);
  const sameForm = others.filter((other) => other.formFactor === entry.formFactor);
  const first = firstYear([entry, ...siblings]);
  const generation = (isWanted: (year: number) => boolean, isNearer: (year: number, best: number) => boolean) =>
    nearestGeneration(sameForm, isWanted, isNearer) ?? nearestGeneration(others, isWanted, isNearer) ?? [];
  if (first === null) return {siblings: byName(siblings), previous: [], next: []};
  return {
    siblings: byName(siblings),
    previous: byName(
      generation(
        (year) => year < first,
        (year, best) => year > best,
      ),
    ),
    next: byName(
      generation(
        (year) => year > first,
        (year, best) => year < best,
      ),
    ),
  };
}

function nearestGeneration(
  entries: readonly HardwareEntry[],
  isWanted: (year: number) => boolean,
  isNearer: (year: number, best: number) => boolean,
): readonly HardwareEntry[] | null {
  const generations = new Map<string, HardwareEntry[]>();
  for (const entry of entries) {
    if (entry.architecture === null) continue;
    const members = generations.get(entry.architecture) ?? [];
    members.push(entry);
    generations.set(entry.architecture, members);
  }
  let best: {readonly year: number; readonly members: readonly HardwareEntry[]} | null = null;
  for (const members of generations.values()) {
    const year = firstYear(members);
    if (year === null || !isWanted(year)) continue;
    if (best === null || isNearer(year, best.year)) best = {year, members};
  }
  return best?.members ?? null;
}

/** Year of the first; null where none is published. */
function firstYear(entries: readonly HardwareEntry[]): number | null {
  const years = entries.map(({hardware}) => hardware.releaseYear).filter((year) => year !== null);
  return years.length === 0 ? null : Math.min(...years);
}

function byName(entries: readonly HardwareEntry[]): readonly HardwareEntry[] {
  return [...entries].sort((a, b) => (a.hardware.name < b.hardware.name ? -1 : 1));
}
