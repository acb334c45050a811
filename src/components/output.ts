import {html} from "./element.js";

/** Plain text as a program printed it; reachable by keyboard, for it may scroll sideways. */
export function output(text: string, name = "Output"): HTMLPreElement {
  return html("pre", {tabindex: 0, role: "group", "aria-label": name}, text.trimEnd());
}
