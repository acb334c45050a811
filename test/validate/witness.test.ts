import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {validate} from "../../lib/validate/validate.js";

const table = (name: string) => ({
  file: `${name}.csv`,
  // eslint-disable-next-line @typescript-eslint/require-await -- tables are read from streams.
  content: (async function* () {
    yield readFileSync(new URL(`../../data/measured/${name}.csv`, import.meta.url));
  })(),
});
const tables = () => ({runs: table("runs"), pairs: table("pairs"), serving: table("serving")});

describe("a witness of a validation", () => {
  it("is told of each row that is scored, and changes nothing", async () => {
    const told = {values: 0, pairs: 0, serving: 0};
    const witnessed = await validate(tables(), "calibrated", {
      value: () => (told.values += 1),
      speedup: (kind) => (told[kind === "pairs" ? "pairs" : "serving"] += 1),
    });
    expect(told).toEqual({
      values: witnessed.runs!.count + witnessed.serving!.count,
      pairs: witnessed.pairs!.count,
      serving: witnessed.serving!.speedups.count,
    });
    expect(await validate(tables(), "calibrated")).toEqual(witnessed);
  });
});
