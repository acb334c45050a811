import type {Effects} from "./effects.js";
import {complaintOf, textOf} from "./gitAnswer.js";
import {quoted} from "./quoted.js";
import {UnreachableError} from "./readTextFile.js";
import type {Tree} from "./trees.js";
import {outside, withinRoot} from "./withinRoot.js";

/** A folder, a file, a link or a submodule of a commit. */
interface Entry {
  readonly mode: string;
  readonly id: string;
}

/** How git writes what an entry is. */
const modes = {folder: "040000", link: "120000", submodule: "160000"} as const;

/** As many links as Linux follows on one path. */
const mostLinks = 40;

/** Longer than any path that a system takes. */
const longestPath = 10_000;

/**
 * The files of a commit below the folder that git runs in, which need not be the top of the repository. Links are followed as
 * in a folder: as long as they stay in it. A file is missing only where the commit says so: what git cannot read is an error.
 *
 * @param name - As the reader named the commit.
 */
export function commitTree(name: string, commit: string, folder: string, {git}: Pick<Effects, "git">): Tree {
  const entries = new Map<string, Promise<Entry | null>>();
  let root: Promise<Entry> | undefined;

  async function ask(path: string, args: readonly string[], most: number): Promise<Uint8Array> {
    const answer = await git(folder, args, most);
    if (answer.status === 0) return answer.output;
    throw new UnreachableError(
      path,
      `git cannot give it from ${quoted(name)} (${complaintOf(answer)}); fetch what the repository lacks, or check the commit out and name its folder`,
    );
  }

  /** Many paths share their folders: each is asked for once. */
  function entryOf(path: string, above: Entry, part: string): Promise<Entry | null> {
    const key = `${above.id}/${part}`;
    const present = entries.get(key) ?? askEntry(path, above, part);
    entries.set(key, present);
    return present;
  }

  async function askEntry(path: string, above: Entry, part: string): Promise<Entry | null> {
    const args = ["--literal-pathspecs", "ls-tree", "-z", "--full-tree", above.id, "--", part];
    const [, mode, id] = /^(\d{6}) \w+ ([0-9a-f]+)\t/.exec(textOf(await ask(path, args, longestPath))) ?? [];
    return mode === undefined || id === undefined ? null : {mode, id};
  }

  /** What a path leads to, its links followed one by one as the system does it. */
  async function find(top: Entry, path: string): Promise<Entry> {
    const parts = path.split("/");
    const above: Entry[] = [];
    let [here, links] = [top, 0];
    for (let part = parts.shift(); part !== undefined; part = parts.shift()) {
      if (part === "" || part === ".") continue;
      if (here.mode !== modes.folder) throw systemError("ENOTDIR");
      if (part === "..") {
        const parent = above.pop();
        if (parent === undefined) throw outside(path);
        here = parent;
        continue;
      }
      const entry = await entryOf(path, here, part);
      if (entry === null) throw systemError("ENOENT");
      if (entry.mode === modes.submodule) throw inSubmodule(path, part);
      if (entry.mode !== modes.link) {
        above.push(here);
        here = entry;
        continue;
      }
      links += 1;
      if (links > mostLinks) throw systemError("ELOOP");
      const target = textOf(await ask(path, ["cat-file", "blob", entry.id], longestPath));
      // A commit does not know where it would be checked out.
      if (target.startsWith("/")) throw outside(path);
      parts.unshift(...target.split("/"));
    }
    return here;
  }

  async function findRoot(): Promise<Entry> {
    const prefix = textOf(await ask(folder, ["rev-parse", "--show-prefix"], longestPath)).replace(/\n$/, "");
    return find({mode: modes.folder, id: commit}, prefix);
  }

  return {
    name,
    async readFile(path, most) {
      const inside = withinRoot(path);
      root ??= findRoot();
      const {mode, id} = await find(await root, inside);
      if (mode === modes.folder) throw systemError("EISDIR");
      return ask(inside, ["cat-file", "blob", id], most);
    },
  };
}

/** The same error as the file system has, so that a folder and a commit are told of in the same words. */
function systemError(code: string): Error {
  return Object.assign(new Error(code), {code});
}

function inSubmodule(path: string, part: string): UnreachableError {
  return new UnreachableError(
    path,
    `${quoted(part)} is a submodule, and submodules of a commit are not read; check the commit out with them and name its folder`,
  );
}
