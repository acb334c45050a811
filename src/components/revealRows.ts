/** Milliseconds without a further change after which the rows out of sight follow: longer than a quick typist's between letters. */
const rest = 100;

/** Rows beyond either edge of the box that are shown at once: the first and the last are often cut. */
const spare = 1;

/** Shows some rows of a table, in the order in which they stand, and hides all others. */
export type Reveal = (shown: readonly HTMLElement[]) => void;

/**
 * Makes what shows and hides rows without delaying the frame in which the reader sees it. Rows that the filter leaves out are
 * hidden at once. Of those that come back the ones that the box has room for are shown at once, and get the class `near`, by
 * which the style sheet draws them without first looking whether they are in sight; the others follow when the reader rests or
 * scrolls, and until then the body is padded by their height. What stands already is left alone: each row that is touched takes its
 * time.
 *
 * @param body - Holds the rows.
 * @param box - The box that the table scrolls in.
 */
export function revealRows(body: HTMLElement, rows: readonly HTMLElement[], box: HTMLElement): Reveal {
  let last = rows;
  let isWhole = true;
  let height = Infinity;
  let near: ReadonlySet<HTMLElement> = new Set();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const settle = (): void => {
    for (const row of last) if (row.hidden) row.hidden = false;
    if (!isWhole) body.style.padding = "";
    isWhole = true;
    // The style sheet keeps the boxes of hidden rows, without height and content: to a screen reader they would be empty.
    for (const row of rows) if (row.hidden !== (row.ariaHidden === "true")) row.ariaHidden = row.hidden ? "true" : null;
  };

  box.addEventListener("scroll", () => {
    if (!isWhole) settle();
  });

  return (shown) => {
    clearTimeout(timer);
    timer = setTimeout(settle, rest);
    if (shown.length === last.length && shown.every((row, place) => row === last[place])) return;
    // Measured before anything is written: afterwards the browser would have to lay the table out for it.
    // The least, for a note may stand open between the rows.
    if (isWhole) height = Math.min(height, body.offsetHeight / last.length || Infinity);
    last = shown;
    let inSight = shown;
    // Of a table that was never seen the height is not known, nor is there a frame to keep.
    if (height < Infinity) {
      const most = Math.ceil(roomOf(box) / height);
      const first = Math.max(0, Math.min(Math.floor(box.scrollTop / height), shown.length - most) - spare);
      inSight = shown.slice(first, first + most + 2 * spare);
      const heightOf = (some: readonly HTMLElement[]) => some.filter(({hidden}) => hidden).length * height;
      const above = heightOf(shown.slice(0, first));
      const below = heightOf(shown.slice(first + inSight.length));
      if (!isWhole || above + below > 0) body.style.padding = `${above}px 0 ${below}px`;
      isWhole = above + below === 0;
      const nearNow = new Set(inSight);
      for (const row of near) if (!nearNow.has(row)) row.classList.remove("near");
      for (const row of inSight) row.classList.add("near");
      near = nearNow;
    }
    const wanted = new Set(shown);
    // Written only where it changes: the browser would lay the row out again.
    for (const row of rows) if (!row.hidden && !wanted.has(row)) row.hidden = true;
    for (const row of inSight) if (row.hidden) row.hidden = false;
  };
}

/** The height that a box may grow to; it is lower while it holds few rows. */
function roomOf(box: HTMLElement): number {
  const most = parseFloat(getComputedStyle(box).maxHeight);
  return Number.isNaN(most) ? window.innerHeight : most;
}
