import {readFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {runInNewContext} from "node:vm";
import {build, type Plugin} from "esbuild";
import * as fc from "fast-check";
import {beforeAll, describe, expect, it} from "vitest";
import type {answeredClaims, unansweredClaims} from "../../lib/explainer/claims/claimsOf.js";
import {explain} from "../../lib/explainer/explain.js";
import type {Claim, Explanation} from "../../lib/explainer/types.js";
import {capacityComparisons, comparisons, type Comparison} from "../comparisons.js";
import {caseNames, explanationOf} from "../rendering/cases.js";
import {checkClaim} from "./truth/checkClaims.js";
import {Facts} from "./truth/facts.js";
import {mathematicsMutations, narratorMutations, type Mutation} from "./truth/mutations.js";

/** Comparisons that each mutation is tried on; fewer where all is explained anew. */
const [narrated, explained] = [180, 60] as const;

const source = (file: string): string => fileURLToPath(new URL(`../../lib/explainer/${file}`, import.meta.url));

/** What a bundle exports. */
interface Mutant {
  readonly explain: typeof explain;
  readonly answeredClaims: typeof answeredClaims;
  readonly unansweredClaims: typeof unansweredClaims;
}

/** The explainer with one place of its source changed. */
async function mutant({file, find, replace}: Mutation): Promise<Mutant> {
  const path = source(file);
  const text = readFileSync(path, "utf8");
  if (text.split(find).length !== 2) throw new Error(`${file}: "${find}" does not occur exactly once`);
  const plugin: Plugin = {
    name: "mutation",
    setup(esbuild) {
      // No other file comes back from esbuild to be looked at.
      const filter = new RegExp(`${path.replace(/[^a-zA-Z0-9]/g, "\\$&")}$`);
      esbuild.onLoad({filter}, () => ({contents: text.replace(find, () => replace), loader: "ts"}));
    },
  };
  const entry = `export {explain} from "./explain.ts"; export {answeredClaims, unansweredClaims} from "./claims/claimsOf.ts";`;
  const {outputFiles} = await build({
    stdin: {contents: entry, resolveDir: source("."), loader: "ts"},
    bundle: true,
    write: false,
    format: "iife",
    globalName: "mutant",
    plugins: [plugin],
  });
  return runInNewContext(`${outputFiles[0]!.text}; mutant`, {Intl}) as Mutant;
}

/** A comparison, its explanation as it should be, and what this is held against. */
interface Told {
  readonly comparison: Comparison;
  readonly explanation: Explanation;
  readonly facts: Facts;
  /** The true sentences. */
  readonly known: ReadonlySet<string>;
}

/** A sentence with its values, but for the last digits, which depend on the order of sums. */
const written = ({id, text, values}: Claim): string =>
  JSON.stringify([id, text, values], (_, value: unknown) => (typeof value === "number" ? value.toPrecision(7) : value));

/** How many sentences a mutation has changed, and those of them that the checker lets pass. */
function tried(told: readonly Told[], claimsOf: (each: Told) => readonly [readonly Claim[], Facts]) {
  let changed = 0;
  const passed: string[] = [];
  for (const each of told) {
    const [claims, facts] = claimsOf(each);
    for (const claim of claims.filter((sentence) => !each.known.has(written(sentence)))) {
      changed++;
      try {
        checkClaim(claim, facts);
        passed.push(`${claim.id}: ${claim.text}`);
      } catch {
        // Caught.
      }
    }
  }
  return {changed, passed};
}

describe("the checker of sentences", () => {
  const told: Told[] = [];
  beforeAll(() => {
    // Capacity is seldom the cause: some more of those.
    const most = fc.sample(capacityComparisons, {numRuns: narrated / 6, seed: 7});
    // The worked cases have what a sample has seldom: a setting to go back to, a batch at which that pays.
    const worked = caseNames.map((name): Comparison => {
      const {baseline, proposal} = explanationOf(name);
      return {baseline: baseline.configuration, proposal: proposal.configuration, options: {verbose: true}};
    });
    for (const comparison of [...fc.sample(comparisons, {numRuns: narrated, seed: 7}), ...most, ...worked]) {
      const explanation = explain(comparison.baseline, comparison.proposal, comparison.options);
      const known = new Set(explanation.claims.map(written));
      told.push({comparison, explanation, facts: new Facts(comparison, explanation), known});
    }
  });

  it.each(narratorMutations)("catches each sentence that a mutation of $file makes untrue: $why", async (mutation) => {
    const {answeredClaims: answered, unansweredClaims: unanswered} = await mutant(mutation);
    const {changed, passed} = tried(told, ({explanation, facts}) => [
      explanation.answered ? answered(explanation) : unanswered(explanation),
      facts,
    ]);
    expect(changed).toBeGreaterThan(0);
    expect(passed.slice(0, 3)).toEqual([]);
  });

  it.each(mathematicsMutations)("catches a mutation of $file: $why", async (mutation) => {
    const {explain: mutated} = await mutant(mutation);
    const {changed, passed} = tried(told.slice(0, explained), ({comparison}) => {
      const explanation = mutated(comparison.baseline, comparison.proposal, comparison.options);
      return [explanation.claims, new Facts(comparison, explanation)];
    });
    // Some sentences are others, and true: another ratio is held against the speed-up.
    expect(passed.length).toBeLessThan(changed);
  });
});
