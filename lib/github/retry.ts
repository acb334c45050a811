import type {HttpAnswer} from "./http.js";

/** How often one request is made at most. */
export const mostAttempts = 5;

/** How long is waited for one request at most, in seconds; who must wait longer is told so. */
export const longestWait = 180;

/** A pause that GitHub names no length of. */
const unnamedPause = 60;

/** What to do about an answer that is no success. */
export type Retry =
  | {readonly kind: "final"}
  /** The request was refused for coming too often, so that it was not carried out. */
  | {readonly kind: "limited"; readonly seconds: number}
  /** Whether the request was carried out is not known. */
  | {readonly kind: "uncertain"; readonly seconds: number};

/**
 * What to do about an answer, or about none at all. Rate limits are GitHub's: `retry-after` is waited for, else
 * `x-ratelimit-reset` where nothing remains, else a minute and then twice as long each time. The time of day is the answer's.
 *
 * @param answer - Null where none came.
 * @param message - What the answer says.
 * @param attempt - How often the request has been made, from 1.
 */
export function retryOf(
  answer: Pick<HttpAnswer, "status" | "headers"> | null,
  message: string,
  attempt: number,
): Retry {
  const doubled = 2 ** (attempt - 1);
  if (answer === null || answer.status >= 500) return {kind: "uncertain", seconds: doubled};
  const {status, headers} = answer;
  if (status !== 403 && status !== 429) return {kind: "final"};
  const after = seconds(headers.get("retry-after"));
  if (after !== null) return {kind: "limited", seconds: after};
  if (headers.get("x-ratelimit-remaining") === "0") {
    const reset = seconds(headers.get("x-ratelimit-reset"));
    const now = Date.parse(headers.get("date") ?? "") / 1_000;
    const left = reset === null || Number.isNaN(now) ? unnamedPause : Math.max(1, Math.ceil(reset - now));
    return {kind: "limited", seconds: left};
  }
  if (status === 429 || /rate limit|abuse detection/i.test(message))
    return {kind: "limited", seconds: unnamedPause * doubled};
  return {kind: "final"};
}

function seconds(header: string | null): number | null {
  return header !== null && /^\d{1,12}$/.test(header.trim()) ? Number(header) : null;
}
