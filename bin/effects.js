import {execFile} from "node:child_process";
import {createReadStream, readFileSync} from "node:fs";
import {readdir, readFile as readWhole, realpath, stat} from "node:fs/promises";

async function readFile(path, most) {
  const chunks = [];
  for await (const chunk of createReadStream(path, {end: most - 1})) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** A hook is told by these which repository it runs for; whoever names a folder means the one that it lies in. */
const ofHooks = new Set(["GIT_DIR", "GIT_COMMON_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"]);
const gitEnv = {...Object.fromEntries(Object.entries(process.env).filter(([name]) => !ofHooks.has(name))), LC_ALL: "C"};

/** Room for what git has to say beside what it is asked for. */
const mostComplaint = 100_000;

/** git's own refusals are an answer; only its absence is an error. */
function git(folder, args, most) {
  return new Promise((resolve, reject) => {
    const options = {encoding: "buffer", env: gitEnv, maxBuffer: most + mostComplaint, windowsHide: true};
    execFile("git", ["-C", folder, ...args], options, (error, whole, complaint) => {
      const answer = {output: whole.subarray(0, most), complaint: complaint.toString()};
      // Cut short for being too long: whoever asked sees by the length that there is more.
      if (error === null || whole.length > most) resolve({status: 0, ...answer});
      else if (typeof error.code === "number") resolve({status: error.code, ...answer});
      else reject(error);
    });
  });
}

/**
 * All that the command line touches outside itself, in Node: the type is `Effects` in lib/cli/effects.ts.
 *
 * @param {URL} root - The folder of the package, which holds package.json and data/.
 */
export function nodeEffects(root) {
  // A reader such as head may have had enough; that is no error of ours.
  process.stdout.on("error", (error) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
  return {
    argv: process.argv.slice(2),
    stdout: {write: (data) => process.stdout.write(data), isTerminal: Boolean(process.stdout.isTTY)},
    stderr: process.stderr,
    readFile,
    openFile: (path) => createReadStream(path),
    async readCatalogFolder(folder) {
      const directory = new URL(`data/${folder}/`, root);
      const names = (await readdir(directory)).filter((name) => name.endsWith(".yaml"));
      return Promise.all(names.map(async (name) => ({name, text: await readWhole(new URL(name, directory), "utf8")})));
    },
    isFolder: (path) =>
      stat(path).then(
        (found) => found.isDirectory(),
        () => false,
      ),
    realPath: realpath,
    git,
    // An answer that leads elsewhere is not followed: the token is for the address that the reader named.
    fetch: (url, request) => fetch(url, {...request, redirect: "manual", signal: AbortSignal.timeout(30_000)}),
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    env: process.env,
    version: JSON.parse(readFileSync(new URL("package.json", root), "utf8")).version,
    debug: Boolean(process.env.REGIME_SHIFT_DEBUG),
  };
}
