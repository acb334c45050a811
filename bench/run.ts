/** `npm run bench`: the budgets of docs/architecture.md, measured on this machine. Exits 1 where one is not kept. */
import {execFileSync} from "node:child_process";
import {fileURLToPath} from "node:url";
import {benchCheck} from "./check.js";
import {benchGrowth} from "./growth.js";
import {keeps, line, type Result} from "./result.js";
import {benchBuild, benchPages} from "./site.js";

const engine = fileURLToPath(new URL("engine.mjs", import.meta.url));
const results = JSON.parse(execFileSync(process.execPath, [engine], {encoding: "utf8"})) as Result[];
results.push(...(await benchGrowth()), ...benchCheck(), await benchBuild(), ...(await benchPages()));
console.log(`\n${results.map(line).join("\n")}`);
process.exit(results.every(keeps) ? 0 : 1);
