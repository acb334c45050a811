/** A stream that takes text, such as `process.stdout`. */
export interface TextSink {
  write(text: string): unknown;
}

/** All that the command line touches outside itself. */
export interface Effects {
  /** The words after the program's name. */
  readonly argv: readonly string[];
  /** Takes the answer and nothing else. */
  readonly stdout: TextSink;
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
  /** The version of the package. */
  readonly version: string;
  /** Whether an unexpected error shows where it arose. */
  readonly debug?: boolean;
}

/** What a command has to say: the payload, and whether what was asked about fits in memory. */
export interface Answer {
  readonly text: string;
  readonly fits: boolean;
  /** Whether it misses a target that it was to fail on. */
  readonly missed?: boolean;
}

/** What the exit codes stand for. */
export const exitCodes = {answered: 0, badInput: 1, doesNotFit: 2, thresholdExceeded: 3} as const;
/** An exit code. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
