#!/usr/bin/env node
import {createReadStream, existsSync, readFileSync} from "node:fs";

const source = new URL("../lib/cli/run.ts", import.meta.url);
const compiled = new URL("../build/cli/run.js", import.meta.url);

/** In a checkout the source itself, which cannot be stale; in an installed package what it was compiled to. */
async function load() {
  if (!existsSync(source)) return import(compiled.href);
  const {register} = await import("tsx/esm/api");
  register({tsconfig: false});
  return import(source.href);
}

async function readFile(path, most) {
  const chunks = [];
  for await (const chunk of createReadStream(path, {end: most - 1})) chunks.push(chunk);
  return Buffer.concat(chunks);
}

// A reader such as head may have had enough; that is no error of ours.
process.stdout.on("error", (error) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

const {run} = await load();
process.exitCode = await run({
  argv: process.argv.slice(2),
  stdout: process.stdout,
  stderr: process.stderr,
  readFile,
  openFile: (path) => createReadStream(path),
  version: JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")).version,
  debug: Boolean(process.env.REGIME_SHIFT_DEBUG),
});
