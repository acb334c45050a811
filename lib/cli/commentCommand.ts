import {UserError} from "../engine/userError.js";
import {GitHubClient} from "../github/client.js";
import {mostCharacters} from "../github/commentBody.js";
import {cutMarkdown} from "../github/cutMarkdown.js";
import {ReadOnlyError} from "../github/errors.js";
import {syncComment, type CommentResult} from "../github/syncComment.js";
import type {Perform, Surroundings} from "./command.js";
import {
  behaviors,
  isApi,
  isCommit,
  isId,
  isLogin,
  isPullNumber,
  isRepository,
  isTime,
  optional,
  required,
} from "./commentFlags.js";
import {readCommentInputs} from "./commentInputs.js";
import type {Answer} from "./effects.js";
import {oneOf} from "./flags.js";

/** Says on a pull request what a check found, in one comment that is kept up to date. */
export const performComment: Perform = async (flags, effects) => {
  const behavior = oneOf(flags, "behavior", behaviors) ?? "update";
  const {content, isNews} = await readCommentInputs(flags, effects);
  if (flags.values.has("dry-run")) return said(`${cutMarkdown(content, mostCharacters).trimEnd()}\n`);
  if (behavior === "off") return said("No comment: --behavior is off.\n");
  const repository = required(flags, "repo", isRepository);
  const number = Number(required(flags, "pull", isPullNumber));
  const marker = {
    id: optional(flags, "id", isId) ?? "default",
    time: Date.parse(required(flags, "time", isTime)),
    behavior,
  };
  const request = {
    pull: {repository, number},
    marker,
    content,
    isNews,
    commit: optional(flags, "commit", isCommit),
    author: optional(flags, "author", isLogin),
  };
  const {fetch, wait, version} = effects;
  const api = optional(flags, "api", isApi) ?? "https://api.github.com";
  const token = readToken(effects);
  const client = new GitHubClient({api, token, userAgent: `regime-shift/${version}`, fetch, wait});
  try {
    return said(sentence(await syncComment(client, request, wait)));
  } catch (error) {
    if (!(error instanceof ReadOnlyError)) throw error;
    return {...said("No comment: the token may not write one.\n"), notes: [`${error.message}: ${readOnlyAdvice}`]};
  }
};

const readOnlyAdvice =
  "the token may not write comments here; pull requests from forks get such a token, elsewhere grant pull-requests: write";

function said(text: string): Answer {
  return {text, fits: true};
}

/**
 * The token. It is looked at here because a header that cannot be sent would be told with its value.
 *
 * @throws UserError where there is none.
 */
function readToken({env}: Surroundings): string {
  for (const name of ["REGIME_SHIFT_TOKEN", "GITHUB_TOKEN"]) {
    const token = env[name]?.trim() ?? "";
    if (token === "") continue;
    if (/^[\x21-\x7e]+$/.test(token)) return token;
    throw new UserError(`${name}: expected a token in one line, got characters that no token has`);
  }
  throw new UserError("missing token: expected one in the environment variable GITHUB_TOKEN or REGIME_SHIFT_TOKEN");
}

const sentences: Readonly<Record<CommentResult["outcome"], string>> = {
  created: "Comment made",
  updated: "Comment updated",
  same: "Comment left as it is: it says the same already",
  "nothing-to-tell": "No comment: nothing changed",
  older: "Comment left as it is: a later run wrote it",
  "moved-on": "Nothing written: the pull request has moved on to another commit",
  "later-program": "Comment left as it is: a later version of this program wrote it",
};

function sentence({outcome, url}: CommentResult): string {
  const place = url === null || !/^https?:\/\/[\x21-\x7e]{1,500}$/.test(url) ? "" : ` ${url}`;
  return `${sentences[outcome]}.${place}\n`;
}
