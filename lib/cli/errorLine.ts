import {CatalogError} from "../catalog/catalogError.js";
import {UserError} from "../engine/userError.js";
import {visibleText} from "../explainer/visibleText.js";

/** A path may be as long as the system allows. */
const longestLine = 2_000;

/** The one line that says what went wrong; it ends with a line break. */
export function errorLine(error: unknown): string {
  if (error instanceof CatalogError) {
    const more = error.problems.length - 1;
    return line(`${error.message.split("\n")[0]}${more > 0 ? ` (and ${more} more)` : ""}`);
  }
  if (error instanceof UserError) return line(error.message);
  const message = error instanceof Error ? error.message : String(error);
  return line(`internal error: ${message}; this is a bug, please report it with the command that you ran`);
}

/** A line for what is to be known beside the answer; it ends with a line break. */
export function noteLine(note: string): string {
  return line(`note: ${note}`);
}

/** Names and values may hold anything. */
function line(message: string): string {
  const short = message.length > longestLine ? `${message.slice(0, longestLine)}…` : message;
  return `regime-shift: ${visibleText(short)}\n`;
}
