import * as fc from "fast-check";
import {beforeAll, describe, expect, it} from "vitest";
import {explain} from "../../../lib/explainer/explain.js";
import {comparisons, type Comparison} from "../../comparisons.js";
import {answerProperties, soundProperties} from "./answerProperties.js";
import {attributionProperties} from "./attributionProperties.js";
import {flipProperties} from "./flipProperties.js";
import {checkers} from "../truth/checkClaims.js";
import type {Answered, Property, Swept} from "./property.js";
import {truthProperties} from "./truthProperties.js";

/** Comparisons of each of the four shards, 20,000 in all; fewer for a quick look while writing a sentence. */
const comparisonsPerShard = Number(process.env["SWEEP"] ?? 5_000);

const ofAll: readonly Property<Swept>[] = [...soundProperties, ...truthProperties];
const ofAnswered: readonly Property<Answered>[] = [...attributionProperties, ...answerProperties, ...flipProperties];

/** How often something was checked, and its first counterexamples, one of each sort. */
class Tally {
  checked = 0;
  failed = 0;
  readonly #sorts = new Map<string, string>();

  get counterexamples(): string {
    return [...this.#sorts.values()].slice(0, 6).join("\n");
  }

  /** Checks a comparison once more. */
  take(name: () => string, check: () => void): void {
    this.checked++;
    try {
      check();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.failed++;
      // What fails begins with the kind of the sentence, or the name of what is off.
      const sort = reason.split(":")[0]!;
      if (!this.#sorts.has(sort)) this.#sorts.set(sort, `${reason.slice(0, 600)}\n${name()}`);
    }
  }
}

/** A comparison in a line, by which to find it again: a counterexample is far too long to read. */
function nameOf({baseline, proposal, options}: Comparison, index: number): string {
  const side = ({hardware, model, scenario, calibration}: Comparison["baseline"]) =>
    `${model.id} on ${hardware.id}, ${calibration.id}, ${JSON.stringify(scenario)}`;
  return `comparison ${index}: ${side(baseline)} → ${side(proposal)}; ${JSON.stringify(options)}`;
}

/**
 * The properties of an explanation, and the truth of each of its sentences, over a seeded sample of comparisons: each is
 * explained once, all is checked of it, and then each property is a test of its own.
 */
export function describeShard(shard: number): void {
  describe(`explain, over a sample of the catalog, part ${shard} of 4`, () => {
    const exceptions = new Tally();
    const tallies = new Map<string, Tally>([...ofAll, ...ofAnswered].map(({title}) => [title, new Tally()]));
    const kinds = new Map<string, number>(Object.keys(checkers).map((kind) => [kind, 0]));
    let answered = 0;

    beforeAll(() => {
      const sample = fc.sample(comparisons, {numRuns: comparisonsPerShard, seed: 20_240_801 + shard});
      sample.forEach((comparison, index) => {
        const name = () => nameOf(comparison, index);
        exceptions.take(name, () => {
          const {baseline, proposal, options} = comparison;
          const explanation = explain(baseline, proposal, options);
          for (const {id} of explanation.claims) kinds.set(id, (kinds.get(id) ?? 0) + 1);
          ofAll.forEach((property) => {
            tallies.get(property.title)!.take(name, () => {
              property.check({...comparison, explanation});
            });
          });
          if (!explanation.answered) return;
          answered++;
          ofAnswered.forEach((property, offset) => {
            if ((index + offset) % (property.oneIn ?? 1) !== 0) return;
            tallies.get(property.title)!.take(name, () => {
              property.check({...comparison, explanation});
            });
          });
        });
      });
    }, 300_000);

    it("answers, or says what does not fit, without an exception", () => {
      expect(exceptions.failed, exceptions.counterexamples).toBe(0);
      expect(answered).toBeGreaterThan(0.6 * comparisonsPerShard);
    });

    it("meets each kind of sentence, and no other", () => {
      const rare = [...kinds].filter(([, count]) => count < comparisonsPerShard / 500);
      expect(rare, [...kinds].map(([kind, count]) => `${kind} ${count}`).join(", ")).toEqual([]);
      expect([...kinds.keys()].sort()).toEqual(Object.keys(checkers).sort());
    });

    for (const {title, oneIn = 1} of [...ofAll, ...ofAnswered]) {
      it(title, () => {
        const {checked, failed, counterexamples} = tallies.get(title)!;
        expect(failed, counterexamples).toBe(0);
        expect(checked).toBeGreaterThan((0.5 * comparisonsPerShard) / oneIn);
      });
    }
  });
}
