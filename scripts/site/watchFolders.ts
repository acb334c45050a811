import {readdirSync, statSync} from "node:fs";
import {join} from "node:path";

/**
 * Calls back, with their paths, whenever files under the folders were added, removed or changed.
 *
 * It compares modification times twice a second: `fs.watch` misses files on network mounts and in containers, loses a file
 * that an editor replaces, and is recursive on Linux only by its own walk. A few hundred files cost less than a millisecond.
 */
export function watchFolders(
  folders: string[],
  isWatched: (file: string) => boolean,
  changed: (files: string[]) => void | Promise<void>,
): void {
  let before = scan(folders, isWatched);
  const tick = async (): Promise<void> => {
    const now = scan(folders, isWatched);
    const files = [...new Set([...before.keys(), ...now.keys()])].filter((file) => before.get(file) !== now.get(file));
    before = now;
    if (files.length > 0) {
      await changed(files);
      // What the callback itself wrote, a generated file or a loader's new time, is no change.
      before = scan(folders, isWatched);
    }
    setTimeout(() => void tick(), 500);
  };
  setTimeout(() => void tick(), 500);
}

function scan(folders: string[], isWatched: (file: string) => boolean): Map<string, number> {
  const times = new Map<string, number>();
  for (const folder of folders) {
    for (const entry of readdirSync(folder, {recursive: true, encoding: "utf8"})) {
      const file = join(folder, entry);
      const stat = isWatched(file) ? statSync(file, {throwIfNoEntry: false}) : undefined;
      if (stat?.isFile()) times.set(file, stat.mtimeMs);
    }
  }
  return times;
}
