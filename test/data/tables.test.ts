import {execFileSync} from "node:child_process";
import {fileURLToPath} from "node:url";
import {tableFromIPC} from "apache-arrow";
import {fromArrow} from "arquero";
import {parse} from "csv-parse/sync";
import {parquetMetadata, parquetReadObjects} from "hyparquet";
import {describe, expect, it} from "vitest";
import {readCatalog, readFolder, readSources} from "../../data/readCatalog.js";
import {decodeHardware, decodeModel, type TableRow} from "../../lib/catalog/decodeTables.js";
import {catalogTable} from "../../lib/catalog/tables/catalogTable.js";
import {csvText} from "../../lib/catalog/tables/csvText.js";
import {encodeTable, tableFormats, type TableFormat} from "../../lib/catalog/tables/encodeTable.js";
import {figureColumns, statementsOf} from "../../lib/catalog/tables/figureColumns.js";
import {hashSources} from "../../lib/catalog/tables/hashSources.js";
import type {TableDocument} from "../../lib/catalog/tables/jsonText.js";
import {sourceFiles} from "../../lib/catalog/tables/sourceFiles.js";
import {columnsOf, tableNames, type CatalogTable, type Cell, type Column} from "../../lib/catalog/tables/table.js";
import {tableFormatVersion} from "../../lib/catalog/tableColumns.js";
import type {Figure, Source} from "../../lib/catalog/types.js";
import {capture} from "../cli/capture.js";

const sources = readSources();
const catalog = readCatalog();
const figures = [...catalog.hardware, ...catalog.models, ...catalog.calibrations].flatMap((entry) => entry.figures);
const tables = Object.fromEntries(tableNames.map((name) => [name, catalogTable(name, sources)])) as Record<
  (typeof tableNames)[number],
  CatalogTable
>;
const formats = Object.keys(tableFormats) as TableFormat[];
const combinations = tableNames.flatMap((name) => formats.map((format) => [name, format] as const));

const bytesOf = async (table: CatalogTable, format: TableFormat): Promise<Uint8Array> =>
  Buffer.from(await encodeTable(table, format));
/** The cells as the table holds them, by row. */
const cellsOf = ({columns}: CatalogTable): TableRow[] =>
  columns[0]!.values.map((_, row) => Object.fromEntries(columns.map(({name, values}) => [name, values[row]])));

/** What readers that others wrote make of each format. */
const readers: Record<string, (table: CatalogTable) => Promise<TableRow[]>> = {
  "Arrow, by apache-arrow": async (table) =>
    tableFromIPC(await bytesOf(table, "arrow"))
      .toArray()
      .map((row: {toJSON: () => TableRow}) => ({...row.toJSON()})),
  "Arrow, by arquero": async (table) => fromArrow(await bytesOf(table, "arrow")).objects() as TableRow[],
  "Parquet, by hyparquet": async (table) => {
    const {buffer, byteOffset, byteLength} = await bytesOf(table, "parquet");
    return parquetReadObjects({file: buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer});
  },
  "CSV, by csv-parse": async (table) => {
    const rows = parse(Buffer.from(await bytesOf(table, "csv")), {
      columns: true,
      record_delimiter: "\r\n",
      cast: (text, {header, quoting, column}) => {
        if (header) return text;
        const type = table.columns.find(({name}) => name === column)!.type;
        if (text === "" && !quoting) return null;
        return type === "text" ? text : type === "bool" ? text === "true" : Number(text);
      },
    });
    return rows as unknown as TableRow[];
  },
  "JSON, by JSON.parse": async (table) =>
    (JSON.parse((await bytesOf(table, "json")).toString()) as TableDocument).rows as TableRow[],
};

const source = (title: string): Source => ({title, url: null, accessed: null, kind: "third-party"});
const disputed: Figure = {
  item: "x",
  itemKind: "hardware",
  path: "memory.bandwidth",
  value: 3e12,
  unit: "B/s",
  text: "3 TB/s",
  source: source("One"),
  at: "p. 2",
  line: 3,
  derivation: "sum",
  note: "a note",
  others: [{value: 2.9e12, text: "2.9 TB/s", source: source("Two"), at: null, reason: "an earlier revision"}],
};

/** Cells that are hard to write: quotes, line ends, separators, other scripts, nothing at all. */
const awkward: CatalogTable = {
  name: "figures",
  formatVersion: "0",
  sourcesSha256: "0",
  columns: [
    {name: "text", values: ['say "x"', "a,b", "one\r\ntwo", "", " padded ", "η·π → 日本 🚀"]},
    {name: "absent", values: [null, null, null, null, null, null], optional: true},
    {name: "word", values: [null, "", "x", null, "x", "null"], optional: true},
    {name: "number", type: "float64", values: [0, -1.5, 3.35e12, 1e21, 5e-324, 0.1]},
    {name: "unknown", type: "float64", values: [null, 1, null, 2 ** 53, null, null], optional: true, unit: "B"},
    {name: "count", type: "int32", values: [1, null, 2 ** 31 - 1, -1, 0, null], optional: true},
    {name: "flag", type: "bool", values: [true, null, false, true, null, null], optional: true},
  ].map((column) => ({type: "text", unit: null, optional: false, ...column}) as Column),
};

describe.each(Object.entries(readers))("%s", (_, read) => {
  it.each(tableNames)("gives every cell of %s back", async (name) => {
    expect(await read(tables[name])).toEqual(cellsOf(tables[name]));
  });

  it("gives awkward cells back", async () => {
    expect(await read(awkward)).toEqual(cellsOf(awkward));
  });
});

describe("the compiled tables", () => {
  it("carry units in Arrow's field metadata", async () => {
    const {fields} = tableFromIPC(await bytesOf(tables.hardware, "arrow")).schema;
    const units = Object.fromEntries(fields.map(({name, metadata}) => [name, metadata.get("unit") ?? null]));
    expect(units).toEqual(Object.fromEntries(tables.hardware.columns.map(({name, unit}) => [name, unit])));
    expect(units).toMatchObject({
      id: null,
      releaseYear: "year",
      peakBf16FlopPerSecond: "FLOP/s",
      peakInt8FlopPerSecond: "OP/s",
      memoryCapacityBytes: "B",
      memoryAddressableBytes: "B",
      memoryBandwidthBytesPerSecond: "B/s",
      memoryBusBits: "bit",
      memoryPinBitsPerSecond: "bit/s",
      linkBandwidthBytesPerSecond: "B/s",
      hostLinkBandwidthBytesPerSecond: "B/s",
      powerWatts: "W",
    });
  });

  it("carry a unit with every number that has one, and plain counts are those listed here", async () => {
    const numeric = (name: "hardware" | "models") =>
      tables[name].columns.filter(({type}) => type === "int32" || type === "float64");
    const units = Object.fromEntries(numeric("models").map(({name, unit}) => [name, unit]));
    const stated = Object.entries(units).filter(([, unit]) => unit !== null);
    expect(Object.fromEntries(stated)).toEqual({
      maxContext: "token",
      slidingWindow: "token",
      learnedPositions: "token",
      tokensPerSample: "token",
      framesPerSample: "frame",
      flopPerSample: "FLOP",
    });
    const {fields} = tableFromIPC(await bytesOf(tables.models, "arrow")).schema;
    for (const {name, metadata} of fields) expect(metadata.get("unit") ?? null, name).toBe(units[name] ?? null);
    // Parameters, layers, heads, experts, widths of vectors and kernels are numbers of things that their names say.
    const plain = Object.keys(units).filter((name) => units[name] === null);
    for (const name of plain)
      expect(name).toMatch(
        /parameters$|layers$|heads$|size$|rank$|expert|kernels|melBins|(activations|lookups)PerSample/i,
      );
    expect(numeric("hardware").filter(({unit}) => unit === null)).toEqual([]);
  });

  it.each(tableNames)("%s: say in each format what they are, and of which sources", async (name) => {
    const {formatVersion, sourcesSha256} = tables[name];
    expect(formatVersion).toBe(tableFormatVersion);
    expect(sourcesSha256).toMatch(/^[0-9a-f]{64}$/);
    const stated = {table: name, format_version: formatVersion, sources_sha256: sourcesSha256};
    const {metadata} = tableFromIPC(await bytesOf(tables[name], "arrow")).schema;
    expect(Object.fromEntries(metadata)).toEqual(stated);

    const parquet = new Uint8Array(await bytesOf(tables[name], "parquet")).buffer;
    const {key_value_metadata: pairs, row_groups: groups} = parquetMetadata(parquet);
    const units = tables[name].columns.flatMap((column) => (column.unit === null ? [] : [[column.name, column.unit]]));
    expect(Object.fromEntries(pairs!.map(({key, value}) => [key, value]))).toMatchObject({
      ...stated,
      units: JSON.stringify(Object.fromEntries(units)),
    });
    expect(groups.length).toBeGreaterThan(0);

    const json = JSON.parse((await bytesOf(tables[name], "json")).toString()) as TableDocument;
    expect(json).toMatchObject({schemaVersion: 1, kind: name, formatVersion, sourcesSha256});
    expect(json.columns).toEqual(
      tables[name].columns.map(({name: column, type, unit}) => ({name: column, type, unit})),
    );
  });

  it("have typed columns: dictionary strings, whole numbers, numbers and flags", async () => {
    const types = async (name: "hardware" | "models"): Promise<Record<string, string>> => {
      const {schema} = tableFromIPC(await bytesOf(tables[name], "arrow"));
      return Object.fromEntries(schema.fields.map((field) => [field.name, String(field.type)]));
    };
    expect(await types("hardware")).toMatchObject({
      vendor: "Dictionary<Int32, Utf8>",
      releaseYear: "Int32",
      powerWatts: "Float64",
    });
    expect(await types("models")).toMatchObject({
      layers: "Int32",
      gatedFeedForward: "Bool",
      expertCount: "Int32",
      expertFormat: "Dictionary<Int32, Utf8>",
      parameters: "Float64",
      embeddingParameters: "Float64",
    });
  });

  it("flatten experts and latent attention into columns, null where an architecture has no such thing", () => {
    const rows = cellsOf(tables.models);
    const row = (id: string) => rows.find((each) => each["id"] === id);
    expect(row("gpt-oss-20b")).toMatchObject({expertCount: 32, activeExperts: 4, expertFormat: "mxfp4", kvRank: null});
    expect(row("deepseek-v3")).toMatchObject({sharedFeedForwardSize: 2048, denseLayers: 3, kvRank: 512, ropeSize: 64});
    expect(row("llama-3.1-8b")).toMatchObject({expertCount: null, denseLayers: null, flopPerSample: null});
    expect(row("resnet-50")).toMatchObject({layers: null, gatedFeedForward: null, kernels: 56, flopPerSample: 8.2e9});
  });

  it("give the catalog's accelerators and models back, null where nothing is published", async () => {
    const read = readers["Arrow, by arquero"]!;
    expect((await read(tables.hardware)).map(decodeHardware)).toEqual(catalog.hardware.map(({hardware}) => hardware));
    expect((await read(tables.models)).map(decodeModel)).toEqual(catalog.models.map(({model}) => model));
    const t4 = cellsOf(tables.hardware).find(({id}) => id === "t4");
    expect(t4?.["peakBf16FlopPerSecond"]).toBeNull();
  });

  it("hold one row per figure and source, the value that is used first, the others with why they are not", () => {
    const stated = figures.reduce((sum, {others}) => sum + 1 + others.length, 0);
    expect(tables.figures.columns[0]!.values).toHaveLength(stated);
    const row = (item: string, path: string) =>
      cellsOf(tables.figures).find((each) => each["item"] === item && each["path"] === path);
    expect(row("h100-sxm", "memory.bandwidth")).toMatchObject({
      itemKind: "hardware",
      value: 3.35e12,
      unit: "B/s",
      text: "3.35 TB/s",
      sourceUrl: expect.stringMatching(/^https:/) as unknown,
      sourceKind: expect.stringMatching(/^vendor-/) as unknown,
      unusedBecause: null,
    });
    const columns = columnsOf(statementsOf(disputed), figureColumns);
    const values = (name: string) => columns.find((column) => column.name === name)!.values;
    expect(values("value")).toEqual([3e12, 2.9e12]);
    expect(values("sourceTitle")).toEqual(["One, p. 2", "Two"]);
    expect([values("note"), values("derivation")]).toEqual([
      ["a note", null],
      ["sum", null],
    ]);
    expect(values("unusedBecause")).toEqual([null, "an earlier revision"]);
  });

  it("name the column and the row that lacks a value it must have", () => {
    expect(() => columnsOf([1, 2], [{name: "n", type: "int32", of: (n) => (n === 2 ? null : n)}])).toThrow(
      'column "n" has no value in row 1',
    );
  });
});

describe("csvText", () => {
  const one = (value: Cell): CatalogTable => ({
    ...awkward,
    columns: [{name: "text", type: "text", unit: null, optional: true, values: [value]}],
  });

  it("writes RFC 4180: CRLF line ends, quotes where they are needed, nothing for null and quotes for an empty text", () => {
    expect(csvText(one('a "b"'))).toBe('text\r\n"a ""b"""\r\n');
    expect(csvText(one(null))).toBe("text\r\n\r\n");
    expect(csvText(one(""))).toBe('text\r\n""\r\n');
  });

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])("refuses %j, which a spreadsheet would run", (text) => {
    expect(() => csvText(one(text))).toThrow(/^figures, row 1, column "text": .* begins as a formula/);
  });

  it("lets numbers be negative", () => {
    expect(csvText({...awkward, columns: [{...awkward.columns[3]!, values: [-1.5]}]})).toBe("number\r\n-1.5\r\n");
  });
});

describe("the same sources", () => {
  it.each(combinations)("give the same bytes of %s as %s, however often they are built", async (name, format) => {
    const again = await bytesOf(catalogTable(name, readSources()), format);
    expect(Buffer.from(again).equals(await bytesOf(tables[name], format))).toBe(true);
  });

  it("do so in another time zone and another language, through loader and command line alike", async () => {
    const env = {...process.env, TZ: "Pacific/Kiritimati", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8"};
    await Promise.all(
      combinations.map(async ([name, format]) => {
        const loader = fileURLToPath(new URL(`../../data/${name}.${format}.ts`, import.meta.url));
        const bytes = execFileSync(process.execPath, ["--import", "tsx", loader], {env, maxBuffer: 2 ** 24});
        expect(bytes.equals(await bytesOf(tables[name], format)), loader).toBe(true);
        const {code, stdout, stderr, bytes: binary} = await capture(["catalog", name, "--format", format]);
        expect({code, stderr}).toEqual({code: 0, stderr: ""});
        expect(Buffer.from(binary ?? stdout).equals(bytes), `catalog ${name} --format ${format}`).toBe(true);
        expect(binary !== undefined).toBe(tableFormats[format]);
      }),
    );
  }, 120_000);

  it("are the same whatever their line ends and the order in which a folder lists them", () => {
    const files = [
      {name: "b-c.yaml", text: "x\r\ny\r\n"},
      {name: "README.md", text: ""},
      {name: "b.yaml", text: "x\n"},
    ];
    expect(sourceFiles("hardware", files)).toEqual([
      {name: "data/hardware/b.yaml", text: "x\n"},
      {name: "data/hardware/b-c.yaml", text: "x\ny\n"},
    ]);
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

  it("is that of the folders that a table is made from", () => {
    expect(tables.models.sourcesSha256).toBe(hashSources(readFolder("models")));
    const all = [...readFolder("hardware"), ...readFolder("models"), ...readFolder("calibration")];
    expect(tables.figures.sourcesSha256).toBe(hashSources(all));
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
