/**
 * The course site's commands: `build` into dist/, `start` (build, then serve dist/), `serve` (what is built already), and
 * `dev` (serve with live reload). A script rather than shell, so that they are the same on Linux, macOS and Windows.
 */
import {existsSync} from "node:fs";
import {join} from "node:path";
import {buildSite} from "./site/buildSite.js";
import {output} from "./site/paths.js";
import {previewSite} from "./site/previewSite.js";
import {serveFolder} from "./site/serveFolder.js";

async function build(): Promise<void> {
  const start = performance.now();
  console.log("Building the site …");
  await buildSite();
  console.log(`Built dist/ in ${((performance.now() - start) / 1000).toFixed(1)} s.`);
}

async function serve(): Promise<void> {
  if (!existsSync(join(output, "index.html"))) throw new Error("dist/ holds no site yet; run npm run build");
  const {url} = await serveFolder(output, Number(process.env["PORT"] ?? 3000));
  console.log(`\n  Regime Shift is at ${url}\n\n  Press Ctrl+C to stop.`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(0));
}

const commands: Record<string, (args: string[]) => Promise<void>> = {
  build,
  serve,
  start: async () => {
    await build();
    await serve();
  },
  dev: previewSite,
};

const [name = "", ...args] = process.argv.slice(2);
const command = commands[name];
try {
  if (!command) throw new Error(`usage: site.ts ${Object.keys(commands).join("|")}`);
  await command(args);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
