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
  const members: number[] = [];
  groups.forEach((group, player) => {
    members[group] = (members[group] ?? 0) | (1 << player);
  });
  const marginals: Marginal[] = [];
  groups.forEach((own, player) => {
    const others = members.filter((_, group) => group !== own);
    const peers = groups.flatMap((group, peer) => (group === own && peer !== player ? [1 << peer] : []));
    const weightOutside = coalitionWeights(others.length + 1);
    const weightInside = coalitionWeights(peers.length + 1);
    for (const outside of unions(others)) {
      for (const inside of unions(peers)) {
        const weight = weightOutside[outside.count]! * weightInside[inside.count]!;
        marginals.push({player, coalition: outside.bits | inside.bits, weight});
      }
    }
  });
  return marginals;
}

/** Every union of some of these bit sets, with how many it is of. */
function unions(sets: readonly number[]): {readonly bits: number; readonly count: number}[] {
  return sets.reduce(
    (found, set) => [...found, ...found.map(({bits, count}) => ({bits: bits | set, count: count + 1}))],
    [{bits: 0, count: 0}],
  );
}
