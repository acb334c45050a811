import {html} from "./element.js";

/**
 * Plain text as a program printed it; reachable by keyboard, for it may scroll sideways. Paragraphs of sentences are folded
 * at the width of the page, as a terminal would; tables, known by their columns, keep their lines.
 */
export function output(text: string, name = "Output"): HTMLPreElement {
  const parts = text
    .trimEnd()
    .split("\n\n")
    .flatMap((part, index) => {
      const isTable = /\S {2,}\S/.test(part);
      const shown = html("span", {style: isTable ? null : "white-space: pre-wrap"}, part);
      return index === 0 ? [shown] : ["\n\n", shown];
    });
  return html("pre", {tabindex: 0, role: "group", "aria-label": name}, ...parts);
}
