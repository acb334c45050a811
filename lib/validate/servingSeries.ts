import type {Change, Traits} from "./scopes.js";
import type {Prediction} from "./types.js";

/** A measured serving point, with what tells it from the others of its series. */
export interface ServingPoint {
  readonly id: string;
  readonly place: string;
  readonly hardware: string;
  /** Ways that the model is spread: tensor parallel, then of the experts. */
  readonly devices: number;
  readonly spread: string;
  readonly batch: number;
  readonly answer: Prediction;
  readonly traits: Traits;
}

/** Two points that differ in one thing. */
export interface Neighbours {
  readonly change: Change;
  readonly baseline: ServingPoint;
  readonly proposal: ServingPoint;
}

/** Points that are kept for speed-ups: of one series, and of all. */
const mostOfSeries = 1_000;
const mostOfAll = 100_000;

/** Why a point is not compared with others. */
export const tooMany = "more points than are kept to be compared with one another";
/** As `tooMany`, for a point that is there already. */
export const again = "the same point measured again";

/**
 * The points of a table by their series (same model, engine, formats and lengths), however its rows are mixed: a bounded
 * number of them.
 */
export class ServingSeries {
  readonly #series = new Map<string, Map<string, ServingPoint>>();
  #count = 0;

  /** Keeps a point, or says why not. */
  add(series: string, point: ServingPoint): string | null {
    if (this.#count === mostOfAll) return tooMany;
    const points = this.#series.get(series) ?? new Map<string, ServingPoint>();
    const key = JSON.stringify([point.hardware, point.spread, point.batch]);
    if (points.has(key)) return again;
    if (points.size === mostOfSeries) return tooMany;
    this.#series.set(series, points);
    points.set(key, point);
    this.#count += 1;
    return null;
  }

  /**
   * Pairs of points of one series that differ in one thing alone. Of batches and of devices only neighbours are paired, and of
   * accelerators, of which there are few, each with each; the baseline is the one that the table names first.
   */
  *neighbours(): Generator<Neighbours> {
    for (const points of this.#series.values()) {
      const all = [...points.values()];
      yield* chained(
        "batch",
        all,
        ({hardware, spread}) => [hardware, spread],
        ({batch}) => batch,
      );
      yield* chained(
        "devices",
        all,
        ({hardware, batch}) => [hardware, batch],
        ({devices}) => devices,
      );
      yield* acrossHardware(all);
    }
  }
}

/** Pairs of neighbours in a quantity, among the points that are alike in the rest. */
function* chained(
  change: Change,
  points: readonly ServingPoint[],
  alike: (point: ServingPoint) => readonly unknown[],
  quantity: (point: ServingPoint) => number,
): Generator<Neighbours> {
  for (const group of groups(points, alike)) {
    const ascending = [...group].sort((a, b) => quantity(a) - quantity(b));
    for (const [index, proposal] of ascending.entries()) {
      const baseline = ascending[index - 1];
      if (baseline !== undefined && quantity(baseline) < quantity(proposal)) yield {change, baseline, proposal};
    }
  }
}

/** Each accelerator against each that the group names before it. */
function* acrossHardware(points: readonly ServingPoint[]): Generator<Neighbours> {
  for (const group of groups(points, ({spread, batch}) => [spread, batch])) {
    for (const [index, proposal] of group.entries())
      for (const baseline of group.slice(0, index)) yield {change: "accelerator", baseline, proposal};
  }
}

function groups(
  points: readonly ServingPoint[],
  alike: (point: ServingPoint) => readonly unknown[],
): Iterable<readonly ServingPoint[]> {
  const found = new Map<string, ServingPoint[]>();
  for (const point of points) {
    const key = JSON.stringify(alike(point));
    const group = found.get(key);
    if (group === undefined) found.set(key, [point]);
    else group.push(point);
  }
  return found.values();
}
