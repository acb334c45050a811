import {createHash} from "node:crypto";
import {readFileSync} from "node:fs";
import {fitOf} from "../lib/catalog/provenance.js";
import {accuracyRows} from "../lib/explore/accuracyRows.js";
import type {Accuracy} from "../lib/explore/accuracyTypes.js";

const tables = ["runs", "pairs", "serving"] as const;
// A checkout may turn line ends into CRLF; what is compiled must not depend on that.
const read = (name: string): string =>
  readFileSync(new URL(`./measured/${name}.csv`, import.meta.url), "utf8").replaceAll("\r\n", "\n");
const [runs, pairs, serving] = tables.map((name) => Buffer.from(read(name)));
const hash = createHash("sha256");
for (const name of tables) hash.update(`${name}\0${read(name)}\0`);

const {values, speedups, accelerators, validation} = await accuracyRows(
  {runs: runs!, pairs: pairs!, serving: serving!},
  "calibrated",
  {name: "", url: ""},
);
const accuracy: Accuracy = {
  sourcesSha256: hash.digest("hex"),
  fittedOn: fitOf("calibrated")?.fit?.data ?? "",
  rows: {
    runs: validation.runs?.rows ?? 0,
    pairs: validation.pairs?.rows ?? 0,
    serving: validation.serving?.rows ?? 0,
  },
  accelerators: accelerators.length,
  values,
  speedups,
};
process.stdout.write(JSON.stringify(accuracy));
