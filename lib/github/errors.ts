import {UserError} from "../engine/userError.js";

/** GitHub did not do what it was asked. The message is one line, and never holds the token. */
export class GitHubError extends UserError {
  override name = "GitHubError";
}

/** The token may read but not write, as that of a pull request from a fork. */
export class ReadOnlyError extends GitHubError {
  override name = "ReadOnlyError";
}

/** There is no such thing, or the token may not see it. */
export class MissingError extends GitHubError {
  override name = "MissingError";
}

/** A comment is longer than GitHub takes. */
export class TooLongError extends GitHubError {
  override name = "TooLongError";
}

/** No answer came to a request that must not be made twice: whether it was carried out is not known. */
export class UncertainError extends GitHubError {
  override name = "UncertainError";
}
