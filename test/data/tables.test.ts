import {execFileSync} from "node:child_process";
import {fileURLToPath} from "node:url";
import {tableFromIPC} from "apache-arrow";
import {fromArrow} from "arquero";
import {describe, expect, it} from "vitest";
import {tableBytes} from "../../data/arrowTable.js";
import {figuresTable, hardwareTable, modelsTable} from "../../data/catalogTables.js";
import {hashSources, readCatalog, readFolder} from "../../data/readCatalog.js";
import {decodeHardware, decodeModel, type TableRow} from "../../lib/catalog/decodeTables.js";
import {listHardware, listModels} from "../../lib/catalog/lookup.js";

const catalog = readCatalog();
const figures = [...catalog.hardware, ...catalog.models, ...catalog.calibrations].flatMap((entry) => entry.figures);
const build = {
  hardware: () => tableBytes(hardwareTable(catalog.hardware, hashSources(readFolder("hardware")))),
  models: () => tableBytes(modelsTable(catalog.models, hashSources(readFolder("models")))),
  figures: () => tableBytes(figuresTable(figures, "0".repeat(64))),
};
const names = ["hardware", "models", "figures"] as const;

/** Rows as a page gets them. */
const throughArquero = (bytes: Uint8Array): TableRow[] => fromArrow(bytes).objects() as TableRow[];
/** Rows as the library that wrote them reads them. */
const throughArrow = (bytes: Uint8Array): TableRow[] =>
  tableFromIPC(bytes)
    .toArray()
    .map((row: {toJSON: () => TableRow}) => ({...row.toJSON()}));

describe("the compiled tables", () => {
  it.each(names)("%s: are read identically by apache-arrow and arquero", (name) => {
    const bytes = build[name]();
    expect(throughArquero(bytes)).toEqual(throughArrow(bytes));
  });

  it.each(names)("%s: are the same bytes for the same sources, however often they are built", (name) => {
    expect(Buffer.from(build[name]()).equals(Buffer.from(build[name]()))).toBe(true);
  });

  it("carry units in the field metadata", () => {
    const {fields} = tableFromIPC(build.hardware()).schema;
    const units = Object.fromEntries(fields.map(({name, metadata}) => [name, metadata.get("unit") ?? null]));
    expect(units).toMatchObject({
      id: null,
      releaseYear: null,
      peakBf16FlopPerSecond: "FLOP/s",
      peakInt8FlopPerSecond: "OP/s",
      memoryCapacityBytes: "B",
      memoryAddressableBytes: "B",
      memoryBandwidthBytesPerSecond: "B/s",
      linkBandwidthBytesPerSecond: "B/s",
      hostLinkBandwidthBytesPerSecond: "B/s",
      powerWatts: "W",
    });
  });

  it("carry a format version and the hash of their sources in the schema metadata", () => {
    const {metadata} = tableFromIPC(build.models()).schema;
    expect(Object.fromEntries(metadata)).toEqual({
      table: "models",
      format_version: "1",
      sources_sha256: hashSources(readFolder("models")),
    });
  });

  it("have typed columns: dictionary strings, whole numbers, numbers and flags", () => {
    const types = (name: "hardware" | "models"): Record<string, string> =>
      Object.fromEntries(tableFromIPC(build[name]()).schema.fields.map((field) => [field.name, String(field.type)]));
    expect(types("hardware")).toMatchObject({
      vendor: "Dictionary<Int32, Utf8>",
      releaseYear: "Int32",
      powerWatts: "Float64",
    });
    expect(types("models")).toMatchObject({
      layers: "Int32",
      gatedFeedForward: "Bool",
      expertCount: "Int32",
      expertFormat: "Dictionary<Int32, Utf8>",
      parameters: "Float64",
      embeddingParameters: "Float64",
    });
  });

  it("flatten experts and latent attention into columns, null where an architecture has no such thing", () => {
    const rows = throughArquero(build.models());
    const row = (id: string) => rows.find((each) => each["id"] === id);
    expect(row("gpt-oss-20b")).toMatchObject({expertCount: 32, activeExperts: 4, expertFormat: "mxfp4", kvRank: null});
    expect(row("deepseek-v3")).toMatchObject({sharedFeedForwardSize: 2048, denseLayers: 3, kvRank: 512, ropeSize: 64});
    expect(row("llama-3.1-8b")).toMatchObject({expertCount: null, denseLayers: null, flopPerSample: null});
    expect(row("resnet-50")).toMatchObject({layers: null, gatedFeedForward: null, kernels: 56, flopPerSample: 8.2e9});
  });

  it("give the registry's accelerators and models back, null where nothing is published", () => {
    expect(throughArquero(build.hardware()).map(decodeHardware)).toEqual(listHardware());
    expect(throughArquero(build.models()).map(decodeModel)).toEqual(listModels());
    const t4 = throughArquero(build.hardware()).find(({id}) => id === "t4");
    expect(t4?.["peakBf16FlopPerSecond"]).toBeNull();
  });

  it("hold one row per figure, with its source", () => {
    const rows = throughArquero(build.figures());
    expect(rows).toHaveLength(figures.length);
    expect(rows.find(({item, path}) => item === "h100-sxm" && path === "memory.bandwidth")).toMatchObject({
      itemKind: "hardware",
      value: 3.35e12,
      unit: "B/s",
      text: "3.35 TB/s",
      sourceUrl: "https://www.nvidia.com/en-us/data-center/h100/",
      sourceKind: "vendor-datasheet",
      sourceAccessed: null,
    });
  });
});

describe("decoding", () => {
  it("names the column of a table of another version", () => {
    expect(() => decodeHardware({id: "x"})).toThrow('table column "tier": expected text, got undefined');
    const named = {id: "x", name: "x", family: "x"};
    expect(() => decodeModel({...named, architecture: "decoder", layers: "32"})).toThrow('table column "layers"');
    expect(() => decodeModel({...named, architecture: "oracle"})).toThrow('unknown architecture "oracle"');
  });
});

describe("hashSources", () => {
  it("changes with a name, a text, and where one file ends and the next begins", () => {
    const hashes = [
      hashSources([{name: "a", text: "bc"}]),
      hashSources([{name: "ab", text: "c"}]),
      hashSources([
        {name: "a", text: "b"},
        {name: "c", text: ""},
      ]),
      hashSources([{name: "a", text: "bd"}]),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});

describe("the data loaders", () => {
  it.each(names)("%s.arrow.ts writes that table to its standard output", (name) => {
    const loader = fileURLToPath(new URL(`../../data/${name}.arrow.ts`, import.meta.url));
    const bytes = execFileSync(process.execPath, ["--import", "tsx", loader]);
    const {metadata, fields} = tableFromIPC(bytes).schema;
    expect(metadata.get("sources_sha256")).toMatch(/^[0-9a-f]{64}$/);
    expect(fields.map((field) => field.name)).toEqual(
      tableFromIPC(build[name]()).schema.fields.map((field) => field.name),
    );
    if (name !== "figures") expect(bytes.equals(build[name]())).toBe(true);
  });
});
