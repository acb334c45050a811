import {createReadStream} from "node:fs";
import {execFile} from "node:child_process";
import {readdir, readFile as readBytes, realpath, stat} from "node:fs/promises";
import {resolve} from "node:path";
import type {GitAnswer} from "../../lib/cli/effects.js";
import {run} from "../../lib/cli/run.js";
import type {Fetch, Wait} from "../../lib/github/http.js";

/** What a run of the command line left behind. */
export interface Captured {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** What was written to `stdout` as bytes, where it was no text. */
  readonly bytes?: Uint8Array;
}

/** How a captured run differs from a plain one. */
export interface CaptureOptions {
  /** The folder that paths are relative to. */
  readonly folder?: string;
  /** Takes the place of the file system. */
  readonly readFile?: (path: string, most: number) => Promise<Uint8Array>;
  /** The same for tables of any size. */
  readonly openFile?: (path: string) => AsyncIterable<Uint8Array>;
  readonly debug?: boolean;
  /** Whether the answer goes to a terminal. */
  readonly isTerminal?: boolean;
  /** Takes the place of the network, which tests have none of. */
  readonly fetch?: Fetch;
  readonly wait?: Wait;
  readonly env?: Readonly<Record<string, string>>;
}

async function readCatalogFolder(folder: string): Promise<readonly {name: string; text: string}[]> {
  const directory = new URL(`../../data/${folder}/`, import.meta.url);
  const names = (await readdir(directory)).filter((name) => name.endsWith(".yaml"));
  return Promise.all(names.map(async (name) => ({name, text: await readBytes(new URL(name, directory), "utf8")})));
}

function runGit(folder: string, args: readonly string[], most: number): Promise<GitAnswer> {
  return new Promise((done, fail) => {
    const options = {encoding: "buffer", env: {...process.env, LC_ALL: "C"}, maxBuffer: most + 100_000} as const;
    execFile("git", ["-C", folder, ...args], options, (error, whole, stderr) => {
      const answer = {output: whole.subarray(0, most), complaint: stderr.toString()};
      if (error === null) done({status: 0, ...answer});
      else if (typeof error.code === "number") done({status: error.code, ...answer});
      else fail(new Error(error.message, {cause: error}));
    });
  });
}

/** Runs the command line within this process. */
export async function capture(argv: readonly string[], options: CaptureOptions = {}): Promise<Captured> {
  const {folder = ".", debug = false, isTerminal = false} = options;
  const {readFile = (path: string) => readBytes(resolve(folder, path))} = options;
  const {fetch = () => Promise.reject(new Error("no network")), wait = () => Promise.resolve(), env = {}} = options;
  const {openFile = (path: string) => createReadStream(resolve(folder, path))} = options;
  let [stdout, stderr] = ["", ""];
  let bytes: Uint8Array | undefined;
  const code = await run({
    argv,
    stdout: {
      write(data) {
        if (typeof data === "string") stdout += data;
        else bytes = data;
      },
      isTerminal,
    },
    stderr: {write: (text) => (stderr += text)},
    readFile: async (path, most) => (await readFile(path, most)).subarray(0, most),
    openFile,
    readCatalogFolder,
    isFolder: (path) =>
      stat(resolve(folder, path)).then(
        (found) => found.isDirectory(),
        () => false,
      ),
    realPath: (path) => realpath(resolve(folder, path)),
    git: (path, args, most) => runGit(resolve(folder, path), args, most),
    fetch,
    wait,
    env,
    version: "1.2.3",
    debug,
  });
  return {code, stdout, stderr, ...(bytes === undefined ? {} : {bytes})};
}
