/** Items from the one whose multiplier is farthest from 1 to the nearest. */
export function strongestFirst<Item extends {readonly multiplier: number}>(items: readonly Item[]): Item[] {
  return items.toSorted((a, b) => Math.abs(Math.log(b.multiplier)) - Math.abs(Math.log(a.multiplier)));
}
