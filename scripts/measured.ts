/**
 * Takes from the full tables of measurements what the project ships of them, into data/measured/: the rows that the rule of
 * scripts/measured/selectRows.ts selects, and the figures of a validation of the whole:
 * npm run measured -- --runs runs.csv --pairs pairs.csv --serving serving.csv --kernels kernels.csv
 */
import {createHash} from "node:crypto";
import {readFileSync, writeFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {parseArgs} from "node:util";
import {format, resolveConfig} from "prettier";
import {UserError} from "../lib/engine/userError.js";
import {accuracyResults} from "../lib/explore/accuracyResults.js";
import {accuracyRows} from "../lib/explore/accuracyRows.js";
import {readCsv, writeCsv} from "./measured/csv.js";
import {selectRows, servingSource} from "./measured/selectRows.js";

const kinds = ["runs", "pairs", "serving", "kernels"] as const;
type Kind = (typeof kinds)[number];
const folder = fileURLToPath(new URL("../data/measured/", import.meta.url));

function readTables(args: string[]): Readonly<Record<Kind, Buffer>> {
  const path = {type: "string"} as const;
  const {values} = parseArgs({args, options: {runs: path, pairs: path, serving: path, kernels: path}, strict: true});
  const entries = kinds.map((kind) => {
    const file = values[kind];
    if (file === undefined) throw new UserError(`--${kind} is missing: expected all of --${kinds.join(", --")}`);
    return [kind, readFileSync(file)] as const;
  });
  return Object.fromEntries(entries) as Record<Kind, Buffer>;
}

async function main(): Promise<void> {
  const tables = readTables(process.argv.slice(2));
  const cells = (kind: Kind) => readCsv(tables[kind].toString("utf8"));
  const selected = selectRows({runs: cells("runs"), pairs: cells("pairs"), serving: cells("serving")});
  const sha256 = (kind: Kind): string => createHash("sha256").update(tables[kind]).digest("hex");
  const [name = ""] = servingSource.source.split(" ");
  const results = accuracyResults(await accuracyRows(tables, "calibrated", {name, url: servingSource.source_url}), {
    runs: sha256("runs"),
    pairs: sha256("pairs"),
    serving: sha256("serving"),
    kernels: sha256("kernels"),
  });
  const file = `${folder}results.json`;
  const text = await format(JSON.stringify(results), {...(await resolveConfig(file)), parser: "json"});
  for (const kind of ["runs", "pairs", "serving"] as const) {
    writeFileSync(`${folder}${kind}.csv`, writeCsv(selected[kind]));
    console.log(`data/measured/${kind}.csv: ${selected[kind].length} of ${results.tables[kind].rows} rows`);
  }
  writeFileSync(file, text);
  console.log("data/measured/results.json: the figures over all of them");
}

try {
  await main();
} catch (error) {
  // A bug keeps its stack; a reader's mistake is one line.
  const known = error instanceof UserError || (error as NodeJS.ErrnoException).code !== undefined;
  process.stderr.write(`${known ? (error as Error).message : String((error as Error).stack)}\n`);
  process.exitCode = 1;
}
