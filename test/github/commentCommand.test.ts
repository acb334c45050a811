import {afterAll, beforeAll, beforeEach, describe, expect, it} from "vitest";
import {fileURLToPath} from "node:url";
import {capture, type CaptureOptions} from "../cli/capture.js";
import {listen, StandIn, tokens} from "./standIn.js";

const folder = fileURLToPath(new URL("../fixtures/cli/files/", import.meta.url));
const files = ["--check", "check.json", "--body", "check.md"];
const place = ["--repo", "octo/serving", "--pull", "7", "--time", "2026-11-23T09:30:00Z"];

let gitHub: StandIn;
let server: Awaited<ReturnType<typeof listen>>;

beforeAll(async () => {
  server = await listen({answer: (...asked) => gitHub.answer(...asked)});
});
afterAll(() => server.close());
beforeEach(() => {
  gitHub = new StandIn();
});

function comment(args: readonly string[], options: CaptureOptions = {}) {
  const env = {GITHUB_TOKEN: tokens.job};
  return capture(["comment", ...args, "--api", server.url], {folder, env, fetch, ...options});
}

describe("regime-shift comment", () => {
  it("makes the comment, leaves it, and says where it is", async () => {
    const url = "https://github.com/octo/serving/pull/7#issuecomment-1001";
    expect(await comment([...files, ...place])).toEqual({code: 0, stdout: `Comment made. ${url}\n`, stderr: ""});
    expect(gitHub.asked.map(({headers}) => headers["user-agent"])).toEqual(
      gitHub.asked.map(() => "regime-shift/1.2.3"),
    );
    expect((await comment([...files, ...place])).stdout).toBe(
      `Comment left as it is: it says the same already. ${url}\n`,
    );
    expect(gitHub.comments).toHaveLength(1);
  });

  it("warns and succeeds where the token may only read", async () => {
    const env = {GITHUB_TOKEN: tokens.fork};
    const {code, stdout, stderr} = await comment([...files, ...place], {env});
    expect({code, stdout}).toEqual({code: 0, stdout: "No comment: the token may not write one.\n"});
    expect(stderr).toBe(
      "regime-shift: note: GitHub answered 403 (Resource not accessible by integration): the token may not write comments here; pull requests from forks get such a token, elsewhere grant pull-requests: write\n",
    );
  });

  it("tells an error that ended the check", async () => {
    const readFile = (): Promise<Uint8Array> => Promise.reject(new Error("not read"));
    async function* openFile(): AsyncGenerator<Uint8Array> {
      yield* [Buffer.from("regime-shift: bad \xff "), Buffer.from("```\n@all")];
      await Promise.resolve();
    }
    expect((await comment(["--error", "error.txt", ...place], {readFile, openFile})).code).toBe(0);
    expect(gitHub.comments[0]!.body).toContain("````text\nregime-shift: bad ÿ ```\n@all\n````");
  });

  describe.each([
    ["pass", "all within limits", "**✅ No change any more**"],
    ["warn", "1 with a warning", "**No change any more**"],
    ["error", "1 over a limit", "**No change any more**"],
    ["does-not-fit", "1 does not fit", "**No change any more**"],
  ])("where no scenario changed and the verdict is %s", (verdict, words, heading) => {
    const summary = `1 scenario, none changed: ${words}`;
    const answer = {schemaVersion: 1, verdict, summary, counts: {added: 0, removed: 0, changed: 0}};
    async function* openFile(path: string): AsyncGenerator<Uint8Array> {
      yield Buffer.from(path.endsWith("check.json") ? JSON.stringify(answer) : "**❌ The whole answer**\n");
      await Promise.resolve();
    }

    it("makes no comment", async () => {
      const {code, stdout} = await comment([...files, ...place], {openFile});
      expect({code, stdout}).toEqual({code: 0, stdout: "No comment: nothing changed.\n"});
      expect(gitHub.writes).toEqual([]);
    });

    it("says in the one that is there that the change is undone, and says it once", async () => {
      await comment([...files, ...place]);
      const later = (minute: number) => [...files, ...place.with(-1, `2026-11-23T09:${minute}:00Z`)];
      expect((await comment(later(31), {openFile})).stdout).toMatch(/^Comment updated\. /);
      expect(gitHub.comments).toHaveLength(1);
      expect(gitHub.comments[0]!.body.trimEnd().split("\n").slice(1)).toEqual([
        heading,
        "",
        `${summary}. What this comment said before was of an earlier state of this pull request.`,
      ]);
      expect((await comment(later(32), {openFile})).stdout).toMatch(/^Comment left as it is: it says the same/);
    });
  });

  it.each(["added", "removed", "changed"])("makes the comment where a scenario was %s alone", async (status) => {
    const counts = {added: 0, removed: 0, changed: 0, [status]: 1};
    const answer = {schemaVersion: 1, verdict: "pass", summary: "", counts};
    async function* openFile(path: string): AsyncGenerator<Uint8Array> {
      yield Buffer.from(path.endsWith("check.json") ? JSON.stringify(answer) : "The whole answer.\n");
      await Promise.resolve();
    }
    expect((await comment([...files, ...place], {openFile})).stdout).toMatch(/^Comment made\. /);
  });

  it("takes the token that is meant for it before that of the job", async () => {
    const env = {GITHUB_TOKEN: tokens.job, REGIME_SHIFT_TOKEN: tokens.person};
    await comment([...files, ...place], {env});
    expect(gitHub.comments[0]!.user.login).toBe("alice");
  });

  it("sends nothing with --behavior off or --dry-run", async () => {
    expect((await comment([...files, "--behavior", "off"])).stdout).toBe("No comment: --behavior is off.\n");
    expect((await comment([...files, "--dry-run"])).stdout).toMatch(/^\*\*✅ 1 scenario/);
    expect(gitHub.asked).toEqual([]);
  });

  it.each([
    [["--repo", "serving"], '--repo: expected a name such as octo-org/serving, got "serving"'],
    [["--repo", "octo/.."], "--repo: expected a name"],
    [["--repo", "octo/a?b"], "--repo: expected a name"],
    [["--pull", "0"], '--pull: expected its number, got "0"'],
    [["--time", "yesterday"], '--time: expected a time such as 2026-11-23T09:30:00Z, got "yesterday"'],
    [["--time", "2026-11-23T09:30:00"], "--time: expected a time"],
    [["--commit", "main"], '--commit: expected a full commit, got "main"'],
    [["--id", "a b"], '--id: expected a word, got "a b"'],
    [["--author", "a b"], "--author: expected a login"],
    [["--api", "http://github.example/api/v3"], "--api: expected an address that begins with https://"],
    [["--check", "check.md"], '--check: expected what "regime-shift check --format json" wrote, of schema version 1'],
    [["--check", "none.json"], '--check: cannot read "none.json": there is no such file'],
    [["--error", "check.md"], "--error: takes the place of --check and --body, got both"],
    [["--behavior", "of"], '--behavior: expected update, new or off, got "of"; did you mean "off"?'],
  ])("refuses %j", async ([flag, value], message) => {
    const given = [...files, ...place, "--api", server.url];
    const at = given.indexOf(flag!);
    const args = at < 0 ? [...given, flag!, value!] : given.with(at + 1, value!);
    const {code, stdout, stderr} = await capture(["comment", ...args], {folder, env: {GITHUB_TOKEN: "x"}, fetch});
    expect({code, stdout}).toEqual({code: 1, stdout: ""});
    expect(stderr).toContain(`regime-shift: ${message}`);
    expect(gitHub.asked).toEqual([]);
  });

  it.each([
    [{}, "missing token: expected one in the environment variable GITHUB_TOKEN or REGIME_SHIFT_TOKEN"],
    [{GITHUB_TOKEN: "secret\nvalue"}, "GITHUB_TOKEN: expected a token in one line, got characters that no token has"],
  ])("refuses the environment %j without telling it", async (env, message) => {
    const {code, stderr} = await comment([...files, ...place], {env});
    expect({code, stderr}).toEqual({code: 1, stderr: `regime-shift: ${message}\n`});
  });

  it.each([["repo"], ["pull"], ["time"]])("asks for --%s", async (name) => {
    const at = place.indexOf(`--${name}`);
    const {code, stderr} = await comment([...files, ...place.toSpliced(at, 2)]);
    expect(code).toBe(1);
    expect(stderr).toContain(`regime-shift: missing --${name}: expected `);
  });

  it("ends with one line and exit code 1 where GitHub cannot be reached", async () => {
    const fail = () => Promise.reject(Object.assign(new Error(`Bearer ${tokens.job}`), {code: "ENOTFOUND"}));
    const {code, stderr} = await comment([...files, ...place], {fetch: fail});
    expect({code, stderr}).toEqual({code: 1, stderr: "regime-shift: GitHub cannot be reached (ENOTFOUND)\n"});
  });
});
