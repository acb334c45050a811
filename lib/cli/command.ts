import type {Answer, Effects} from "./effects.js";
import type {Flags, FlagSpec} from "./flags.js";

/** What a command may touch outside itself. */
export type Surroundings = Pick<
  Effects,
  "readFile" | "openFile" | "readCatalogFolder" | "isFolder" | "realPath" | "git" | "fetch" | "wait" | "env" | "version"
> & {
  /** Whether its answer goes to a terminal. */
  readonly stdout: Pick<Effects["stdout"], "isTerminal">;
};

/** Does what a command is for. */
export type Perform = (flags: Flags, effects: Surroundings) => Promise<Answer>;

/** A command of the command line: what help and the reading of flags need; what it does is loaded when it is run. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** What follows the command's name. */
  readonly usage: string;
  /** How many words may stand outside flags. */
  readonly mostWords: number;
  /** First words behind which any number of further ones may stand. */
  readonly listsAfter?: readonly string[];
  readonly flags: readonly FlagSpec[];
  /** Flags that help describes in `notes`, being many of one kind. */
  readonly furtherFlags?: readonly FlagSpec[];
  readonly notes?: readonly string[];
  /** A command to try and what it prints. A test holds it against what is printed. */
  readonly example: {readonly command: string; readonly output: readonly string[]};
  load(): Promise<Perform>;
}
