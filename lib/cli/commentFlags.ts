import {UserError} from "../engine/userError.js";
import {idPattern} from "../github/idPattern.js";
import type {Flags, FlagSpec} from "./flags.js";
import {quoted} from "./quoted.js";

/** What may become of comments. */
export const behaviors = ["update", "new", "off"] as const;

/** The flags of `comment`. */
export const commentFlags: readonly FlagSpec[] = [
  {name: "check", value: "FILE", help: "what was found", expected: "a file that check --format json wrote"},
  {name: "body", value: "FILE", help: "how to say it", expected: "a file that check --format markdown wrote"},
  {name: "error", value: "FILE", help: "in place of both: why nothing could be checked", expected: "a text file"},
  {name: "repo", value: "OWNER/NAME", help: "the repository", expected: "a name such as octo-org/serving"},
  {name: "pull", value: "N", help: "the pull request", expected: "its number"},
  {
    name: "time",
    value: "TIME",
    help: "when this run began: nothing is written where a later run wrote",
    expected: "a time such as 2026-11-23T09:30:00Z",
  },
  {
    name: "commit",
    value: "SHA",
    help: "the head that was checked: nothing is written once the pull request has moved on",
    expected: "a full commit",
  },
  {name: "id", value: "WORD", help: "which of a repository's checks this is", expected: "a word", fallback: "default"},
  {
    name: "author",
    value: "LOGIN",
    help: "whose comments may be changed",
    expected: "a login; without it the token's own, or any bot's where the token is an app's",
  },
  {
    name: "behavior",
    value: "WORD",
    help: "what becomes of the comment before",
    expected: "update, new (a further comment for each answer) or off",
    fallback: "update",
  },
  {
    name: "api",
    value: "URL",
    help: "where GitHub's REST API is",
    expected: "an address that begins with https://",
    fallback: "https://api.github.com",
  },
  {name: "dry-run", value: null, help: "print what the comment would say, and send nothing"},
];

/**
 * The text of a flag that must be given.
 *
 * @throws UserError where it is not, or is none of what is expected.
 */
export function required(flags: Flags, name: string, isValid: (text: string) => boolean): string {
  const text = flags.values.get(name)?.trim();
  const {expected = ""} = commentFlags.find((flag) => flag.name === name) ?? {};
  if (text === undefined) throw new UserError(`missing --${name}: expected ${expected}`);
  if (isValid(text)) return text;
  throw new UserError(`--${name}: expected ${expected}, got ${quoted(text)}`);
}

/** The same for a flag that may be left out; null where it is. */
export function optional(flags: Flags, name: string, isValid: (text: string) => boolean): string | null {
  return flags.values.has(name) ? required(flags, name, isValid) : null;
}

/** "owner/name", which is safe in an address. */
export function isRepository(text: string): boolean {
  const parts = text.split("/");
  return parts.length === 2 && parts.every((part) => /^[\w.-]{1,100}$/.test(part) && !/^\.{1,2}$/.test(part));
}

/** The number of a pull request. */
export function isPullNumber(text: string): boolean {
  return /^[1-9]\d{0,9}$/.test(text);
}

/** A time with its zone, as ISO 8601 writes it. */
export function isTime(text: string): boolean {
  const form = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/;
  return form.test(text) && !Number.isNaN(Date.parse(text));
}

/** A commit by its full name. */
export function isCommit(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}

/** A name of a check that can stand in a comment. */
export function isId(text: string): boolean {
  return idPattern.test(text);
}

/** A login of a person or a bot, "github-actions[bot]". */
export function isLogin(text: string): boolean {
  return /^[\w-]{1,60}(?:\[bot\])?$/.test(text);
}

/** An address to which a token may be sent: encrypted, or on this machine. */
export function isApi(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const {protocol, hostname, username, search, hash} = new URL(text);
  const isLocal = ["127.0.0.1", "localhost", "[::1]"].includes(hostname);
  return (protocol === "https:" || (protocol === "http:" && isLocal)) && username + search + hash === "";
}
