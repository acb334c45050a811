/**
 * A mistake in what a reader gave (an id, a file, a flag), as opposed to a bug. Its message stands alone: it names the
 * thing, the value and the cure, and is shown without a stack trace.
 */
export class UserError extends Error {
  override name = "UserError";
}
