import type {GitHubClient, PullRequest} from "./client.js";
import {commentBody, mostCharacters, saysTheSame} from "./commentBody.js";
import {MissingError, TooLongError, UncertainError} from "./errors.js";
import type {Wait} from "./http.js";
import type {Marker} from "./marker.js";
import {ownComments, type Known, type OwnComment} from "./ownComments.js";

/** What is to be said on a pull request. */
export interface CommentRequest {
  readonly pull: PullRequest;
  readonly marker: Marker;
  readonly content: string;
  /** Whether it is worth a comment where there is none yet. */
  readonly isNews: boolean;
  /** The head that was looked at; where the pull request has moved on, nothing is written. Null: not asked. */
  readonly commit: string | null;
  /** Whose comments may be changed; null: the token's own, or those of bots where an app's token names no user. */
  readonly author: string | null;
}

/** What came of it. */
export interface CommentResult {
  readonly outcome: "created" | "updated" | "same" | "nothing-to-tell" | "older" | "moved-on" | "later-program";
  /** The comment, where there is one. */
  readonly url: string | null;
}

/** How often the comments are looked at: each round makes good what other runs did meanwhile. */
const mostRounds = 8;

/** How often a run makes its comment: once more where somebody deletes it at once. */
const mostCreated = 2;

/**
 * Brings the comment on a pull request up to date. It is not written by a run that began before the one that wrote it, nor for a
 * commit that the pull request has left, nor where it says the same already, and there is one alone: what is written is looked up
 * again, and of two comments that two runs made at once the one with the lower id stays.
 *
 * Where it says the same, its time stays too: an edit for each run, of a line that nobody sees, would mark it as edited and may start
 * whatever the repository runs on edits. A run between the one that wrote and the one that found the same is then known to be late
 * by its commit alone.
 *
 * @throws GitHubError in one line.
 */
export async function syncComment(client: GitHubClient, request: CommentRequest, wait: Wait): Promise<CommentResult> {
  const author = request.author ?? (await client.login());
  const state: State = {author, most: mostCharacters, made: null, looks: 0, created: 0, written: null, pauses: 0};
  for (let round = 0; round < mostRounds; round++) {
    const found = await ownComments(client, request, state, wait);
    try {
      const result =
        request.marker.behavior === "new"
          ? await appended(client, request, found, state)
          : await updated(client, request, found, state);
      if (result !== null) return result;
    } catch (error) {
      await recover(error, state, wait);
    }
  }
  // Others keep writing: what stands there is as new as this.
  return {outcome: state.written ?? "same", url: null};
}

interface State extends Known {
  /** Characters that a comment may have. */
  most: number;
  created: number;
  written: "created" | "updated" | null;
  /** How often it was waited because no answer came. */
  pauses: number;
}

/** What a next round can make good; anything else is thrown again. */
async function recover(error: unknown, state: State, wait: Wait): Promise<void> {
  if (error instanceof TooLongError && state.most === mostCharacters) state.most = Math.floor(mostCharacters / 2);
  else if (error instanceof UncertainError && state.pauses < 4) await wait(2 ** state.pauses++ * 1_000);
  // Somebody deleted the comment between the look and the change.
  else if (!(error instanceof MissingError && state.pauses++ < 2)) throw error;
}

/** One round for a comment of which there is one; null where a further look is needed. */
async function updated(
  client: GitHubClient,
  request: CommentRequest,
  found: readonly OwnComment[],
  state: State,
): Promise<CommentResult | null> {
  const {pull, marker, content, isNews} = request;
  const [first, ...rest] = found;
  // Another bot's comment may be mistaken for one's own, but is not deleted.
  const others = state.author === null ? [] : rest;
  if (first === undefined) {
    if (!isNews) return {outcome: "nothing-to-tell", url: null};
    if (!(await isCurrent(client, request))) return {outcome: "moved-on", url: null};
    if (state.created === mostCreated) return {outcome: "created", url: null};
    const created = await client.create(pull, commentBody(marker, content, state.most));
    state.created++;
    state.made = created.id;
    state.author ??= created.author?.login ?? null;
    state.written = "created";
    return null;
  }
  const later = found.find((comment) => comment.marker.isLater);
  if (later !== undefined) return {outcome: "later-program", url: later.url};
  const newest = found.reduce((a, b) => (b.marker.time > a.marker.time ? b : a));
  // Of two runs that began at once the one that wrote last stays.
  const isTied = newest.marker.time === marker.time && state.written !== null;
  const isOlder = newest.marker.time > marker.time || isTied;
  const body = isOlder ? newest.body : commentBody(marker, content, state.most);
  const mustWrite = isOlder ? newest !== first : !saysTheSame(first.body, body);
  const outdated = mustWrite && !isOlder && !(await isCurrent(client, request));
  if (mustWrite && !outdated) {
    await client.update(pull.repository, first.id, body);
    if (!isOlder) state.written ??= "updated";
  }
  const surplus = new Set(others.map(({id}) => id));
  // It may be there though neither a list nor its id shows it yet.
  if (state.made !== null && state.made !== first.id) {
    surplus.add(state.made);
    state.made = null;
  }
  for (const id of surplus) await client.remove(pull.repository, id);
  if (outdated) return {outcome: "moved-on", url: first.url};
  if (mustWrite || others.length > 0) return null;
  return {outcome: newest.marker.time > marker.time ? "older" : (state.written ?? "same"), url: first.url};
}

/** One round for a comment of which there is one for each answer; null where a further look is needed. */
async function appended(
  client: GitHubClient,
  request: CommentRequest,
  found: readonly OwnComment[],
  state: State,
): Promise<CommentResult | null> {
  const {pull, marker, content, isNews} = request;
  const newest = found.length === 0 ? null : found.reduce((a, b) => (b.marker.time >= a.marker.time ? b : a));
  const later = found.find((comment) => comment.marker.isLater);
  if (later !== undefined) return {outcome: "later-program", url: later.url};
  if (newest === null && !isNews) return {outcome: "nothing-to-tell", url: null};
  const body = commentBody(marker, content, state.most);
  if (newest !== null && newest.marker.time > marker.time) return {outcome: "older", url: newest.url};
  if (newest !== null && saysTheSame(newest.body, body))
    return {outcome: state.pauses > 0 ? "created" : "same", url: newest.url};
  if (!(await isCurrent(client, request))) return {outcome: "moved-on", url: newest?.url ?? null};
  const {url} = await client.create(pull, body);
  return {outcome: "created", url};
}

async function isCurrent(client: GitHubClient, {commit, pull}: CommentRequest): Promise<boolean> {
  return commit === null || (await client.headCommit(pull)) === commit;
}
