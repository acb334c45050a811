import {coalitionWeights} from "./shapley.js";

/** One marginal contribution that counts: that of `player` on joining `coalition` (a bit set), and how much it counts. */
export interface Marginal {
  readonly player: number;
  readonly coalition: number;
  readonly weight: number;
}

/**
 * The marginal contributions that make up the Owen value of each player (Owen 1977, Values of games with a priori unions):
 * the mean over all orders of arrival in which the members of a group arrive one right after the other. A group's sum does
 * not depend on how many players its part is told as, nor do the values of the other groups' players. With one group, or one
 * player in each, it is the Shapley value.
 *
 * @param groups the group of each player, as numbers from 0.
 */
export function owenMarginals(groups: readonly number[]): Marginal[] {
  const members: number[][] = [];
  groups.forEach((group, player) => (members[group] ??= []).push(1 << player));
  const wholes = members.map((bits) => bits.reduce((union, bit) => union | bit, 0));
  const outsideWeights = coalitionWeights(members.length);
  const marginals: Marginal[] = [];
  for (const [group, own] of members.entries()) {
    const outsides = unions(wholes.filter((_, other) => other !== group));
    const insideWeights = coalitionWeights(own.length);
    for (const bit of own) {
      const player = 31 - Math.clz32(bit);
      for (const inside of unions(own.filter((peer) => peer !== bit))) {
        for (const outside of outsides) {
          const weight = outsideWeights[outside.count]! * insideWeights[inside.count]!;
          marginals.push({player, coalition: outside.bits | inside.bits, weight});
        }
      }
    }
  }
  return marginals;
}

/** A union of bit sets, and how many it is of. */
interface Union {
  readonly bits: number;
  readonly count: number;
}

/** Every union of some of these bit sets. */
function unions(sets: readonly number[]): Union[] {
  const found: Union[] = [{bits: 0, count: 0}];
  for (const set of sets) {
    const before = found.length;
    for (let index = 0; index < before; index++) {
      const {bits, count} = found[index]!;
      found.push({bits: bits | set, count: count + 1});
    }
  }
  return found;
}
