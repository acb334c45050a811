import {spawn} from "node:child_process";
import {once} from "node:events";
import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {parse} from "yaml";

const root = fileURLToPath(new URL("../../", import.meta.url));

interface Step {
  readonly id?: string;
  readonly name: string;
  readonly shell: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly run: string;
}

interface Action {
  readonly inputs: Readonly<Record<string, {readonly description: string; readonly default: string}>>;
  readonly outputs: Readonly<Record<string, {readonly value: string}>>;
  readonly runs: {readonly using: string; readonly steps: readonly Step[]};
}

/** The action as it is published. */
export const action = parse(readFileSync(join(root, "action.yml"), "utf8")) as Action;

/** Makes a checkout of the action, in which no package is installed, and lies in no folder that has any. */
export function checkOutAction(folder: string): void {
  for (const path of ["action.yml", "package.json", "scripts/action"])
    cpSync(join(root, path), join(folder, path), {recursive: true});
}

/** What a job gives to the action. */
export interface Job {
  /** The folder that the repository is checked out in. */
  readonly workspace: string;
  readonly inputs?: Readonly<Record<string, string>>;
  /** What GitHub says of the event: what stands under `github.event`. */
  readonly event: object;
  readonly token: string;
  readonly api: string;
  /** Put before the program's own path. */
  readonly path?: string;
  /** The checkout of the action. */
  readonly checkout: string;
}

/** A registry that cannot be reached: the action asks GitHub alone. */
const unreachable = "http://127.0.0.1:9/";

/** How a step ended. */
export interface Ended {
  readonly code: number;
  /** What it printed, on either stream. */
  readonly log: string;
}

/** Runs the steps of action.yml as a runner does: each in a shell of its own, with expressions in its environment alone. */
export class Runner {
  readonly #job: Job;
  readonly #folder = mkdtempSync(join(tmpdir(), "regime-shift-action-"));
  readonly #outputs = new Map<string, Map<string, string>>();

  constructor(job: Job) {
    this.#job = job;
  }

  /** Runs all steps up to the first that fails; its exit code is that of the job. */
  async run(): Promise<Ended> {
    let log = "";
    for (const {name} of action.runs.steps) {
      const ended = await this.step(name);
      log += ended.log;
      if (ended.code !== 0) return {code: ended.code, log};
    }
    return {code: 0, log};
  }

  /** Runs one step, with parts of its environment changed. */
  async step(name: string, changed: Readonly<Record<string, string>> = {}): Promise<Ended> {
    const step = action.runs.steps.find((each) => each.name === name)!;
    const script = join(this.#folder, "step.sh");
    const output = join(this.#folder, "output.txt");
    const event = join(this.#folder, "event.json");
    writeFileSync(script, step.run);
    writeFileSync(output, "");
    writeFileSync(event, JSON.stringify(this.#job.event));
    const env = {
      PATH: [this.#job.path, process.env["PATH"]].filter(Boolean).join(":"),
      HOME: this.#folder,
      CI: "true",
      GITHUB_ACTIONS: "true",
      GITHUB_ACTION_PATH: this.#job.checkout,
      GITHUB_API_URL: this.#job.api,
      GITHUB_EVENT_PATH: event,
      GITHUB_OUTPUT: output,
      GITHUB_REPOSITORY: "octo/serving",
      GITHUB_STEP_SUMMARY: join(this.#folder, "summary.md"),
      GITHUB_WORKSPACE: this.#job.workspace,
      RUNNER_TEMP: this.#folder,
      npm_config_registry: unreachable,
      ...Object.fromEntries(Object.entries(step.env ?? {}).map(([key, value]) => [key, this.#evaluated(value)])),
      ...changed,
    };
    const ended = await bash(["-euo", "pipefail", script], this.#job.workspace, env);
    if (step.id !== undefined) this.#outputs.set(step.id, entries(readFileSync(output, "utf8")));
    return ended;
  }

  /** An output of the action. */
  output(name: string): string {
    return this.#evaluated(action.outputs[name]!.value);
  }

  get summary(): string {
    return readFileSync(join(this.#folder, "summary.md"), "utf8");
  }

  remove(): void {
    rmSync(this.#folder, {recursive: true});
  }

  /** Expressions of GitHub's, of which paths alone are needed. */
  #evaluated(text: string): string {
    return text.replace(/\$\{\{ ([^{}]*) \}\}/g, (_, path: string) => {
      if (!/^[\w.-]+$/.test(path)) throw new Error(`no path: ${path}`);
      const [first, ...rest] = path.split(".") as [string, ...string[]];
      if (first === "inputs") {
        const [name] = rest as [string];
        return this.#job.inputs?.[name] ?? this.#evaluated(action.inputs[name]!.default);
      }
      if (first === "steps") return this.#outputs.get(rest[0]!)?.get(rest[2]!) ?? "";
      if (path === "github.token") return this.#job.token;
      const value = rest.reduce<unknown>(
        (at, key) => (at as Record<string, unknown> | undefined)?.[key],
        first === "github" ? {event: this.#job.event} : undefined,
      );
      return typeof value === "string" || typeof value === "number" ? String(value) : "";
    });
  }
}

function entries(text: string): Map<string, string> {
  const pairs = text.split("\n").filter((line) => line !== "");
  return new Map(pairs.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]));
}

/** Runs bash with nothing in its environment but what is given. */
export async function bash(
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<Ended> {
  const child = spawn("bash", ["--noprofile", "--norc", ...args], {cwd, env, stdio: ["ignore", "pipe", "pipe"]});
  let log = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (log += text));
  const [code] = (await once(child, "close")) as [number | null];
  return {code: code ?? -1, log};
}
