import {createReadStream} from "node:fs";
import {readFile as readBytes} from "node:fs/promises";
import {resolve} from "node:path";
import {run} from "../../lib/cli/run.js";

/** What a run of the command line left behind. */
export interface Captured {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
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
}

/** Runs the command line within this process. */
export async function capture(argv: readonly string[], options: CaptureOptions = {}): Promise<Captured> {
  const {folder = ".", debug = false} = options;
  const {readFile = (path: string) => readBytes(resolve(folder, path))} = options;
  const {openFile = (path: string) => createReadStream(resolve(folder, path))} = options;
  let [stdout, stderr] = ["", ""];
  const code = await run({
    argv,
    stdout: {write: (text) => (stdout += text)},
    stderr: {write: (text) => (stderr += text)},
    readFile: async (path, most) => (await readFile(path, most)).subarray(0, most),
    openFile,
    version: "1.2.3",
    debug,
  });
  return {code, stdout, stderr};
}
