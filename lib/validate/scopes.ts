import {isUnpredicted, modelOf} from "./resolveNames.js";
import type {Target} from "./figures.js";
import type {Row} from "./types.js";

/**
 * What the engine is held to, and where: the targets that its design sets, and which rows and speed-ups count towards each.
 * A speed-up may count towards several.
 */

const target = (
  medianAbsoluteLogError: number,
  p90AbsoluteLogError: number | null,
  directionAccuracy: number | null,
): Target => ({medianAbsoluteLogError, p90AbsoluteLogError, directionAccuracy});

/** Targets of speed-ups; null for a scope that is shown without one. */
export const speedupTargets = {
  "dense LLM: accelerator, batch, TP, batch-1 decode": target(0.07, 0.22, 0.98),
  "maximum load": target(0.1, 0.3, 0.96),
  precision: target(0.1, 0.25, 0.92),
  MoE: target(0.12, 0.35, 0.92),
  training: target(0.14, 0.42, 0.9),
  "all LLM inference on tuned engines": target(0.08, 0.28, 0.96),
  "LLM inference on llama.cpp": null,
} as const satisfies Record<string, Target | null>;
/** A scope of speed-ups. */
export type SpeedupScope = keyof typeof speedupTargets;

/** Targets of times as they are. */
export const valueTargets = {
  "absolute TPOT, dense": target(0.1, 0.35, null),
  "GEMM and attention kernels": target(0.1, null, null),
} as const satisfies Record<string, Target>;
/** A scope that has a target for times. */
export type ValueScope = keyof typeof valueTargets;

/** What changes between the two sides of a speed-up. */
export type Change = "accelerator" | "batch" | "devices" | "context" | "precision" | "software" | "unknown";

/** What decides the scopes of a run. */
export interface Traits {
  readonly training: boolean;
  /** A decoder-only language model of the catalog, of either kind. */
  readonly language: boolean;
  readonly mixtureOfExperts: boolean;
  /** On an engine whose kernels are tuned. */
  readonly tuned: boolean;
  /** At the largest batch that fits. */
  readonly maximumLoad: boolean;
}

/** The traits of a row of a table of runs or of serving points. */
export function traitsOf(row: Row): Traits {
  const model = modelOf(row);
  const decoder = !isUnpredicted(model) && model.architecture === "decoder" ? model : null;
  return {
    training: row.text("phase") === "training",
    language: decoder !== null,
    mixtureOfExperts: decoder !== null && decoder.experts !== null,
    tuned: !isUntuned(row),
    maximumLoad: row.text("notes").includes("max batch found"),
  };
}

/**
 * llama.cpp runs on nearly every machine with the same kernels, which reach from a fifth to all of what a tuned engine does
 * on the same card: its speed-ups say how well these kernels fit each card, and are counted apart.
 */
function isUntuned(row: Row): boolean {
  return row.text("engine").startsWith("llama.cpp");
}

/** What changes in a pair, by the words of its kind: "A accelerator", "D TP/GPU count". */
export function changeOf(kind: string): Change {
  const words = kind.toLowerCase();
  if (words.includes("precision")) return "precision";
  if (words.includes("software")) return "software";
  if (words.includes("accelerator")) return "accelerator";
  if (words.includes("batch")) return "batch";
  if (/\btp\b|count|devices/.test(words)) return "devices";
  return words.includes("context") ? "context" : "unknown";
}

/**
 * The scopes that a speed-up counts towards. A change of software alone counts towards none: the engine knows what a machine
 * can do, not how well a release does it.
 */
export function speedupScopes(change: Change, baseline: Traits, proposal: Traits): readonly SpeedupScope[] {
  if (change === "software" || change === "unknown") return [];
  const both = (trait: keyof Traits): boolean => baseline[trait] && proposal[trait];
  const either = (trait: keyof Traits): boolean => baseline[trait] || proposal[trait];
  if (both("training")) return ["training"];
  if (!both("language") || either("training")) return [];
  if (!both("tuned")) return ["LLM inference on llama.cpp"];
  const scopes: SpeedupScope[] = ["all LLM inference on tuned engines"];
  if (both("maximumLoad")) scopes.push("maximum load");
  if (change === "precision") scopes.push("precision");
  if (either("mixtureOfExperts")) scopes.push("MoE");
  else if (change !== "precision" && !both("maximumLoad"))
    scopes.push("dense LLM: accelerator, batch, TP, batch-1 decode");
  return scopes;
}
