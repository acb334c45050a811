import {UserError} from "../engine/userError.js";
import {commitTree} from "./commitTree.js";
import type {Effects, GitAnswer} from "./effects.js";
import {complaintOf, textOf} from "./gitAnswer.js";
import {quoted} from "./quoted.js";
import {outside, withinRoot} from "./withinRoot.js";

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
  const answer = await effects.git(head, asked, longestName).catch(() => fail("git is not installed"));
  const commit = textOf(answer.output).trim();
  if (answer.status === 0 && /^[0-9a-f]{40,64}$/.test(commit)) return commitTree(name, commit, head, effects);
  return fail(await reasonAgainst(answer, head, effects));
}

/** Why git has no such commit, and the cure. */
async function reasonAgainst(answer: GitAnswer, head: string, {git}: TreeEffects): Promise<string> {
  const {complaint} = answer;
  if (/dubious ownership|unsafe repository/.test(complaint)) {
    const place = /safe\.directory (.+)$/m.exec(complaint)?.[1] ?? "'*'";
    return `the repository belongs to another user, so that git does not read it; allow it with git config --global --add safe.directory ${place}`;
  }
  if (complaint.includes("not a git repository")) return "there is no such folder, and no git repository";
  // With --quiet it says nothing of a name that it does not know, and ends with 1.
  if (answer.status > 1) return `git cannot tell (${complaintOf(answer)})`;
  const any = await git(head, ["rev-list", "--all", "--max-count=1"], longestName);
  if (any.status === 0 && any.output.length === 0)
    return "there is no such folder, and the repository has no commit yet; without --base absolute limits alone are checked";
  return "there is neither; in CI the commit may have to be fetched first (fetch-depth: 0)";
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
