import {createServer, type IncomingMessage} from "node:http";
import type {AddressInfo} from "node:net";
import type {Fetch} from "../../lib/github/http.js";

/** A comment as the stand-in keeps it. */
export interface StoredComment {
  readonly id: number;
  body: string;
  readonly user: {readonly login: string; readonly type: "Bot" | "User"};
}

/** Whom a token belongs to, and what it may do. */
export interface Role {
  readonly login: string;
  readonly type: "Bot" | "User";
  readonly mayWrite: boolean;
}

/** What was asked. */
export interface Asked {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

interface Given {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What goes wrong in place of an answer, once. */
export interface Fault {
  readonly method: string;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly message?: string;
  /** Whether the request is carried out all the same. */
  readonly carriedOut?: boolean;
}

export const repository = "octo/serving";
export const number = 7;

/** Tokens by what they may do. */
export const tokens = {
  job: "job-token",
  fork: "fork-token",
  person: "person-token",
  otherApp: "other-app-token",
} as const;

const roles: Readonly<Record<string, Role>> = {
  [tokens.job]: {login: "github-actions[bot]", type: "Bot", mayWrite: true},
  [tokens.fork]: {login: "github-actions[bot]", type: "Bot", mayWrite: false},
  [tokens.person]: {login: "alice", type: "User", mayWrite: true},
  [tokens.otherApp]: {login: "octo-app[bot]", type: "Bot", mayWrite: true},
};

const mostCharacters = 65_536;

/** As much of GitHub's REST API as comments need, in memory: what it refuses GitHub refuses too. */
export class StandIn {
  readonly comments: StoredComment[] = [];
  readonly asked: Asked[] = [];
  readonly faults: Fault[] = [];
  /** The commit that the pull request stands at. */
  head = "a".repeat(40);
  /** Lists of comments that a new comment is missing from: what answers may know less than what took the comment. */
  lag = 0;
  /** The same for a comment that is asked for by its id. */
  lagById = 0;
  readonly #missing = new Map<number, {lists: number; looks: number}>();
  #lastId = 1_000;

  /** Puts a comment there that others wrote. */
  put(body: string, user: StoredComment["user"] = {login: "bob", type: "User"}): StoredComment {
    const comment = {id: ++this.#lastId, body, user};
    this.comments.push(comment);
    return comment;
  }

  /** Requests that change something, as "PATCH /repos/…". */
  get writes(): string[] {
    return this.asked.filter(({method}) => method !== "GET").map(({method, path}) => `${method} ${path}`);
  }

  answer(asked: Asked, origin: string): Given {
    this.asked.push(asked);
    const index = this.faults.findIndex(({method}) => method === asked.method);
    if (index < 0) return this.#carryOut(asked, origin);
    const [fault] = this.faults.splice(index, 1);
    if (fault!.carriedOut === true) this.#carryOut(asked, origin);
    return given(fault!.status, {message: fault!.message ?? "Server Error"}, fault!.headers);
  }

  /** Without a network, for tests that decide who is answered when. */
  readonly fetch: Fetch = (url, {method, headers, body = ""}) => {
    const {origin, pathname, search} = new URL(url);
    const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    const {
      status,
      headers: back,
      body: text,
    } = this.answer({method, path: pathname + search, headers: lower, body}, origin);
    return Promise.resolve({status, headers: new Headers(back), text: () => Promise.resolve(text)});
  };

  #carryOut({method, path, headers, body}: Asked, origin: string): Given {
    if ((headers["user-agent"] ?? "") === "")
      return given(403, {message: "Request forbidden by administrative rules."});
    if (headers["x-github-api-version"] !== "2022-11-28") return given(400, {message: "Unknown API version"});
    if (headers["accept"] !== "application/vnd.github+json") return given(415, {message: "Unsupported media type"});
    const role = roles[/^Bearer (.+)$/.exec(headers["authorization"] ?? "")?.[1] ?? ""];
    if (role === undefined) return given(401, {message: "Bad credentials"});
    const {pathname, searchParams} = new URL(path, origin);
    const forbidden = given(403, {message: "Resource not accessible by integration"});
    if (pathname === "/user") return role.type === "User" ? given(200, {login: role.login, type: "User"}) : forbidden;
    if (method === "GET" && pathname === `/repos/${repository}/pulls/${number}`)
      return given(200, {number, head: {sha: this.head}});
    if (pathname === `/repos/${repository}/issues/${number}/comments`) {
      if (method === "GET") return this.#list(pathname, searchParams, origin);
      if (method !== "POST") return given(404, {message: "Not Found"});
      if (!role.mayWrite) return forbidden;
      return this.#write(body, (text) => {
        const comment = this.put(text, role);
        this.#missing.set(comment.id, {lists: this.lag, looks: this.lagById});
        return given(201, shown(comment));
      });
    }
    const [, id] = /^\/repos\/octo\/serving\/issues\/comments\/(\d+)$/.exec(pathname) ?? [];
    const comment = this.comments.find((each) => each.id === Number(id));
    if (comment === undefined) return given(404, {message: "Not Found"});
    if (method === "GET") {
      const missing = this.#missing.get(comment.id);
      return missing !== undefined && missing.looks-- > 0
        ? given(404, {message: "Not Found"})
        : given(200, shown(comment));
    }
    if (!role.mayWrite) return forbidden;
    if (method === "DELETE") {
      this.comments.splice(this.comments.indexOf(comment), 1);
      return given(204, null);
    }
    return this.#write(body, (text) => {
      comment.body = text;
      return given(200, shown(comment));
    });
  }

  #write(body: string, then: (text: string) => Given): Given {
    const {body: text} = JSON.parse(body) as {body: string};
    if (Array.from(text).length <= mostCharacters) return then(text);
    const errors = [
      {
        resource: "IssueComment",
        code: "unprocessable",
        field: "data",
        message: "Body is too long (maximum is 65536 characters)",
      },
    ];
    return given(422, {message: "Validation Failed", errors});
  }

  #list(pathname: string, query: URLSearchParams, origin: string): Given {
    const comments = this.comments.filter(({id}) => (this.#missing.get(id)?.lists ?? 0) <= 0);
    for (const missing of this.#missing.values()) missing.lists--;
    const size = Math.min(100, Number(query.get("per_page") ?? 30));
    const page = Number(query.get("page") ?? 1);
    const last = Math.max(1, Math.ceil(comments.length / size));
    const link = (to: number, rel: string) => `<${origin}${pathname}?per_page=${size}&page=${to}>; rel="${rel}"`;
    const links =
      page < last
        ? [link(page + 1, "next"), link(last, "last")]
        : page > 1
          ? [link(1, "first"), link(page - 1, "prev")]
          : [];
    const shownComments = comments.slice((page - 1) * size, page * size).map(shown);
    return given(200, shownComments, links.length === 0 ? {} : {link: links.join(", ")});
  }
}

/** The stand-in behind a port of this machine. */
export async function listen(
  standIn: Pick<StandIn, "answer">,
): Promise<{readonly url: string; close(): Promise<void>}> {
  const server = createServer((request, response) => {
    void (async () => {
      const {port} = server.address() as AddressInfo;
      const {method = "", url: path = "", headers} = request;
      const plain = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
      const answer = standIn.answer(
        {method, path, headers: plain, body: await textOf(request)},
        `http://127.0.0.1:${port}`,
      );
      response.writeHead(answer.status, answer.headers).end(answer.body);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const {port} = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString("utf8");
}

function given(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Given {
  const body = value === null ? "" : JSON.stringify(value);
  return {status, headers: {"content-type": "application/json; charset=utf-8", ...headers}, body};
}

function shown({id, body, user}: StoredComment): object {
  return {id, body, user, html_url: `https://github.com/${repository}/pull/${number}#issuecomment-${id}`};
}
