/**
 * Puts a new drawing of a figure into its slot. The folded table keeps its element, and with it whether it is open and
 * whether it has the focus.
 */
export function replaceFigure(slot: HTMLElement, figure: HTMLElement): void {
  const kept = slot.querySelector("details.twin");
  const fresh = figure.querySelector("details.twin");
  if (kept === null || fresh === null) {
    slot.replaceChildren(figure);
    return;
  }
  kept.replaceChildren(kept.firstElementChild!, ...Array.from(fresh.children).slice(1));
  const old = kept.parentElement!;
  for (const child of Array.from(old.childNodes)) if (child !== kept) child.remove();
  for (const child of Array.from(figure.childNodes)) if (child !== fresh) kept.before(child);
}
