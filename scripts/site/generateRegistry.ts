import {spawn} from "node:child_process";
import {existsSync} from "node:fs";
import {join} from "node:path";
import {root} from "./paths.js";

/** Runs scripts/generate-registry.ts, which turns the catalog's YAML into the typed registries. Returns whether it went well. */
export async function generateRegistry(): Promise<boolean> {
  const script = join(root, "scripts", "generate-registry.ts");
  if (!existsSync(script)) return true;
  const child = spawn(process.execPath, ["--import", "tsx", script], {cwd: root, stdio: "inherit"});
  return (await new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve))) === 0;
}
