import type {SheetCell} from "../lib/explore/catalogSheet.js";
import type {FigureNote, OtherNote} from "../lib/explore/figureNotes.js";
import {html} from "./element.js";
import type {Toggle} from "./figureCell.js";

/** The one line of a table that says where a figure comes from. */
export interface SourceNote {
  /** Opens the line below the row of a figure's button, or closes it where it was open for that figure. */
  readonly toggle: Toggle;
  /** Puts the line below its row again after rows were moved, or closes it where the row is hidden or gone. */
  readonly follow: () => void;
}

/**
 * Makes the line: a row of its own and not a bubble, so that it needs no placing, can be read at leisure, selected and
 * printed, and follows its figure in the order of reading.
 */
export function sourceNote(columns: number, id: string): SourceNote {
  const box = html("div", {class: "source-note"});
  const row = html("tr", {id, class: "source"}, html("td", {colspan: columns}, box));
  let opener: HTMLButtonElement | null = null;

  const close = () => {
    row.remove();
    opener?.setAttribute("aria-expanded", "false");
    opener?.removeAttribute("aria-controls");
    opener = null;
  };
  row.addEventListener("keydown", ({key}) => {
    if (key !== "Escape") return;
    const button = opener;
    close();
    button?.focus();
  });

  return {
    toggle(button, title, cell) {
      const isOpen = opener === button;
      close();
      if (isOpen) return;
      opener = button;
      box.replaceChildren(...paragraphs(title, cell));
      button.setAttribute("aria-expanded", "true");
      button.setAttribute("aria-controls", id);
      button.closest("tr")?.after(row);
    },
    follow() {
      const owner = opener?.closest("tr");
      if (owner?.parentNode == null || owner.hidden) close();
      else if (row.previousElementSibling !== owner) owner.after(row);
    },
  };
}

function paragraphs(title: string, {figure}: SheetCell): HTMLElement[] {
  if (figure === null) return [];
  const {text, derivation, note, others} = figure;
  return [
    html("p", {}, html("strong", {}, title), `: ${text}`),
    html("p", {}, ...cited(figure)),
    ...[derivation === null ? null : `Derivation: ${derivation}.`, note === null ? null : `Note: ${note}.`]
      .filter((line) => line !== null)
      .map((line) => html("p", {}, line)),
    ...(others.length === 0 ? [] : [html("p", {}, "Other sources say:"), html("ul", {}, ...others.map(unused))]),
  ];
}

/** What another source says, and why that is not the figure. */
function unused(other: OtherNote): HTMLElement {
  return html("li", {}, `${other.text}, by `, ...cited(other), `; not used: ${other.reason}`);
}

/** A source with its address, its kind, and the day on which it was read. */
function cited({sourceTitle, sourceUrl, sourceKind, accessed}: FigureNote | OtherNote): (HTMLElement | string)[] {
  const about = `${sourceKind.replaceAll("-", " ")}${accessed === null ? "" : `, read ${accessed}`}`;
  const source = sourceUrl === null ? sourceTitle : html("a", {href: sourceUrl, rel: "noopener"}, sourceTitle);
  return [source, ` (${about})`];
}
