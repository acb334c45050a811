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

/** The refusal of a path, or of a link on it, that leads out of the root, which need not be the top of a repository. */
export function outside(path: string): UserError {
  return new UserError(
    `${quoted(path)} lies outside the folder that is checked, and only files in it are read; for one of the same repository, ` +
      "name the top with --head, and the scenario file from there with --file, such as services/a/regime-shift.yaml",
  );
}
