import type {GitAnswer} from "./effects.js";

declare const TextDecoder: new () => {decode(bytes: Uint8Array): string};

/** Bytes that git printed, as text. */
export function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** What git said was wrong, in a line; its exit code where it said nothing. */
export function complaintOf({status, complaint}: GitAnswer): string {
  const lines = complaint.split("\n").filter((line) => line.trim() !== "");
  // What a program that it called has to say stands above its own last word.
  const line = lines.findLast((each) => each.startsWith("fatal: ")) ?? lines[0];
  return line === undefined ? `git ended with ${status}` : line.replace(/^(?:fatal|error): /, "").trim();
}
