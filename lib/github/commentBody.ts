import {visibleText} from "../explainer/visibleText.js";
import {cutMarkdown} from "./cutMarkdown.js";
import {markerLine, type Marker} from "./marker.js";

/** A little below the 65,536 characters that GitHub takes. */
export const mostCharacters = 65_000;

/** Of a message, more than any that the program prints. */
const longestMessage = 8_000;

/** A comment as it is sent: the marker, then as much of the content as there is room for. */
export function commentBody(marker: Marker, content: string, most: number = mostCharacters): string {
  const first = markerLine(marker);
  return `${first}\n${cutMarkdown(cleaned(content), most - first.length - 1)}`;
}

/** Whether two comments say the same but for their markers; line ends and the space around are GitHub's to change. */
export function saysTheSame(one: string, other: string): boolean {
  return saidIn(one) === saidIn(other);
}

function saidIn(body: string): string {
  return body
    .replaceAll("\r\n", "\n")
    .replace(/^<!-- regime-shift-comment [^\n]*(?:\n|$)/, "")
    .trim();
}

/**
 * What takes the place of an answer that no longer holds.
 *
 * @param isWithinLimits - False where a limit is crossed though nothing changed: a tick would deny it.
 */
export function undoneContent(summary: string, isWithinLimits = true): string {
  const heading = isWithinLimits ? "✅ No change any more" : "No change any more";
  return `**${heading}**\n\n${summary}. What this comment said before was of an earlier state of this pull request.\n`;
}

/** What is said where the scenarios could not be checked at all. */
export function errorContent(message: string): string {
  return [
    "**❌ The scenarios could not be checked**",
    "",
    ...codeBlock(message.trim()),
    "",
    "Nothing was computed. The next run after a correction takes the place of this comment.",
    "",
  ].join("\n");
}

/** Text that stands for itself in Markdown: in a fence longer than any that the text has, and with nothing hidden. */
export function codeBlock(text: string): string[] {
  const short = text.length > longestMessage ? `${text.slice(0, longestMessage)}…` : text;
  const lines = short.split(/\r\n|\r|\n/).map(visibleText);
  const longest = Math.max(2, ...[...short.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return [`${fence}text`, ...lines, fence];
}

/** Without what no comment can hold. */
function cleaned(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(/[\0\p{Cs}]/gu, "\uFFFD");
}
