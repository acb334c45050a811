import {fromArrow} from "arquero";
import {describe, expect, it} from "vitest";
import {readCatalog, readSources} from "../../data/readCatalog.js";
import type {TableRow} from "../../lib/catalog/decodeTables.js";
import {arrowBytes} from "../../lib/catalog/tables/arrowBytes.js";
import {catalogTable} from "../../lib/catalog/tables/catalogTable.js";
import {homeQuery} from "../../lib/explore/homeLink.js";
import {modelSheet} from "../../lib/explore/modelSheet.js";

const {models} = readCatalog();
const sources = readSources();
const rows = (name: "models" | "figures"): TableRow[] =>
  fromArrow(arrowBytes(catalogTable(name, sources))).objects() as TableRow[];
const sheet = modelSheet(rows("models"), rows("figures"));
const item = (id: string) => sheet.items.find((each) => each.id === id)!;
const cell = (id: string, key: string) => item(id).cells[sheet.columns.findIndex((column) => column.key === key)]!;

describe("modelSheet", () => {
  it("has a row for every model, and a dash where a model has no such thing", () => {
    expect(sheet.items.map(({id}) => id)).toEqual(models.map(({model}) => model.id));
    expect(cell("resnet-50", "layers")).toEqual({value: null, text: "–", isMissing: true, figure: null});
    expect(cell("llama-3.1-8b", "experts").text).toBe("–");
    expect(cell("mamba-2.8b", "kv-heads").text).toBe("–");
  });

  it("tells the window that a model does not have from one that its architecture could not", () => {
    expect(cell("llama-3.1-8b", "window").text).toBe("none");
    expect(cell("gemma-2-9b", "window").text).toBe("4,096");
    expect(cell("bert-base", "window").text).toBe("–");
  });

  it("gives experts, latent attention and work a sample with their sources", () => {
    expect([cell("deepseek-v3", "experts").value, cell("deepseek-v3", "active-experts").value]).toEqual([256, 8]);
    expect(cell("deepseek-v3", "kv-rank").figure?.sourceUrl).toMatch(/DeepSeek-V3\/blob\/main\/config\.json$/);
    expect(cell("resnet-50", "flop")).toMatchObject({value: 8.2e9, text: "8.2"});
  });

  it("offers the architectures as a filter, and every model to the home page", () => {
    expect(sheet.filters[0]).toMatchObject({key: "architecture", label: "Architecture"});
    expect(sheet.filters[0]?.choices).toContain("state space");
    for (const each of sheet.items) expect(homeQuery(sheet, each)).toBe(`?model=${each.id}`);
  });
});
