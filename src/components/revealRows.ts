/** As many rows as the box of a table shows at once, and some: more than these in one frame, and typing would stutter. */
const atOnce = 24;

/** Shows some rows of a table and hides all others. */
export type Reveal = (shown: readonly HTMLElement[]) => void;

/**
 * Makes what shows and hides rows without delaying the frame: what is to be hidden goes at once, and what is to be shown comes
 * in portions, from the top, of which the reader sees the first at once and the others lie below the edge of the box.
 */
export function revealRows(rows: readonly HTMLElement[]): Reveal {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const next = (hidden: readonly HTMLElement[]): void => {
    for (const row of hidden.slice(0, atOnce)) row.hidden = false;
    const rest = hidden.slice(atOnce);
    timer = rest.length === 0 ? undefined : setTimeout(next, 0, rest);
  };
  return (shown) => {
    clearTimeout(timer);
    const wanted = new Set(shown);
    // Written only where it changes: the browser would lay the table out again.
    for (const row of rows) if (!row.hidden && !wanted.has(row)) row.hidden = true;
    next(shown.filter((row) => row.hidden));
  };
}
