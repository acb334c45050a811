import {UserError} from "../engine/userError.js";
import {quoted} from "./quoted.js";

/**
 * A path from the root with "." and ".." resolved.
 *
 * @throws UserError where it leads out of the root.
 */
export function withinRoot(path: string): string {
  const parts: string[] = [];
  if (/^(?:[\\/]|[a-z]:)/i.test(path)) throw outside(path);
  for (const part of path.split(/[\\/]/)) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) throw outside(path);
  }
  return parts.join("/");
}

/** The refusal of a path, or of a link on it, that leads out of the root. */
export function outside(path: string): UserError {
  return new UserError(`${quoted(path)} lies outside the repository: only files in it are read`);
}
