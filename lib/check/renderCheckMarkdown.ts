import {provenanceOf} from "../provenance/provenanceOf.js";
import {checkMarkdown} from "./checkMarkdown.js";
import type {CheckResult} from "./types.js";

export {mostCharacters} from "./checkMarkdown.js";

/** A check as GitHub-flavoured Markdown, for a comment, with the sources that the catalog has of the inputs that differ. */
export function renderCheckMarkdown(result: CheckResult): string {
  return checkMarkdown(result, provenanceOf);
}
