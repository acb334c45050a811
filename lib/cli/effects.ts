import type {Folder} from "../catalog/parseCatalog.js";
import type {ReadFile} from "../catalog/tables/sourceFiles.js";
import type {Fetch, Wait} from "../github/http.js";

/** A stream that takes text, such as `process.stderr`. */
export interface TextSink {
  write(text: string): unknown;
}

/** A stream that takes text and bytes, such as `process.stdout`. */
export interface Sink {
  write(data: string | Uint8Array): unknown;
  /** Whether it is a terminal, which bytes that are no text would confuse. */
  readonly isTerminal: boolean;
}

/** How a run of git ended, and what it printed. */
export interface GitAnswer {
  /** 0 where it did what it was asked. */
  readonly status: number;
  readonly output: Uint8Array;
  /** What it said was wrong, in English; "" where nothing was. */
  readonly complaint: string;
}

/** All that the command line touches outside itself. */
export interface Effects {
  /** The words after the program's name. */
  readonly argv: readonly string[];
  /** Takes the answer and nothing else. */
  readonly stdout: Sink;
  /** Takes everything that is not the answer. */
  readonly stderr: TextSink;
  /**
   * The bytes of a file, `most` of them at most: whoever asks for one more than it takes knows a file that is too large.
   * Rejects with a system error whose `code` says why, such as "ENOENT".
   */
  readFile(path: string, most: number): Promise<Uint8Array>;
  /**
   * The bytes of a file of any size, piece by piece; it is opened when the first piece is asked for. Fails as `readFile` does.
   */
  openFile(path: string): AsyncIterable<Uint8Array>;
  /** The files of a folder of the catalog's sources, which come with the program, in any order. */
  readCatalogFolder(folder: Folder): Promise<readonly ReadFile[]>;
  /** Whether there is a folder of this name. */
  isFolder(path: string): Promise<boolean>;
  /** The path with all links followed. Fails as `readFile` does. */
  realPath(path: string): Promise<string>;
  /**
   * Runs git in a folder, on the repository that the folder lies in. Of what it prints `most` bytes are kept at most. Rejects
   * where git is not installed.
   */
  git(folder: string, args: readonly string[], most: number): Promise<GitAnswer>;
  /** Asks over HTTP; given up after a while. */
  readonly fetch: Fetch;
  /** Resolves after so many milliseconds. */
  readonly wait: Wait;
  /** The environment variables. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The version of the package. */
  readonly version: string;
  /** Whether an unexpected error shows where it arose. */
  readonly debug?: boolean;
}

/** What a command has to say: the payload, and whether what was asked about fits in memory. */
export interface Answer {
  readonly text: string;
  /** What is written in place of the text where the answer is binary. */
  readonly bytes?: Uint8Array;
  readonly fits: boolean;
  /** Whether it misses a target that it was to fail on. */
  readonly missed?: boolean;
  /** What else there is to know of the files that were read: a line each, beside the answer. */
  readonly notes?: readonly string[];
  /** Whether what it was to check has mistakes, which it lists. */
  readonly faulty?: boolean;
}

/** What the exit codes stand for. */
export const exitCodes = {answered: 0, badInput: 1, doesNotFit: 2, thresholdExceeded: 3} as const;
/** An exit code. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
