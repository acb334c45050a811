/**
 * A cooperative game over n players as a table: entry S (a bit set) is the value of the coalition S.
 *
 * @param value called once for each of the 2ⁿ coalitions, in ascending order of the bit set.
 */
export function tabulate(players: number, value: (coalition: number) => number): Float64Array {
  const table = new Float64Array(1 << players);
  for (let coalition = 0; coalition < table.length; coalition++) table[coalition] = value(coalition);
  return table;
}

/**
 * Shapley value of each player (Shapley 1953): its marginal contribution, averaged over all orders of arrival. The values
 * add up to `table[all] − table[0]`.
 */
export function shapleyValues(table: Float64Array): number[] {
  const players = Math.log2(table.length);
  const weights = coalitionWeights(players);
  const values = new Array<number>(players).fill(0);
  for (let coalition = 0; coalition < table.length; coalition++) {
    const weight = weights[bitCount(coalition)] as number;
    for (let player = 0; player < players; player++) {
      const bit = 1 << player;
      if (coalition & bit) continue;
      values[player]! += weight * (table[coalition | bit]! - table[coalition]!);
    }
  }
  return values;
}

/**
 * What two players give together beyond what each gives alone, starting from nobody:
 * v({j,k}) − v({j}) − v({k}) + v(∅). Positive where both are needed.
 *
 * @param valueOf the value of a coalition (a bit set).
 */
export function interaction(valueOf: (coalition: number) => number, j: number, k: number): number {
  return valueOf((1 << j) | (1 << k)) - valueOf(1 << j) - valueOf(1 << k) + valueOf(0);
}

/** |S|!·(n−|S|−1)!/n! for each size |S| of a coalition without the player, of n players. */
export function coalitionWeights(players: number): number[] {
  const weights: number[] = [];
  let weight = 1 / players;
  for (let size = 0; size < players; size++) {
    weights.push(weight);
    weight *= (size + 1) / (players - size - 1);
  }
  return weights;
}

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}
