import * as z from "zod";
import {UserError} from "../engine/userError.js";
import {errorContent, undoneContent} from "../github/commentBody.js";
import type {Surroundings} from "./command.js";
import type {Flags} from "./flags.js";
import {openTextFile} from "./readTextFile.js";

/** What a comment is to say. */
export interface CommentInputs {
  readonly content: string;
  /** Whether it is worth a comment where there is none yet. */
  readonly isNews: boolean;
}

declare const TextDecoder: new () => {decode(bytes: Uint8Array): string};

/** As much of the answer of a check as decides what becomes of the comment. */
const checkSchema = z.object({
  schemaVersion: z.literal(1),
  verdict: z.enum(["pass", "warn", "error", "does-not-fit"]),
  summary: z.string(),
  counts: z.object({added: z.number(), removed: z.number(), changed: z.number()}),
});

/** Of texts: more than any comment holds. Of JSON: more than the largest scenario file gives. */
const [mostText, mostJson] = [1_000_000, 200_000_000];

/**
 * Reads what the flags name: an error, or the answer of a check in both its forms. Where no scenario changed, there is no news: a
 * limit that is crossed all the same is no doing of the pull request, and the check tells it by its exit code and its summary.
 *
 * @throws UserError where they name too much or too little, or what cannot be read.
 */
export async function readCommentInputs(flags: Flags, effects: Surroundings): Promise<CommentInputs> {
  const [error, check, body] = ["error", "check", "body"].map((name) => flags.values.get(name));
  if (error !== undefined) {
    if (check !== undefined || body !== undefined)
      throw new UserError("--error: takes the place of --check and --body, got both");
    return {content: errorContent(await readText("error", error, effects)), isNews: true};
  }
  if (check === undefined) throw new UserError("missing --check: expected a file that check --format json wrote");
  if (body === undefined) throw new UserError("missing --body: expected a file that check --format markdown wrote");
  const {counts, verdict, summary} = parseCheck(await readBytes("check", check, mostJson, effects));
  const isNews = counts.added + counts.removed + counts.changed > 0;
  const content = await readText("body", body, effects);
  return isNews ? {content, isNews} : {content: undoneContent(summary, verdict === "pass"), isNews};
}

function parseCheck(text: string): z.infer<typeof checkSchema> {
  try {
    return checkSchema.parse(JSON.parse(text));
  } catch {
    throw new UserError('--check: expected what "regime-shift check --format json" wrote, of schema version 1');
  }
}

function readText(flag: string, path: string, effects: Surroundings): Promise<string> {
  return readBytes(flag, path, mostText, effects);
}

/** The beginning of a file; what is no UTF-8 becomes U+FFFD, for an error is to be told whatever it holds. */
async function readBytes(flag: string, path: string, most: number, {openFile}: Surroundings): Promise<string> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of openTextFile(path, `--${flag}`, openFile)) {
    pieces.push(piece);
    length += piece.length;
    if (length >= most) break;
  }
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const piece of pieces) {
    whole.set(piece, offset);
    offset += piece.length;
  }
  return new TextDecoder().decode(whole.subarray(0, most));
}
