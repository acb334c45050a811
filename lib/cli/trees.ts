import {UserError} from "../engine/userError.js";
import type {Effects} from "./effects.js";
import {quoted} from "./quoted.js";

/** How the command line looks at folders and at commits. */
export type TreeEffects = Pick<Effects, "readFile" | "isFolder" | "realPath" | "git">;

/** Files under one root: a folder, or a commit. */
export interface Tree {
  /** As the reader named it. */
  readonly name: string;
  /** As `Effects.readFile`, with a path from the root; what lies outside the root is not read. */
  readFile(path: string, most: number): Promise<Uint8Array>;
}

/** The text that names a commit, and the only thing asked of git beside files. */
const longestName = 100;

/**
 * The tree that a reader named: a folder, or else a commit of the repository that `head` lies in, which is read through git
 * without touching any checkout.
 *
 * @throws UserError where it is neither.
 */
export async function openTree(name: string, head: string, where: string, effects: TreeEffects): Promise<Tree> {
  if (await effects.isFolder(name)) return folderTree(name, effects);
  const fail = (reason: string): never => {
    throw new UserError(
      `${where}: expected a folder, or a commit of the repository in ${quoted(head)}, got ${quoted(name)}: ${reason}`,
    );
  };
  const asked = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`];
  const {status, output} = await effects.git(head, asked, longestName).catch(() => fail("git is not installed"));
  const commit = text(output).trim();
  if (status !== 0 || !/^[0-9a-f]{40,64}$/.test(commit))
    return fail("there is neither; in CI the commit may have to be fetched first (fetch-depth: 0)");
  return commitTree(name, commit, head, effects);
}

/** A folder as a tree. Links within it are followed as long as they stay in it. */
export function folderTree(folder: string, {readFile, realPath}: TreeEffects): Tree {
  return {
    name: folder,
    async readFile(path, most) {
      const inside = withinRoot(path);
      const root = await realPath(folder);
      const real = await realPath(`${folder}/${inside}`);
      const rest = real.startsWith(root) ? real.slice(root.length) : null;
      if (rest === null || !/^(?:$|[\\/])/.test(/[\\/]$/.test(root) ? `/${rest}` : rest)) throw outside(path);
      return readFile(real, most);
    },
  };
}

function commitTree(name: string, commit: string, folder: string, {git}: TreeEffects): Tree {
  return {
    name,
    async readFile(path, most) {
      // "./" reads from the folder that git runs in, which need not be the top of the repository.
      const {status, output} = await git(folder, ["cat-file", "blob", `${commit}:./${withinRoot(path)}`], most);
      if (status === 0) return output;
      throw Object.assign(new Error(`no such file in ${name}`), {code: "ENOENT"});
    },
  };
}

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

function outside(path: string): UserError {
  return new UserError(`${quoted(path)} lies outside the repository: only files in it are read`);
}

declare const TextDecoder: new () => {decode(bytes: Uint8Array): string};

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
