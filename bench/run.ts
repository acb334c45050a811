/** `npm run bench`: the budgets of docs/architecture.md, measured on this machine. Exits 1 where one is not kept. */
import {benchCheck} from "./check.js";
import {benchEngine} from "./engine.js";
import {benchGrowth} from "./growth.js";
import {keeps, line} from "./result.js";
import {benchBuild, benchPages} from "./site.js";

const results = await benchEngine();
results.push(...(await benchGrowth()), ...benchCheck(), await benchBuild(), ...(await benchPages()));
console.log(`\n${results.map(line).join("\n")}`);
process.exit(results.every(keeps) ? 0 : 1);
