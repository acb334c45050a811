import type {Command} from "./command.js";
import {commands} from "./commands.js";
import type {FlagSpec} from "./flags.js";
import {alignColumns} from "../explainer/textTable.js";

/** What `regime-shift --help` prints. */
export function generalHelp(): string {
  const example = commands.find(({name}) => name === "compare")!;
  return text([
    "Why did this change make my ML workload faster, or not?",
    "",
    "Usage: regime-shift COMMAND [FLAGS]",
    "",
    "Commands:",
    ...indented(columns(commands.map(({name, summary}) => [name, summary]))),
    "",
    "Flags:",
    ...indented(
      columns([
        ["--help", "this text; after a command, that command's flags"],
        ["--version", "the version of this program"],
      ]),
    ),
    "",
    "The answer goes to standard output, everything else to standard error. Exit codes:",
    ...indented([
      "0  answered",
      "1  bad input; one line says what and where, or catalog check lists it",
      "2  does not fit in memory; the answer says what would",
      "3  a target is missed, where --fail-on-target asks for that, or a limit of a check is crossed",
    ]),
    "",
    ...exampleLines(example),
  ]);
}

/** What `regime-shift COMMAND --help` prints. */
export function commandHelp(command: Command): string {
  const {name, summary, usage, flags, notes = []} = command;
  return text([
    `regime-shift ${name}: ${summary}`,
    "",
    `Usage: regime-shift ${name} ${usage}`,
    "",
    "Flags:",
    ...flags.flatMap(flagLines),
    ...(notes.length === 0 ? [] : ["", ...notes]),
    "",
    ...exampleLines(command),
  ]);
}

const column = 26;

function flagLines({name, value, help, expected, fallback}: FlagSpec): string[] {
  const head = `  --${name}${value === null ? "" : ` ${value}`}`.padEnd(column);
  const takes = [expected, fallback === undefined ? undefined : `default ${fallback}`].filter(
    (part) => part !== undefined,
  );
  return [
    // A long name has the line to itself.
    ...(head.endsWith(" ") ? [`${head}${help}`] : [head, " ".repeat(column) + help]),
    ...(takes.length === 0 ? [] : wrapped(takes.join("; ")).map((line) => " ".repeat(column) + line)),
  ];
}

/** Lines of 94 characters at most, so that with the column before them they fit a terminal of 120. */
function wrapped(sentence: string): string[] {
  return sentence.match(/.{1,94}(?=\s|$)/g)?.map((line) => line.trim()) ?? [];
}

function exampleLines({example}: Command): string[] {
  return ["Example:", ...indented([`$ ${example.command}`, ...example.output])];
}

const columns = (rows: readonly (readonly string[])[]) => alignColumns(rows, "left");

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => (line === "" ? "" : `  ${line}`));
}

function text(lines: readonly string[]): string {
  return `${lines.join("\n")}\n`;
}
