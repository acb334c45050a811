/** Rows that cannot be used, by the reason. */
export interface Skipped {
  readonly reason: string;
  readonly count: number;
}

/** Counts equal reasons, the commonest first. */
export function tally(reasons: readonly string[]): readonly Skipped[] {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts]
    .map(([reason, count]) => ({reason, count}))
    .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
}
