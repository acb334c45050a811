import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {UserError} from "../../lib/engine/userError.js";
import {readRows} from "../../lib/validate/readRows.js";
import {lines, table} from "./tables.js";

async function read(text: string | Uint8Array, columns = ["a", "b"], size = 1 << 16): Promise<string[][]> {
  const rows: string[][] = [];
  for await (const row of readRows(table(text, size), columns))
    rows.push([row.place, ...columns.map((column) => row.text(column))]);
  return rows;
}

describe("readRows", () => {
  it("names each row by the line that it begins at, whatever ends the lines and wherever the pieces are cut", async () => {
    const text = '\ufeffa,b,c\r\n1,"x, ""y""",0\r\n\r\n2,"two\r\nlines, and\nthree",0\n3,z,0\r4,é,0';
    for (const size of [1, 2, 3, 7, 1000]) {
      expect(await read(text, ["a", "b"], size)).toEqual([
        ["t.csv:2", "1", 'x, "y"'],
        ["t.csv:4", "2", "two\r\nlines, and\nthree"],
        ["t.csv:7", "3", "z"],
        ["t.csv:8", "4", "é"],
      ]);
    }
  });

  it("passes unknown columns over, and trims names and cells", async () => {
    expect(await read(lines("x, b ,a", "9,  2 , 1"))).toEqual([["t.csv:2", "1", "2"]]);
  });

  it("reads numbers as tables write them, and null where there is none", async () => {
    const cells = ["1", "-2.5", "1e3", ".5", "0x10", "Infinity", "1e999", "", "1,000", "one"];
    const source = table(lines("a,b", ...cells.map((cell) => `"${cell}",0`)));
    const numbers: (number | null)[] = [];
    for await (const row of readRows(source, ["a"])) numbers.push(row.number("a"));
    expect(numbers).toEqual([1, -2.5, 1000, 0.5, null, null, null, null, null, null]);
  });

  it("has neither text nor number in a column that the table lacks", async () => {
    for await (const row of readRows(table(lines("a", "1")), ["a"]))
      expect([row.text("z"), row.number("z"), row.text("__proto__")]).toEqual(["", null, ""]);
  });

  it.each<[string, string | Uint8Array, string]>([
    ["an empty file", "", "t.csv: is empty, expected a header row and rows below it"],
    ["blank lines", "\n\r\n\n", "t.csv: is empty, expected a header row and rows below it"],
    ["a header alone", "a,b\n", "t.csv: holds no rows below its header"],
    ["a missing column", lines("a,c", "1,2"), "t.csv:1: missing column b"],
    ["missing columns", lines("x,y,z", "1,2,3"), "t.csv:1: missing column a, b"],
    ["a column twice", lines("a,b,a", "1,2,3"), "t.csv:1: column a is there twice, expected once"],
    ["a wrong header before other faults", lines("a,c", "1,2", "3", '"'), "t.csv:1: missing column b"],
    ["a row too short", lines("a,b", "1,2", "3"), "t.csv:3: holds 1 cell, expected as many as the header"],
    ["a row too long", lines("a,b", "1,2,3"), "t.csv:2: holds 3 cells, expected as many as the header"],
    [
      "a row too long after a cell of two lines",
      lines("a,b", '1,"x\r\ny"', "1,2,3"),
      "t.csv:4: holds 3 cells, expected as many as the header",
    ],
    [
      "a quote that is not closed",
      lines("a,b", "1,2", '3,"4', "5,6"),
      "t.csv:3: a quote in the row that begins here is not closed",
    ],
    ["a stray quote", lines("a,b", '1,x"y'), "t.csv:2: a quote stands inside a cell that does not begin with one"],
    ["a quote not doubled", lines("a,b", '1,"x"y"'), "t.csv:2: a quote inside a quoted cell is not doubled"],
    [
      "a row without end",
      lines("a,b", "1,2", `3,"${"x\n".repeat(60_000)}"`),
      "t.csv:3: a row of more than 100000 characters begins here; is a quote not closed?",
    ],
    ["a line without end", `a,b\n${",".repeat(1_100_000)}`, "t.csv: has a line of more than 1 MB, which no table has"],
    ["other bytes", new Uint8Array([97, 44, 98, 10, 255, 254]), "t.csv: is not text in UTF-8"],
    ["half a character", new Uint8Array([97, 44, 98, 10, 49, 44, 195]), "t.csv: is not text in UTF-8"],
    ["a null character", "a,b\n1,\0\n", "t.csv: is not text in UTF-8"],
  ])("rejects %s, saying where", async (_, text, message) => {
    const error: unknown = await read(text).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).message).toBe(message);
  });

  it("asks whether a misspelt column was meant", async () => {
    await expect(read(lines("hardware,k", "1,2"), ["hardware_id", "k"])).rejects.toThrow(
      't.csv:1: missing column hardware_id; is "hardware" the column "hardware_id"?',
    );
  });

  it("passes on what the file system says", async () => {
    const failing = {
      file: "t.csv",
      content: (async function* (): AsyncGenerator<Uint8Array> {
        throw await Promise.resolve(new RangeError("disk on fire"));
      })(),
    };
    await expect(readRows(failing, ["a"]).next()).rejects.toThrow("disk on fire");
  });

  it("stops reading where its reader stops", async () => {
    let ended = false;
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        yield new TextEncoder().encode("a\n");
        for (;;) yield await Promise.resolve(new TextEncoder().encode("1\n".repeat(1000)));
      } finally {
        ended = true;
      }
    }
    for await (const _ of readRows({file: "t.csv", content: endless()}, ["a"])) break;
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(ended).toBe(true);
  });

  it("gives back any cells that were written by the rules", async () => {
    const cell = fc.string({unit: "grapheme", maxLength: 8}).map((text) => text.replaceAll("\0", "").trim());
    const rows = fc.array(fc.tuple(cell, cell), {minLength: 1, maxLength: 5});
    await fc.assert(
      fc.asyncProperty(rows, fc.integer({min: 1, max: 9}), async (written, size) => {
        const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
        const text = lines("a,b", ...written.map((cells) => cells.map(quoted).join(",")));
        const found = await read(text, ["a", "b"], size);
        expect(found.map(([, ...cells]) => cells)).toEqual(written);
      }),
    );
  });
});
