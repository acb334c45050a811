import {fromArrow} from "arquero";
import {describe, expect, it} from "vitest";
import {readCatalog, readSources} from "../../data/readCatalog.js";
import type {TableRow} from "../../lib/catalog/decodeTables.js";
import {arrowBytes} from "../../lib/catalog/tables/arrowBytes.js";
import {catalogTable} from "../../lib/catalog/tables/catalogTable.js";
import {compareItems} from "../../lib/explore/compareItems.js";
import {hardwareSheet} from "../../lib/explore/hardwareSheet.js";

const sources = readSources();
const rows = (name: "hardware" | "figures"): TableRow[] =>
  fromArrow(arrowBytes(catalogTable(name, sources))).objects() as TableRow[];
const sheet = hardwareSheet(rows("hardware"), rows("figures"));
const index = (key: string) => sheet.columns.findIndex((column) => column.key === key);
const cell = (id: string, key: string) => sheet.items.find((each) => each.id === id)!.cells[index(key)]!;

describe("hardwareSheet", () => {
  it("has a row for every accelerator", () => {
    expect(sheet.items.map(({id}) => id)).toEqual(readCatalog().hardware.map(({hardware}) => hardware.id));
  });

  it("shows a microcontroller's figures in the column's unit with all their digits", () => {
    expect([cell("rp2040", "memory"), cell("nrf52840", "memory")].map(({text}) => text)).toEqual([
      "0.000264",
      "0.000256",
    ]);
    const {rows: compared} = compareItems(sheet, ["rp2040", "nrf52840"]);
    expect(compared.find(({column}) => column.key === "memory")!.cells[1]).toMatchObject({
      text: "0.000256",
      ratioText: "0.970×",
    });
  });

  it("shows no figure of any size further off than four significant digits round it", () => {
    const scales: Readonly<Record<string, number>> = {
      GB: 1e9,
      "TB/s": 1e12,
      "TFLOP/s": 1e12,
      "TOP/s": 1e12,
      "GB/s": 1e9,
      "Gbit/s": 1e9,
    };
    let shown = 0;
    for (const [at, {key, unit, hasRatio}] of sheet.columns.entries())
      for (const {id, cells} of sheet.items) {
        const {value, text} = cells[at]!;
        if (!hasRatio || typeof value !== "number") continue;
        const read = Number(text.replaceAll(",", "")) * (scales[unit ?? ""] ?? 1);
        expect(Math.abs(read / value - 1), `${id} ${key}: ${text}`).toBeLessThanOrEqual(5e-4);
        shown++;
      }
    expect(shown).toBeGreaterThan(800);
  });
});
