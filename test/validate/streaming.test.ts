import {setFlagsFromString} from "node:v8";
import {runInNewContext} from "node:vm";
import {describe, expect, it} from "vitest";
import {readRows} from "../../lib/validate/readRows.js";
import {requiredColumns} from "../../lib/validate/tableColumns.js";
import {validate} from "../../lib/validate/validate.js";
import {lines} from "./tables.js";

/** Megabytes of synthetic rows; VALIDATE_MEGABYTES=1000 for the size that the command is made for. */
const megabytes = Number(process.env["VALIDATE_MEGABYTES"] ?? 30);

const header = lines(requiredColumns.kernels.concat("source_url", "note").join(","));

/** Kernels of which no two are alike, in pieces of the size that files are read in; `look` is called at each megabyte. */
async function* kernels(size: number, look: () => void = () => undefined): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(header);
  let [piece, row, sent] = ["", 0, 0];
  while (sent < size) {
    const microseconds = 1500 + (row % 997);
    piece += `h100-sxm,gemm,bfloat16,${8192 + (row % 13)},8192,8192,,,,,${microseconds},https://example.org/${row},"note ${row}, ${"x".repeat(80)}"\n`;
    row += 1;
    if (piece.length < 1 << 16) continue;
    const before = sent;
    sent += piece.length;
    yield await Promise.resolve(encoder.encode(piece));
    piece = "";
    if (Math.floor(sent / 1e6) > Math.floor(before / 1e6)) look();
  }
}

/** What is still held once all rubbish is gone. */
function retainedBytes(): number {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  collect();
  return process.memoryUsage().heapUsed;
}

describe(`a table of ${megabytes} MB`, {timeout: 30_000 + megabytes * 1000}, () => {
  it("is validated in memory that does not grow with it", async () => {
    const held: number[] = [];
    const content = kernels(megabytes * 1e6, () => held.push(retainedBytes()));
    const {kernels: summary} = await validate({kernels: {file: "large.csv", content}}, "ideal");
    expect(summary?.count).toBeGreaterThan(megabytes * 4000);
    // From the fifth megabyte on all histograms are there.
    const growth = Math.max(...held.slice(-4)) - Math.max(...held.slice(4, 8));
    expect(growth).toBeLessThan(3e6);
  });

  it("is read at tens of thousands of rows a second", async () => {
    const begin = performance.now();
    let rows = 0;
    for await (const row of readRows({file: "large.csv", content: kernels(megabytes * 1e6)}, requiredColumns.kernels))
      if (row.number("m") !== null) rows += 1;
    // A tenth of what an idle machine does: other tests run beside this one.
    expect(rows / (performance.now() - begin)).toBeGreaterThan(10);
  });
});
