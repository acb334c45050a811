/** Milliseconds without a further change after which the rows out of sight follow: longer than a quick typist's between letters. */
const rest = 100;

/** Rows beyond either edge of the box that are shown at once: the first and the last are often cut. */
const spare = 1;

/** Shows some rows of a table, in the order in which they stand, and hides all others. */
export type Reveal = (shown: readonly HTMLElement[]) => void;

/**
 * Makes what shows and hides rows without delaying the frame in which the reader sees it. While changes follow each other the
 * table has the class `changing`, and the rows that its box shows the class `near`: the style sheet then leaves all others to
 * be drawn when the reader rests, in the room that they need.
 *
 * @param body - Holds the rows.
 * @param box - The box that the table scrolls in.
 */
export function revealRows(
  table: HTMLElement,
  body: HTMLElement,
  rows: readonly HTMLElement[],
  box: HTMLElement,
): Reveal {
  let last = rows;
  let height = Infinity;
  let near: readonly HTMLElement[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (shown) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      table.classList.remove("changing");
    }, rest);
    if (shown.length === last.length && shown.every((row, place) => row === last[place])) return;
    // Measured before anything is written: afterwards the browser would have to lay the table out for it.
    // The least, for a note may stand open between the rows.
    height = Math.min(height, body.offsetHeight / last.length || Infinity);
    last = shown;
    // Of a table that was never seen the height is not known, nor is there a frame to keep.
    if (height < Infinity) {
      const most = Math.ceil(roomOf(box) / height);
      const first = Math.min(Math.floor(box.scrollTop / height), Math.max(0, shown.length - most));
      for (const row of near) row.classList.remove("near");
      near = shown.slice(Math.max(0, first - spare), first + most + spare);
      for (const row of near) row.classList.add("near");
      table.classList.add("changing");
    }
    const wanted = new Set(shown);
    for (const row of rows) setHidden(row, !wanted.has(row));
  };
}

/** The height that a box may grow to; it is lower while it holds few rows. */
function roomOf(box: HTMLElement): number {
  const most = parseFloat(getComputedStyle(box).maxHeight);
  return Number.isNaN(most) ? window.innerHeight : most;
}

/** Written only where it changes: the browser would lay the row out again. */
function setHidden(row: HTMLElement, isHidden: boolean): void {
  if (row.hidden === isHidden) return;
  row.hidden = isHidden;
  // The style sheet may keep its box, without height.
  if (isHidden) row.setAttribute("aria-hidden", "true");
  else row.removeAttribute("aria-hidden");
}
