const ladders: readonly (readonly number[])[] = [
  [1],
  [1, 3],
  [1, 2, 5],
  [1, 1.5, 2, 3, 5, 7],
  [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8],
];

/** Round numbers in a domain, for a logarithmic axis: the densest ladder that gives at most `most` of them. */
export function logTicks([low, high]: readonly [number, number], most: number): number[] {
  let chosen: number[] = [];
  for (const ladder of ladders) {
    const ticks: number[] = [];
    for (let decade = Math.floor(Math.log10(low)); decade <= Math.log10(high); decade++) {
      for (const step of ladder) {
        const tick = Number((step * 10 ** decade).toPrecision(3));
        if (tick >= low && tick <= high) ticks.push(tick);
      }
    }
    if (ticks.length > most) break;
    chosen = ticks;
  }
  if (chosen.length >= 2) return chosen;
  // Less than an octave: even steps serve as well as a ladder.
  const step = 10 ** Math.floor(Math.log10(high - low));
  const nice = [1, 2, 5, 10].map((k) => k * step).find((s) => (high - low) / s <= most) ?? 10 * step;
  const first = Math.ceil(low / nice);
  return Array.from({length: Math.floor(high / nice) - first + 1}, (_, i) =>
    Number(((first + i) * nice).toPrecision(6)),
  );
}
