import {UserError} from "../engine/userError.js";

/** A longer line is none of a table: of a file of another kind, or of separators without end. */
const longestLine = 1_000_000;

/** Every runtime has it, but it is no part of the language, whose types are all that `lib` is compiled with. */
declare const TextDecoder: new (
  label: string,
  options: {fatal: boolean},
) => {decode(bytes?: Uint8Array, options?: {stream: boolean}): string};

const lineFeed = 10;
const carriageReturn = 13;

/**
 * The same bytes, each chunk as soon as it is known to be text of lines that have an end.
 *
 * @throws UserError where it is not.
 */
export async function* checkedText(file: string, content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder("utf-8", {fatal: true});
  const decode = (chunk?: Uint8Array): string => {
    try {
      return decoder.decode(chunk, {stream: chunk !== undefined});
    } catch {
      throw notText(file);
    }
  };
  let unbroken = 0;
  for await (const chunk of content) {
    if (decode(chunk).includes("\0")) throw notText(file);
    const end = Math.max(chunk.lastIndexOf(lineFeed), chunk.lastIndexOf(carriageReturn));
    unbroken = end < 0 ? unbroken + chunk.length : chunk.length - 1 - end;
    if (unbroken > longestLine) throw new UserError(`${file}: has a line of more than 1 MB, which no table has`);
    yield chunk;
  }
  decode();
}

function notText(file: string): UserError {
  return new UserError(`${file}: is not text in UTF-8`);
}
