import {spawn} from "node:child_process";
import type {ChildProcess} from "node:child_process";
import {createRequire} from "node:module";
import {delimiter, join} from "node:path";
import {pathToFileURL} from "node:url";
import {root} from "./paths.js";

const require = createRequire(join(root, "package.json"));

/** Starts a command of Framework's, without telemetry and without a way out to the network. */
export function startFramework(args: string[], {quiet = false} = {}): ChildProcess {
  const preloads = ["forbidNetwork.mjs", "shareWindow.mjs"].flatMap((name) => [
    "--import",
    pathToFileURL(join(root, "scripts", "site", name)).href,
  ]);
  const command = require.resolve("@observablehq/framework/dist/bin/observable.js");
  // Windows says Path.
  const path = Object.keys(process.env).find((key) => key.toUpperCase() === "PATH") ?? "PATH";
  return spawn(process.execPath, ["--no-warnings=ExperimentalWarning", ...preloads, command, ...args], {
    cwd: root,
    stdio: ["ignore", quiet ? "pipe" : "inherit", quiet ? "pipe" : "inherit"],
    env: {
      ...process.env,
      OBSERVABLE_TELEMETRY_DISABLE: "1",
      // Framework starts data loaders as `tsx`.
      [path]: `${join(root, "node_modules", ".bin")}${delimiter}${process.env[path] ?? ""}`,
    },
  });
}

/** Runs a command of Framework's to its end, showing its output only where it fails. */
export async function runFramework(args: string[]): Promise<void> {
  const child = startFramework(args, {quiet: true});
  const chunks: Buffer[] = [];
  child.stdout!.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.stderr!.on("data", (chunk: Buffer) => chunks.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
  const log = Buffer.concat(chunks).toString("utf8");
  if (code !== 0) throw new Error(`observable ${args.join(" ")} exited with ${code}\n${log}`);
  // Framework warns of what it could not resolve, and goes on. Its count of broken links is wrong where a link leads into
  // the page's frame; checkSite looks at the pages themselves.
  for (const line of log.split("\n")) {
    if (/warning:|non-local|invalid front matter/i.test(line) && !/broken link/.test(line)) console.warn(line.trim());
  }
}
