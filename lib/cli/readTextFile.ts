import {UserError} from "../engine/userError.js";
import type {Effects} from "./effects.js";
import {quoted} from "./quoted.js";

/** Larger than any catalog file or published configuration by a factor of 20. */
const mostBytes = 1_000_000;

/** Every runtime has it, but it is no part of the language, whose types are all that `lib` is compiled with. */
declare const TextDecoder: new (label: string, options: {fatal: boolean}) => {decode(bytes: Uint8Array): string};

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  ENOTDIR: "there is no such file",
  EISDIR: "it is a folder",
  EACCES: "permission denied",
  EPERM: "permission denied",
  ENAMETOOLONG: "its name is too long",
  ELOOP: "its links lead in a circle",
};

/** Codes that tell of the file, whoever reads it; any other tells of the machine that it is read on. */
const ownReasons = new Set(["ENOENT", "ENOTDIR", "EISDIR", "ENAMETOOLONG", "ELOOP", "ERR_INVALID_ARG_VALUE"]);

/** A file that cannot be read; `missing` where there is none. */
export class FileError extends UserError {
  override name = "FileError";
  readonly reason: string;
  readonly missing: boolean;

  constructor(path: string, reason: string, missing = false) {
    super(`cannot read ${quoted(path)}: ${reason}`);
    this.reason = reason;
    this.missing = missing;
  }
}

/** A file that may well be there, and be without a mistake, but cannot be read here. */
export class UnreachableError extends FileError {
  override name = "UnreachableError";
}

/** Whether an error, or the one that it places, is of a file that cannot be read here. */
export function isUnreachable(error: Error): boolean {
  return error instanceof UnreachableError || error.cause instanceof UnreachableError;
}

/**
 * The text of a file that a reader named.
 *
 * @throws FileError where it cannot be opened, is too large, or is not text.
 */
export async function readTextFile(path: string, readFile: Effects["readFile"]): Promise<string> {
  const bytes = await readFile(path, mostBytes + 1).catch((error: unknown) => {
    throw explained(path, error);
  });
  if (bytes.length > mostBytes) throw new FileError(path, "it is larger than 1 MB, which no catalog file is");
  try {
    const text = new TextDecoder("utf-8", {fatal: true}).decode(bytes);
    if (!text.includes("\0")) return text;
  } catch {
    // Falls through to the same message: bytes that are not UTF-8.
  }
  throw new FileError(path, "it is not text in UTF-8");
}

/**
 * The bytes of a file that a reader named, piece by piece.
 *
 * @param where - The flag, which opens the message of an error.
 * @throws UserError where it cannot be read.
 */
export async function* openTextFile(
  path: string,
  where: string,
  openFile: Effects["openFile"],
): AsyncGenerator<Uint8Array> {
  try {
    yield* openFile(path);
  } catch (error) {
    const failure = explained(path, error);
    throw failure instanceof FileError ? new UserError(`${where}: ${failure.message}`) : failure;
  }
}

/** What a system error means; any other error as it is, being a bug. */
function explained(path: string, error: unknown): unknown {
  const code = errorCode(error);
  if (code === undefined) return error;
  const reason = reasons[code] ?? code;
  return ownReasons.has(code)
    ? new FileError(path, reason, reason === reasons["ENOENT"])
    : new UnreachableError(path, reason);
}

/** The code of a system error, "ENOENT"; undefined for anything else, which is a bug. */
function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}
