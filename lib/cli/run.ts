import {alternatives} from "../catalog/alternatives.js";
import {UserError} from "../engine/userError.js";
import type {Command} from "./command.js";
import {commands} from "./commands.js";
import {errorLine, noteLine} from "./errorLine.js";
import {exitCodes, type Answer, type Effects, type ExitCode} from "./effects.js";
import {parseFlags} from "./flags.js";
import {commandHelp, generalHelp} from "./help.js";
import {quoted} from "./quoted.js";
import {suggestion} from "./suggestion.js";

/**
 * The command line: reads the arguments, answers on `stdout` (and notes on `stderr` what else there is to know) or says in one
 * line on `stderr` what was wrong, and gives the exit code. It never throws, and writes an answer whole or not at all.
 */
export async function run(effects: Effects): Promise<ExitCode> {
  try {
    const {text, bytes, fits, missed = false, faulty = false, notes = []} = await answer(effects);
    for (const note of notes) effects.stderr.write(noteLine(note));
    effects.stdout.write(bytes ?? text);
    if (faulty) return exitCodes.badInput;
    if (!fits) return exitCodes.doesNotFit;
    return missed ? exitCodes.thresholdExceeded : exitCodes.answered;
  } catch (error) {
    effects.stderr.write(errorLine(error));
    if (effects.debug && !(error instanceof UserError) && error instanceof Error)
      effects.stderr.write(`${error.stack}\n`);
    return exitCodes.badInput;
  }
}

async function answer(effects: Effects): Promise<Answer> {
  const [first, ...rest] = effects.argv;
  if (first === "--help" || first === "-h") return {text: generalHelp(), fits: true};
  if (first === "--version") return {text: `${effects.version}\n`, fits: true};
  const command = findCommand(first);
  if (rest.includes("--help") || rest.includes("-h")) return {text: commandHelp(command), fits: true};
  const known = [...command.flags, ...(command.furtherFlags ?? [])];
  const flags = parseFlags(rest, known, command.mostWords, command.listsAfter);
  const perform = await command.load();
  return perform(flags, effects);
}

function findCommand(word: string | undefined): Command {
  const names = commands.map(({name}) => name);
  const expected = `expected ${alternatives(names)}`;
  if (word === undefined) throw new UserError(`missing command: ${expected}; --help says more`);
  const command = commands.find(({name}) => name === word);
  if (command !== undefined) return command;
  if (word.startsWith("-")) {
    throw new UserError(`unknown flag ${quoted(word)} before the command: ${expected}, then its flags`);
  }
  throw new UserError(`unknown command ${quoted(word)}: ${expected}${suggestion(word, names)}`);
}
