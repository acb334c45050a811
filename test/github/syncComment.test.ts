import {afterEach, beforeEach, describe, expect, it} from "vitest";
import {GitHubClient} from "../../lib/github/client.js";
import {undoneContent} from "../../lib/github/commentBody.js";
import {markerLine, readMarker, type Behavior} from "../../lib/github/marker.js";
import {syncComment, type CommentRequest, type CommentResult} from "../../lib/github/syncComment.js";
import {listen, number, repository, StandIn, tokens} from "./standIn.js";

const bot = {login: "github-actions[bot]", type: "Bot"} as const;
const time = (minute: number): number => Date.UTC(2026, 10, 23, 9, minute);

let gitHub: StandIn;
let server: Awaited<ReturnType<typeof listen>>;
let pauses: number[];
/** What happens at GitHub during the first pause. */
let whileWaiting: (() => void) | null;

beforeEach(async () => {
  gitHub = new StandIn();
  server = await listen(gitHub);
  pauses = [];
  whileWaiting = null;
});
afterEach(() => server.close());

const wait = (milliseconds: number): Promise<void> => {
  pauses.push(milliseconds / 1_000);
  whileWaiting?.();
  whileWaiting = null;
  return Promise.resolve();
};

interface Said {
  readonly content?: string;
  readonly minute?: number;
  readonly isNews?: boolean;
  readonly behavior?: Behavior;
  readonly id?: string;
  readonly commit?: string | null;
  readonly author?: string | null;
  readonly token?: string;
  readonly api?: string;
}

function say({
  content = "Slower.",
  minute = 30,
  isNews = true,
  behavior = "update",
  ...rest
}: Said = {}): Promise<CommentResult> {
  const {id = "default", commit = null, author = null, token = tokens.job, api = server.url} = rest;
  const client = new GitHubClient({api, token, userAgent: "regime-shift/1.2.3", fetch, wait});
  const request: CommentRequest = {
    pull: {repository, number},
    marker: {id, time: time(minute), behavior},
    content,
    isNews,
    commit,
    author,
  };
  return syncComment(client, request, wait);
}

const bodies = (): string[] => gitHub.comments.map(({body}) => body);

describe("the comment on a pull request", () => {
  it("is made where there is none, after all that others said", async () => {
    for (let index = 0; index < 150; index++) gitHub.put(`remark ${index}`);
    expect(await say()).toEqual({
      outcome: "created",
      url: `https://github.com/${repository}/pull/${number}#issuecomment-1151`,
    });
    expect(gitHub.comments).toHaveLength(151);
    expect(gitHub.comments.at(-1)).toMatchObject({user: bot, body: expect.stringMatching(/ -->\nSlower\.$/) as string});
    expect(gitHub.asked.filter(({path}) => path.endsWith("per_page=100"))).not.toHaveLength(0);
  });

  it("is found on the second page and changed where it stands", async () => {
    for (let index = 0; index < 120; index++) gitHub.put(`remark ${index}`);
    await say();
    for (let index = 0; index < 29; index++) gitHub.put(`remark ${index}`);
    expect((await say({content: "Faster.", minute: 31})).outcome).toBe("updated");
    expect(gitHub.comments).toHaveLength(150);
    expect(gitHub.comments[120]!.body).toMatch(/Faster\.$/);
    expect(readMarker(gitHub.comments[120]!.body)).toMatchObject({id: "default", time: time(31)});
  });

  it("is not touched where it would say the same, also after GitHub changed its line ends", async () => {
    await say({content: "One.\n\nTwo.\n"});
    gitHub.comments[0]!.body = gitHub.comments[0]!.body.replaceAll("\n", "\r\n").trim();
    const before = gitHub.writes.length;
    expect((await say({content: "One.\n\nTwo.\n", minute: 45})).outcome).toBe("same");
    expect(gitHub.writes).toHaveLength(before);
  });

  it("is not touched by a run that began earlier", async () => {
    await say({content: "New.", minute: 40});
    expect((await say({content: "Old.", minute: 39})).outcome).toBe("older");
    expect(bodies()).toEqual([expect.stringMatching(/New\.$/)]);
  });

  it("is not made where there is no news", async () => {
    expect(await say({isNews: false})).toEqual({outcome: "nothing-to-tell", url: null});
    expect(gitHub.writes).toEqual([]);
  });

  it("says that nothing changes any more once a change is undone, and says it once", async () => {
    await say({content: "Slower."});
    const undone = {content: undoneContent("2 scenarios, none changed: all within limits"), isNews: false};
    expect((await say({...undone, minute: 31})).outcome).toBe("updated");
    expect(bodies()).toEqual([expect.stringContaining("No change any more")]);
    expect((await say({...undone, minute: 32})).outcome).toBe("same");
    expect((await say({content: "Slower.", minute: 33})).outcome).toBe("updated");
    expect(bodies()).toEqual([expect.stringMatching(/Slower\.$/)]);
  });

  it("is one for each check of a repository", async () => {
    await say({id: "chat", content: "Chat."});
    await say({id: "batch/nightly.yaml", content: "Batch."});
    await say({id: "chat", content: "Chat again.", minute: 31});
    expect(bodies()).toEqual([expect.stringMatching(/Chat again\.$/), expect.stringMatching(/Batch\.$/)]);
  });

  it("is a further one for each new answer where that is asked for", async () => {
    await say({behavior: "new", content: "One.", minute: 1});
    expect((await say({behavior: "new", content: "One.", minute: 2})).outcome).toBe("same");
    expect((await say({behavior: "new", content: "Two.", minute: 3})).outcome).toBe("created");
    expect((await say({behavior: "new", content: "Old.", minute: 2})).outcome).toBe("older");
    expect(bodies()).toHaveLength(2);
    // Keeping one comment up to date does not clear what was kept on purpose.
    await say({content: "Kept.", minute: 4});
    expect(bodies()).toHaveLength(3);
  });

  it("is not written for a commit that the pull request has left", async () => {
    await say({content: "First.", commit: gitHub.head});
    const left = gitHub.head;
    gitHub.head = "b".repeat(40);
    expect((await say({content: "Late.", minute: 59, commit: left})).outcome).toBe("moved-on");
    expect((await say({behavior: "new", content: "Late.", minute: 59, commit: left})).outcome).toBe("moved-on");
    gitHub.comments.length = 0;
    expect((await say({content: "Late.", minute: 59, commit: left})).outcome).toBe("moved-on");
    expect(gitHub.comments).toEqual([]);
  });

  describe("is not touched by a run that finds it to say the same, so that after it", () => {
    const confirmed = async (commit: string | null): Promise<void> => {
      await say({content: "X.", minute: 1, commit});
      expect((await say({content: "X.", minute: 3, commit})).outcome).toBe("same");
      expect(gitHub.writes).toHaveLength(1);
    };

    it("a run that began before it and after the one that wrote is told apart by the commit", async () => {
      const left = gitHub.head;
      await say({content: "X.", minute: 1, commit: left});
      gitHub.head = "b".repeat(40);
      expect((await say({content: "X.", minute: 3, commit: gitHub.head})).outcome).toBe("same");
      expect((await say({content: "Y.", minute: 2, commit: left})).outcome).toBe("moved-on");
      expect(bodies()).toEqual([expect.stringMatching(/X\.$/)]);
      expect(gitHub.writes).toHaveLength(1);
    });

    it.each([null, "a".repeat(40)])("such a run of the same commit, here %s, may write", async (commit) => {
      await confirmed(commit);
      expect((await say({content: "Y.", minute: 2, commit})).outcome).toBe("updated");
      expect((await say({content: "Z.", minute: 1, commit})).outcome).toBe("older");
      expect(bodies()).toEqual([expect.stringMatching(/Y\.$/)]);
    });
  });

  it("is left alone where a later version of the program wrote it", async () => {
    const body = '<!-- regime-shift-comment {"schemaVersion":2,"id":"default","when":1} -->\nFrom the future.';
    gitHub.put(body, bot);
    expect((await say()).outcome).toBe("later-program");
    expect((await say({behavior: "new"})).outcome).toBe("later-program");
    expect(bodies()).toEqual([body]);
  });
});

describe("comments of others", () => {
  const forged = `${markerLine({id: "default", time: time(59), behavior: "update"})}\nAll is well.`;

  it("are not changed, and hold nothing up, though they begin with the same marker", async () => {
    const {id} = gitHub.put(forged);
    expect((await say()).outcome).toBe("created");
    expect((await say({content: "Faster.", minute: 31})).outcome).toBe("updated");
    expect(gitHub.comments.find((comment) => comment.id === id)!.body).toBe(forged);
    expect(gitHub.comments).toHaveLength(2);
  });

  it("are told apart by the token's own user", async () => {
    gitHub.put(forged, bot);
    gitHub.put(forged, {login: "octo-app[bot]", type: "Bot"});
    expect((await say({token: tokens.person})).outcome).toBe("created");
    expect(gitHub.comments[2]!.user.login).toBe("alice");
    expect((await say({token: tokens.person, content: "Faster.", minute: 31})).outcome).toBe("updated");
    expect(bodies().slice(0, 2)).toEqual([forged, forged]);
  });

  it("are told apart among bots by the author that is named", async () => {
    gitHub.put(forged, {login: "octo-app[bot]", type: "Bot"});
    expect((await say({author: "github-actions[bot]"})).outcome).toBe("created");
    expect((await say({author: "GitHub-Actions[bot]", content: "Faster.", minute: 31})).outcome).toBe("updated");
    expect(bodies()[0]).toBe(forged);
    expect(gitHub.asked.some(({path}) => path === "/user")).toBe(false);
  });

  it("count as own where they are a bot's and nobody is named, for an app's token has no user", async () => {
    await say({token: tokens.otherApp});
    expect((await say({token: tokens.otherApp, content: "Faster.", minute: 31})).outcome).toBe("updated");
    expect(gitHub.comments).toHaveLength(1);
    // Whose they are is a guess then, so that nothing is deleted.
    gitHub.put(forged, {login: "echo[bot]", type: "Bot"});
    await say({token: tokens.otherApp, content: "Slower.", minute: 32});
    expect(gitHub.comments).toHaveLength(2);
  });

  it("are not taken for own where the marker stands anywhere but at the beginning", async () => {
    gitHub.put(`Look:\n${forged}`, bot);
    expect((await say()).outcome).toBe("created");
    expect(gitHub.comments).toHaveLength(2);
  });
});

describe("a GitHub that does not do what it is asked", () => {
  it.each([
    ["retry-after", {"retry-after": "7"}, [7]],
    [
      "the reset of the rate limit",
      {
        "x-ratelimit-remaining": "0",
        "x-ratelimit-reset": "1700000042",
        date: new Date(1_700_000_000_000).toUTCString(),
      },
      [42],
    ],
  ])("is asked again after %s", async (_, headers, expected) => {
    gitHub.faults.push({method: "POST", status: 403, headers, message: "API rate limit exceeded"});
    expect((await say()).outcome).toBe("created");
    expect(pauses).toEqual(expected);
    expect(gitHub.comments).toHaveLength(1);
  });

  it("is asked again after a minute, then two, where it names no pause, and then no more", async () => {
    const fault = {method: "GET", status: 429, message: "You have exceeded a secondary rate limit"};
    gitHub.faults.push(fault, fault, fault, fault);
    await expect(say({author: "github-actions[bot]"})).rejects.toThrow(
      "GitHub answered 429 (You have exceeded a secondary rate limit): the rate limit is used up, run it again in 1 minute",
    );
    expect(pauses).toEqual([60, 120]);
  });

  it("is not waited for longer than a run should take", async () => {
    gitHub.faults.push({
      method: "POST",
      status: 403,
      headers: {"retry-after": "1800"},
      message: "API rate limit exceeded",
    });
    await expect(say()).rejects.toThrow("the rate limit is used up, run it again in 30 minutes");
    expect(pauses).toEqual([]);
  });

  it("is asked again after 5xx, and makes no second comment where the first was made", async () => {
    gitHub.faults.push({method: "GET", status: 502}, {method: "GET", status: 503});
    gitHub.faults.push({method: "POST", status: 504, carriedOut: true});
    expect((await say()).outcome).toBe("same");
    expect(gitHub.comments).toHaveLength(1);
    expect(pauses).toEqual([1, 2, 1]);
    gitHub.faults.push({method: "POST", status: 500, carriedOut: true}, {method: "POST", status: 500});
    await say({behavior: "new", content: "One."});
    expect(gitHub.comments).toHaveLength(2);
    gitHub.faults.push({method: "POST", status: 500}, {method: "PATCH", status: 500});
    await say({behavior: "new", content: "Two.", minute: 31});
    expect((await say({content: "Faster.", minute: 31})).outcome).toBe("updated");
    expect(gitHub.comments).toHaveLength(3);
  });

  it("is given up after a bounded time", async () => {
    for (let index = 0; index < 9; index++) gitHub.faults.push({method: "GET", status: 500, message: "Oops"});
    await expect(say({author: "github-actions[bot]"})).rejects.toThrow("GitHub answered 500 (Oops)");
    expect(pauses).toEqual([1, 2, 4, 8]);
  });

  it("is given up where it cannot be reached", async () => {
    await server.close();
    await expect(say({author: "a"})).rejects.toThrow(/^GitHub cannot be reached \(ECONNREFUSED\)$/);
    expect(pauses).toHaveLength(4);
  });

  it("gets half as much where it takes no such length, once", async () => {
    const content = "A line of it.\n".repeat(10_000);
    gitHub.faults.push({method: "POST", status: 422, message: "Body is too long (maximum is 65536 characters)"});
    expect((await say({content})).outcome).toBe("created");
    expect(bodies()[0]!.length).toBeLessThanOrEqual(32_500);
    expect(bodies()[0]).toMatch(/_Cut to the length of a comment\._$/);
    const fault = {method: "PATCH", status: 422, message: "Body is too long (maximum is 65536 characters)"};
    gitHub.faults.push(fault, fault);
    await expect(say({content: `New. ${content}`, minute: 31})).rejects.toThrow("GitHub answered 422");
  });

  it("refuses in one line that never holds the token", async () => {
    await expect(say({token: "secret-token"})).rejects.toThrow(
      "GitHub answered 401 (Bad credentials): expected a valid token",
    );
    gitHub.faults.push({method: "GET", status: 418, message: `no\n${tokens.job} \u202E::error::x`});
    await expect(say({author: "a"})).rejects.toThrow(
      /^GitHub answered 418 \(no\\u\{a\}\*\*\* \\u\{202e\}::error::x\)$/,
    );
    gitHub.faults.push({method: "GET", status: 301, message: "Moved Permanently"});
    await expect(say({author: "a"})).rejects.toThrow("the repository has moved, expected its present name");
    gitHub.faults.push({method: "POST", status: 403, message: "Unable to create comment because issue is locked."});
    await expect(say()).rejects.toMatchObject({name: "ReadOnlyError"});
    await expect(say({token: tokens.fork})).rejects.toMatchObject({name: "ReadOnlyError"});
    await expect(say({api: `${server.url}/elsewhere`, author: "a"})).rejects.toThrow("GitHub answered 404 (Not Found)");
  });

  it("is not followed to another host for further pages", async () => {
    gitHub.put("remark");
    gitHub.faults.push({method: "GET", status: 200, headers: {link: '<https://evil.example/?page=2>; rel="next"'}});
    await expect(say({author: "a"})).rejects.toThrow("something else than was asked for");
  });

  it.each([1, 2, 3, 4])("gets one comment also where its next %i lists lack it", async (lag) => {
    gitHub.lag = lag;
    const url = `https://github.com/${repository}/pull/${number}#issuecomment-1001`;
    expect(await say()).toEqual({outcome: "created", url});
    expect(gitHub.comments).toHaveLength(1);
    expect(pauses).toEqual([1, 2, 4, 8].slice(0, lag));
  });

  it("gets one comment also where it does not know of it by its id at first", async () => {
    [gitHub.lag, gitHub.lagById] = [3, 2];
    expect((await say()).outcome).toBe("created");
    expect(gitHub.comments).toHaveLength(1);
  });

  it("is waited for a bounded time where its lists lack a comment that is there", async () => {
    gitHub.lag = 1_000;
    expect((await say()).outcome).toBe("created");
    expect(gitHub.comments).toHaveLength(1);
    expect(pauses).toEqual([1, 2, 4, 8]);
  });

  it("gets one comment also where no answer came to the first and lists lack both", async () => {
    gitHub.lag = 2;
    gitHub.faults.push({method: "POST", status: 504, carriedOut: true});
    await say();
    expect(gitHub.comments.map(({id}) => id)).toEqual([1_001]);
  });

  it("gets the comment anew where it was deleted before any list had it", async () => {
    gitHub.lag = 1;
    whileWaiting = () => void gitHub.comments.shift();
    expect((await say()).outcome).toBe("created");
    expect(gitHub.comments.map(({id}) => id)).toEqual([1_002]);
  });

  it("is asked once more where the comment was deleted meanwhile", async () => {
    await say();
    gitHub.faults.push({method: "PATCH", status: 404, message: "Not Found"});
    expect((await say({content: "Faster.", minute: 31})).outcome).toBe("updated");
  });
});
