import {describe, expect, it} from "vitest";
import {readCatalog} from "../../data/readCatalog.js";
import {findHardware} from "../../lib/catalog/lookup.js";
import type {Figure, HardwareEntry} from "../../lib/catalog/types.js";
import {homeQuery} from "../../lib/explore/homeQuery.js";
import {hardwareFigures, modelFigures, valueText} from "../../lib/explore/itemFigures.js";
import {modelFacts} from "../../lib/explore/modelFacts.js";
import {neighboursOf} from "../../lib/explore/neighbours.js";
import {provenanceCounts, provenanceSentence} from "../../lib/explore/provenanceCounts.js";

const {hardware, models} = readCatalog();
const machine = (id: string) => hardware.find((entry) => entry.hardware.id === id)!;
const model = (id: string) => models.find((entry) => entry.model.id === id)!;
const ids = (entries: readonly HardwareEntry[]) => entries.map((entry) => entry.hardware.id);

describe("itemFigures", () => {
  it("has every figure of every item once, under a name", () => {
    for (const entry of [...hardware, ...models]) {
      const groups = "hardware" in entry ? hardwareFigures(entry) : modelFigures(entry);
      const shown = groups.flatMap(({figures}) => figures.flatMap(({figure}) => figure ?? []));
      expect(shown.map(({path}) => path).sort()).toEqual(entry.figures.map(({path}) => path).sort());
      expect(groups.map(({title}) => title)).not.toContain("Other");
    }
  });

  it("says what is not published, in one line for each group", () => {
    const [peaks] = hardwareFigures(machine("h100-sxm"));
    expect(peaks!.figures.at(-1)).toEqual({
      label: "fp4, int4",
      value: "not published",
      written: null,
      figure: null,
      count: 2,
    });
    expect(modelFigures(model("llama-3.1-8b")).flatMap(({figures}) => figures.map(({value}) => value))).not.toContain(
      "not published",
    );
  });

  it("keeps a figure that it has no name for", () => {
    const entry = machine("h100-sxm");
    const strange: Figure = {...entry.figures[0]!, path: "memory.colour"};
    const groups = hardwareFigures({...entry, figures: [...entry.figures, strange]});
    expect(groups.at(-1)).toMatchObject({title: "Other", figures: [{label: "memory.colour"}]});
  });

  it("writes values with their unit, and as written where that is another one", () => {
    expect(valueText({value: 989e12, unit: "FLOP/s", text: ""})).toBe("989 TFLOP/s");
    expect(valueText({value: 1.6384e12, unit: "B/s", text: ""})).toBe("1.6384 TB/s");
    expect(valueText({value: 5120, unit: "bit", text: ""})).toBe("5,120 bit");
    expect(valueText({value: true, unit: null, text: "true"})).toBe("yes");
    expect(valueText({value: null, unit: null, text: "null"})).toBe("none");
    expect(valueText({value: null, unit: null, text: "mxfp4"})).toBe("mxfp4");
    expect(valueText({value: 8030261248, unit: null, text: ""})).toBe("8,030,261,248");
    const memory = hardwareFigures(machine("h100-sxm")).find(({title}) => title === "Memory")!;
    expect(memory.figures.find(({label}) => label.startsWith("addressable"))!.written).toBe("81,559 MiB");
  });
});

describe("provenanceCounts", () => {
  it("counts every figure in one kind, and what is missing one by one", () => {
    for (const entry of hardware) {
      const counts = provenanceCounts(hardwareFigures(entry));
      expect(counts.figures).toBe(entry.figures.length);
      expect(counts.kinds.reduce((sum, {count}) => sum + count, 0)).toBe(counts.figures);
      expect(counts.derived).toBeLessThanOrEqual(counts.figures);
    }
    const bare = {...machine("h100-sxm"), figures: []};
    expect(provenanceCounts(hardwareFigures(bare))).toEqual({
      figures: 0,
      kinds: [],
      derived: 0,
      disputed: 0,
      missing: 16,
    });
  });

  it("tells them in a sentence", () => {
    const none = {derived: 0, disputed: 0, missing: 0};
    expect(provenanceSentence({figures: 1, kinds: [{kind: "paper", count: 1}], ...none})).toBe(
      "1 figure: 1 from papers.",
    );
    const kinds = [
      {kind: "vendor-datasheet", count: 7},
      {kind: "derived", count: 1},
    ] as const;
    expect(provenanceSentence({figures: 8, kinds, derived: 1, disputed: 2, missing: 1})).toBe(
      "8 figures: 7 from data sheets of the vendor and 1 counted or derived. Of these, 1 follows from what the source prints and of 2 another source says something else. 1 more is not published.",
    );
    expect(provenanceSentence({figures: 8, kinds, derived: 0, disputed: 0, missing: 3})).toMatch(
      / 3 more are not published\.$/,
    );
  });
});

describe("neighboursOf", () => {
  const make = (id: string, architecture: string | null, year: number | null, more: Partial<HardwareEntry> = {}) => {
    const {hardware: base, ...rest} = machine("h100-sxm");
    return {...rest, hardware: {...base, id, name: id, releaseYear: year}, architecture, ...more};
  };
  const old = make("old", "A", 2018);
  const olderCard = make("card", "A", 2019, {formFactor: "PCIe"});
  const between = make("between", "B", 2020, {formFactor: "PCIe"});
  const own = make("own", "C", 2022);
  const sibling = make("sibling", "C", 2023, {formFactor: "PCIe"});
  const after = make("after", "D", 2024);
  const unnamed = make("unnamed", null, 2021);
  const catalog = [old, olderCard, between, own, sibling, after, unnamed];

  it("finds the same architecture in every form, and the generations before and after in the same one", () => {
    const {siblings, previous, next} = neighboursOf(own, catalog);
    expect([siblings, previous, next].map(ids)).toEqual([["sibling"], ["old"], ["after"]]);
    expect(ids(neighboursOf(sibling, catalog).previous)).toEqual(["between"]);
  });

  it("takes any form where the vendor made none of the same, and nothing of an unknown architecture", () => {
    const module = {...own, formFactor: "OAM"} as HardwareEntry;
    expect(ids(neighboursOf(module, [...catalog, module]).previous)).toEqual(["between"]);
    expect(neighboursOf(unnamed, catalog)).toEqual({siblings: [], previous: [], next: []});
  });

  it("stays with the vendor, and never names the item itself", () => {
    for (const entry of hardware) {
      const {siblings, previous, next} = neighboursOf(entry, hardware);
      for (const other of [...siblings, ...previous, ...next]) {
        expect(other.hardware.vendor).toBe(entry.hardware.vendor);
        expect(other).not.toBe(entry);
      }
    }
  });
});

describe("homeQuery", () => {
  it("chooses a side, and lets the other give way where it would be the same", () => {
    expect(homeQuery({proposal: "b200"})).toBe("?proposal=b200");
    expect(homeQuery({baseline: "b200"})).toBe("?baseline=b200");
    expect(homeQuery({proposal: "a100-sxm-80"})).toBe("?baseline=h100-sxm&proposal=a100-sxm-80");
    expect(homeQuery({baseline: "h100-sxm"})).toBe("?baseline=h100-sxm&proposal=a100-sxm-80");
    expect(homeQuery({baseline: "t4", proposal: "l4"})).toBe("?baseline=t4&proposal=l4");
    expect(homeQuery({model: "qwen3-8b"})).toBe("?model=qwen3-8b");
  });
});

describe("modelFacts", () => {
  const facts = (id: string) =>
    new Map(modelFacts(model(id), findHardware("h100-sxm")).map(({label, value, note}) => [label, {value, note}]));

  it("puts the count from the shape beside the published one", () => {
    expect(facts("llama-3.1-8b").get("parameters, from the shape")).toEqual({
      value: "8,030,261,248",
      note: "equal to the published count",
    });
    for (const entry of models) {
      const note = modelFacts(entry, findHardware("h100-sxm"))[1]!.note;
      expect(note, entry.model.id).toMatch(/^(?:equal to|the published count|\d.* % (?:more|fewer) than published)/);
    }
  });

  it("counts the KV cache of a token: 131 kB of Llama-3.1-8B in 16 bits, half of it in 8", () => {
    // 32 layers of 8 heads of 128, keys and values, of two bytes.
    expect(32 * 8 * 128 * 2 * 2).toBe(131_072);
    expect(facts("llama-3.1-8b").get("KV cache of a token in bf16")!.value).toBe("131 kB");
    expect(facts("llama-3.1-8b").get("KV cache of a token in fp8")!.value).toBe("65.5 kB");
  });

  it("has what each architecture has: active parameters of experts, a state, or no cache at all", () => {
    expect(facts("deepseek-v3").get("parameters that a token uses")!.note).toMatch(/^\d+ % of all$/);
    expect(facts("mamba-2.8b").get("state of a sequence in bf16")!.value).toMatch(/MB$/);
    expect([...facts("resnet-50").keys()].some((label) => label.startsWith("KV"))).toBe(false);
  });
});
