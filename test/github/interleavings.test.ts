import {describe, expect, it} from "vitest";
import {GitHubClient} from "../../lib/github/client.js";
import type {Fetch} from "../../lib/github/http.js";
import {markerLine, readMarker} from "../../lib/github/marker.js";
import {syncComment} from "../../lib/github/syncComment.js";
import {number, repository, StandIn, tokens} from "./standIn.js";

interface Run {
  readonly content: string;
  readonly time: number;
  readonly commit: string | null;
}

const noWait = (): Promise<void> => Promise.resolve();

/** Lets two runs at one GitHub: each bit says whose request is answered next, while both have one. */
async function together(gitHub: StandIn, runs: readonly [Run, Run], bits: number): Promise<void> {
  const pending: ((() => void) | null)[] = [null, null];
  const over = [false, false];
  const gated =
    (index: number): Fetch =>
    async (url, request) => {
      await new Promise<void>((resolve) => (pending[index] = resolve));
      return gitHub.fetch(url, request);
    };
  const ends = runs.map(async ({content, time, commit}, index) => {
    const options = {api: "https://api.github.com", token: tokens.job, userAgent: "test", wait: noWait};
    const client = new GitHubClient({...options, fetch: gated(index)});
    const marker = {id: "default", time, behavior: "update"} as const;
    const pull = {repository, number};
    await syncComment(client, {pull, marker, content, isNews: true, commit, author: "github-actions[bot]"}, noWait);
    over[index] = true;
  });
  let step = 0;
  while (!over.every(Boolean)) {
    // Whatever can go on without an answer goes on first.
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
    const wanted = (bits >> (step % choices)) & 1;
    const next = pending[wanted] === null ? 1 - wanted : wanted;
    const answer = pending[next];
    if (answer === null || answer === undefined) continue;
    if (pending.every((each) => each !== null)) step++;
    pending[next] = null;
    answer();
  }
  await Promise.all(ends);
}

const first = {content: "First.", time: 1_000, commit: null};
const second = {content: "Second.", time: 2_000, commit: null};
/** Neither run asks more often while the other does too, but where lists are behind; there the same choices come again. */
const choices = 11;
const schedules = 2 ** choices;

/** Lists that lack a new comment, as where GitHub answers from a copy that is behind. */
const lags = [
  {lag: 1, lagById: 0},
  {lag: 2, lagById: 1},
  {lag: 3, lagById: 3},
];

describe(`two runs at once, in ${schedules} orders of their requests,`, () => {
  it("leave one comment, which says what the later one found", async () => {
    let made = 0;
    for (let bits = 0; bits < schedules; bits++) {
      const gitHub = new StandIn();
      await together(gitHub, [first, second], bits);
      made += gitHub.writes.filter((write) => write.startsWith("POST")).length;
      expect(
        gitHub.comments.map(({body}) => body.split("\n").slice(1)),
        `order ${bits}`,
      ).toEqual([["Second."]]);
      expect(readMarker(gitHub.comments[0]!.body)!.time).toBe(2_000);
    }
    // The orders are worth their name only while in many both make a comment before either looks again.
    expect(made - schedules).toBeGreaterThan(schedules / 4);
  });

  it("leave one comment also where both began at the same time, or say the same", async () => {
    for (let bits = 0; bits < schedules; bits += 3) {
      for (const other of [{...second, time: 1_000}, first]) {
        const gitHub = new StandIn();
        await together(gitHub, [first, other], bits);
        expect(gitHub.comments, `order ${bits}`).toHaveLength(1);
      }
    }
  });

  it.each(lags)("leave one comment also where new ones cannot be seen at first, %j", async (lag) => {
    for (let bits = 0; bits < schedules; bits++) {
      const gitHub = new StandIn();
      Object.assign(gitHub, lag);
      await together(gitHub, [first, second], bits);
      expect(
        gitHub.comments.map(({body}) => body.split("\n").slice(1)),
        `order ${bits}`,
      ).toEqual([["Second."]]);
    }
  });

  it("change the comment that there is to what the run of the present commit found", async () => {
    const marker = markerLine({id: "default", time: 0, behavior: "update"});
    for (let bits = 0; bits < schedules; bits++) {
      const gitHub = new StandIn();
      gitHub.put(`${marker}\nBefore.`, {login: "github-actions[bot]", type: "Bot"});
      const old = {...first, commit: "0".repeat(40)};
      await together(gitHub, [old, {...second, commit: gitHub.head}], bits);
      expect(
        gitHub.comments.map(({body}) => body.split("\n").slice(1)),
        `order ${bits}`,
      ).toEqual([["Second."]]);
    }
  });
});
