#!/usr/bin/env node
import {existsSync} from "node:fs";
import {nodeEffects} from "./effects.js";

const source = new URL("../lib/cli/run.ts", import.meta.url);
const compiled = new URL("../build/cli/run.js", import.meta.url);

/** In a checkout the source itself, which cannot be stale; in an installed package what it was compiled to. */
async function load() {
  if (!existsSync(source)) return import(compiled.href);
  const {register} = await import("tsx/esm/api");
  register({tsconfig: false});
  return import(source.href);
}

const {run} = await load();
process.exitCode = await run(nodeEffects(new URL("../", import.meta.url)));
