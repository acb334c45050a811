import * as z from "zod";
import {visibleText} from "../explainer/visibleText.js";
import {GitHubError, MissingError, ReadOnlyError, TooLongError, UncertainError} from "./errors.js";
import type {Fetch, HttpAnswer, HttpRequest, Wait} from "./http.js";
import {longestWait, mostAttempts, retryOf} from "./retry.js";

/** Where and as whom to ask. */
export interface ClientOptions {
  /** "https://api.github.com", or that of an own server. */
  readonly api: string;
  readonly token: string;
  /** Who asks: the name and version of the program. */
  readonly userAgent: string;
  readonly fetch: Fetch;
  readonly wait: Wait;
}

/** A comment on a pull request, as far as it matters here. */
export interface Comment {
  readonly id: number;
  readonly body: string;
  readonly author: {readonly login: string; readonly isBot: boolean} | null;
  readonly url: string;
}

/** A pull request by its number. */
export interface PullRequest {
  /** "owner/name". */
  readonly repository: string;
  readonly number: number;
}

const commentSchema = z
  .object({
    id: z.int(),
    body: z.string().nullish(),
    user: z.object({login: z.string(), type: z.string().nullish()}).nullish(),
    html_url: z.string().nullish(),
  })
  .transform(({id, body, user, html_url}): Comment => {
    const author = user == null ? null : {login: user.login, isBot: user.type === "Bot"};
    return {id, body: body ?? "", author, url: html_url ?? ""};
  });
const commentsSchema = z.array(commentSchema);
const pullSchema = z.object({head: z.object({sha: z.string()})});
const userSchema = z.object({login: z.string()});
const refusalSchema = z.object({
  message: z.string().catch(""),
  errors: z.array(z.union([z.string(), z.object({message: z.string().catch("")})])).catch([]),
});

/** The version of GitHub's REST API that is spoken. */
export const apiVersion = "2022-11-28";

/** Comments on one pull request that are looked through: more than a hundred pages are no conversation. */
const mostPages = 100;

/** GitHub's REST API as far as a comment needs it. Each method rejects with a `GitHubError` of one line. */
export class GitHubClient {
  readonly #options: ClientOptions;

  constructor(options: ClientOptions) {
    this.#options = {...options, api: options.api.replace(/\/+$/, "")};
  }

  /** The login that the token belongs to; null where it belongs to an app, which has none to ask for. */
  async login(): Promise<string | null> {
    try {
      return (await this.#ask("GET", "/user", userSchema)).login;
    } catch (error) {
      if (error instanceof ReadOnlyError || error instanceof MissingError) return null;
      throw error;
    }
  }

  /** The commit that a pull request stands at. */
  async headCommit({repository, number}: PullRequest): Promise<string> {
    return (await this.#ask("GET", `/repos/${repository}/pulls/${number}`, pullSchema)).head.sha;
  }

  /** All comments on a pull request, in the order of their ids. */
  async comments({repository, number}: PullRequest): Promise<Comment[]> {
    const {api} = this.#options;
    const found: Comment[] = [];
    let url: string | null = `${api}/repos/${repository}/issues/${number}/comments?per_page=100`;
    for (let page = 0; url !== null && page < mostPages; page++) {
      const answer: Received = await this.#send("GET", url);
      found.push(...parsed(answer, commentsSchema));
      url = nextPage(answer.headers.get("link"), api);
    }
    return found.toSorted((a, b) => a.id - b.id);
  }

  /** A comment by its id; null where there is none, or none yet. */
  async comment(repository: string, id: number): Promise<Comment | null> {
    try {
      return await this.#ask("GET", `/repos/${repository}/issues/comments/${id}`, commentSchema);
    } catch (error) {
      if (error instanceof MissingError) return null;
      throw error;
    }
  }

  /** @throws UncertainError where no answer came, so that there may or may not be a new comment. */
  create({repository, number}: PullRequest, body: string): Promise<Comment> {
    return this.#ask("POST", `/repos/${repository}/issues/${number}/comments`, commentSchema, {body});
  }

  /** Gives a comment another text. */
  update(repository: string, id: number, body: string): Promise<Comment> {
    return this.#ask("PATCH", `/repos/${repository}/issues/comments/${id}`, commentSchema, {body});
  }

  /** Deletes a comment; that it is gone already is as good. */
  async remove(repository: string, id: number): Promise<void> {
    try {
      await this.#send("DELETE", `${this.#options.api}/repos/${repository}/issues/comments/${id}`);
    } catch (error) {
      if (!(error instanceof MissingError)) throw error;
    }
  }

  async #ask<Value>(method: HttpRequest["method"], path: string, schema: z.ZodType<Value>, body?: object) {
    return parsed(await this.#send(method, `${this.#options.api}${path}`, body), schema);
  }

  /** The answer to a request that succeeded; one that may be made again is, after a pause. */
  async #send(method: HttpRequest["method"], url: string, body?: object): Promise<Received> {
    let waited = 0;
    for (let attempt = 1; ; attempt++) {
      const answer = await this.#once(method, url, body);
      if (answer.status >= 200 && answer.status < 300) return answer;
      const message = refusal(answer.text);
      const retry = retryOf(answer.status === 0 ? null : answer, message, attempt);
      const isLast = attempt === mostAttempts || (retry.kind !== "final" && waited + retry.seconds > longestWait);
      // A comment that was made although no answer came would be made twice.
      if (retry.kind === "uncertain" && method === "POST")
        throw new UncertainError(this.#sentence(answer, message, null));
      if (retry.kind === "final" || isLast) throw this.#failure(answer, message, retry.kind, method);
      waited += retry.seconds;
      await this.#options.wait(retry.seconds * 1_000);
    }
  }

  /** One request and its answer; of status 0, with the reason as its text, where none came. */
  async #once(method: HttpRequest["method"], url: string, body: object | undefined): Promise<Received> {
    const {token, userAgent, fetch} = this.#options;
    const headers = {
      accept: "application/vnd.github+json",
      authorization: `Bearer ${token}`,
      "user-agent": userAgent,
      "x-github-api-version": apiVersion,
      ...(body === undefined ? {} : {"content-type": "application/json; charset=utf-8"}),
    };
    try {
      const answer = await fetch(url, {method, headers, ...(body === undefined ? {} : {body: JSON.stringify(body)})});
      return {status: answer.status, headers: answer.headers, text: await answer.text()};
    } catch (error) {
      return {status: 0, headers: {get: () => null}, text: reasonOf(error)};
    }
  }

  #failure(answer: Received, message: string, kind: "final" | "limited" | "uncertain", method: string): GitHubError {
    const said = (advice: string | null): string => this.#sentence(answer, message, advice);
    const {status} = answer;
    if (kind === "limited") {
      const retry = retryOf(answer, message, 1);
      const minutes = retry.kind === "final" ? 1 : Math.ceil(retry.seconds / 60);
      return new GitHubError(
        said(`the rate limit is used up, run it again in ${minutes} minute${minutes === 1 ? "" : "s"}`),
      );
    }
    if (status === 401) return new GitHubError(said("expected a valid token"));
    if (status === 403) return new ReadOnlyError(said(null));
    if (status === 404 || status === 410)
      return new MissingError(said("there is no such repository or pull request, or the token may not see it"));
    if (status === 422 && method !== "GET" && /too long/i.test(message)) return new TooLongError(said(null));
    if (status >= 300 && status < 400)
      return new GitHubError(said("the repository has moved, expected its present name"));
    return new GitHubError(said(null));
  }

  /** One line in which nothing is hidden, and the token does not stand even where the answer repeats it. */
  #sentence({status}: Received, message: string, advice: string | null): string {
    const {token} = this.#options;
    const what = status === 0 ? "GitHub cannot be reached" : `GitHub answered ${status}`;
    const why = message === "" ? "" : ` (${message})`;
    const whole = `${what}${why}${advice === null ? "" : `: ${advice}`}`;
    return visibleText(token === "" ? whole : whole.replaceAll(token, "***"));
  }
}

interface Received {
  readonly status: number;
  readonly headers: HttpAnswer["headers"];
  readonly text: string;
}

function parsed<Value>({status, text}: Received, schema: z.ZodType<Value>): Value {
  const value = schema.safeParse(json(text));
  if (value.success) return value.data;
  throw new GitHubError(`GitHub answered ${status} with something else than was asked for: is it its REST API?`);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What a refusal says, in short. */
function refusal(text: string): string {
  const said = refusalSchema.safeParse(json(text));
  // Pages of proxies are no messages, and neither is an empty answer.
  if (!said.success) return /^[\w -]{1,80}$/.test(text) ? text : "";
  const {message, errors} = said.data;
  const further = errors.map((error) => (typeof error === "string" ? error : error.message));
  return [message, ...further]
    .filter((part) => part !== "")
    .join("; ")
    .slice(0, 300);
}

/** The code of a failure, such as "ECONNREFUSED": its message may repeat headers. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  for (const each of [error.cause, error])
    if (each instanceof Error && "code" in each && typeof each.code === "string") return each.code;
  return error.name === "TimeoutError" ? "no answer in time" : "";
}

/** The address of the next page, from the Link header; null on the last page, and where it leads to another host. */
function nextPage(link: string | null, api: string): string | null {
  const [, url] = /<([^<>]*)>\s*;[^,]*\brel="?next"?/i.exec(link ?? "") ?? [];
  if (url === undefined || !URL.canParse(url)) return null;
  return new URL(url).origin === new URL(api).origin ? url : null;
}
