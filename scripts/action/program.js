// The program of the action, as it is bundled into regime-shift.mjs beside this file, which is what runs: paths are from there.
import {nodeEffects} from "../../bin/effects.js";
import {run} from "../../lib/cli/run.ts";

process.exitCode = await run(nodeEffects(new URL("../../", import.meta.url)));
