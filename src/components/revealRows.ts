/** Milliseconds without a further change after which the rows out of sight follow: longer than a quick typist's between letters. */
const rest = 100;

/** Rows beyond either edge of the box that are shown at once: the first and the last are often cut. */
const spare = 1;

/** Shows some rows of a table, in the order in which they stand, and hides all others. */
export type Reveal = (shown: readonly HTMLElement[]) => void;

/**
 * Makes what shows and hides rows without delaying the frame in which the reader sees it. The rows that the box shows get the
 * class `near`, and the style sheet draws these at once; others that were hidden get the class `later` until the reader rests,
 * and have only the room that they need. What stands already is left alone: each row that is touched takes its time.
 *
 * @param body - Holds the rows.
 * @param box - The box that the table scrolls in.
 */
export function revealRows(body: HTMLElement, rows: readonly HTMLElement[], box: HTMLElement): Reveal {
  let last = rows;
  let height = Infinity;
  let near: ReadonlySet<HTMLElement> = new Set();
  let late: HTMLElement[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (shown) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      for (const row of late) row.classList.remove("later");
      late = [];
      // The style sheet keeps the boxes of hidden rows, without height and content: to a screen reader they would be empty.
      for (const row of rows)
        if (row.hidden !== (row.ariaHidden === "true")) row.ariaHidden = row.hidden ? "true" : null;
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
      const inSight = new Set(shown.slice(Math.max(0, first - spare), first + most + spare));
      for (const row of near) if (!inSight.has(row)) row.classList.remove("near");
      for (const row of inSight) {
        row.classList.add("near");
        row.classList.remove("later");
      }
      near = inSight;
      for (const row of shown) {
        if (!row.hidden || near.has(row)) continue;
        row.classList.add("later");
        late.push(row);
      }
    }
    const wanted = new Set(shown);
    // Written only where it changes: the browser would lay the row out again.
    for (const row of rows) if (row.hidden === wanted.has(row)) row.hidden = !wanted.has(row);
  };
}

/** The height that a box may grow to; it is lower while it holds few rows. */
function roomOf(box: HTMLElement): number {
  const most = parseFloat(getComputedStyle(box).maxHeight);
  return Number.isNaN(most) ? window.innerHeight : most;
}
