import {existsSync, readdirSync, readFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {format, resolveConfig} from "prettier";
import {describe, expect, it} from "vitest";
import {findHardware, findModel} from "../../lib/catalog/lookup.js";
import {figuresOf, fitOf} from "../../lib/catalog/provenance.js";
import {allReduce} from "../../lib/engine/collectives.js";
import {meanDecodeContext} from "../../lib/engine/context.js";
import {batchCap, kvCacheBytesPerToken, kvCacheFraction, roomyWorkspaceBytes} from "../../lib/engine/footprint.js";
import {scanFlop} from "../../lib/engine/lowerStateSpace.js";
import {distinctExperts} from "../../lib/engine/parameters.js";
import {chunkTokens} from "../../lib/engine/passes.js";
import {bytesPerValue, fallbackOrder, storageFormats, wideFormat} from "../../lib/engine/precision.js";
import {solve} from "../../lib/engine/solve.js";
import {attentionBackward} from "../../lib/engine/trainedOperators.js";
import {activationBytesPerSequence, optimizerBytesPerParameter} from "../../lib/engine/trainingMemory.js";
import {bucketBytes} from "../../lib/engine/trainingTraffic.js";
import type {DecoderModel, FittingProfile} from "../../lib/engine/types.js";
import {formatBytes, formatCount, formatDuration, formatNumber, formatShare} from "../../lib/explainer/format.js";
import type {StoredResults} from "../../lib/explore/accuracyTypes.js";
import {constantRows} from "../../lib/explore/calibrationRows.js";
import {configure} from "../../lib/explore/configure.js";
import type {Options} from "../../lib/explore/options.js";
import {directionIsRight} from "../../lib/validate/direction.js";
import {missReasons} from "../../lib/validate/missReasonWords.js";

const root = new URL("../../", import.meta.url);
const path = fileURLToPath(new URL("docs/engine.md", root));
const text = readFileSync(path, "utf8");
const engineFiles = readdirSync(new URL("lib/engine/", root)).filter((file) => file.endsWith(".ts"));

const llama = findModel("llama-3.1-8b") as DecoderModel;
const h100 = findHardware("h100-sxm");
const configuration = (options: Partial<Options>, model = llama) => configure({model, hardware: h100, options});
const solved = (options: Partial<Options>): FittingProfile => {
  const profile = solve(configuration(options));
  if (!profile.fits) throw new Error("an example of the document does not fit");
  return profile;
};

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function formats(): string {
  const rows = storageFormats.map((name) => {
    const known = Object.hasOwn(wideFormat, name);
    const arithmetic = name as keyof typeof wideFormat;
    const beside = known ? wideFormat[arithmetic] : "weights alone";
    const order = known ? fallbackOrder[arithmetic].slice(1).join(", ") : "";
    return [`\`${name}\``, String(bytesPerValue[name]), beside, order];
  });
  return table(["format", "bytes per value", "all but products in", "computed in, where it is lacking"], rows);
}

function constants(): string {
  const [, ...words] = constantRows("calibrated");
  const figures = figuresOf("calibration", "calibrated").filter(({value}) => typeof value === "number");
  const rows = figures.map(({path: constant, source}, index) => {
    const [meaning = "", value = "", interval = ""] = words[index] ?? [];
    return [`\`${constant}\``, value, interval, meaning, source.kind];
  });
  const sources = new Map(figures.map(({source}) => [source.kind, source]));
  const cited = [...sources.values()].map(
    ({kind, title, url}) => `${kind}: ${url === null ? title : `[${title}](${url})`}`,
  );
  const fitted = fitOf("calibrated")?.fit?.data ?? "";
  const head = ["constant", "value", "90 % interval", "meaning", "rests on"];
  return [table(head, rows), "", ...cited.map((line) => `- ${line}`), `- fitted on: ${fitted}`].join("\n");
}

function engineConstants(): string {
  return table(
    ["constant", "value", "meaning", "source"],
    [
      [
        "`roomyWorkspaceBytes`",
        formatBytes(roomyWorkspaceBytes),
        "workspace of one device",
        "round; engines report 1 to 3 GB",
      ],
      [
        "`kvCacheFraction`",
        String(kvCacheFraction),
        "of what is left, for caches and activations",
        "TensorRT-LLM's default",
      ],
      ["`batchCap`", formatCount(batchCap), "largest batch of a copy for `max`", "TensorRT-LLM `max_batch_size`"],
      ["`chunkTokens`", formatCount(chunkTokens), "tokens of prompts in one pass", "`max_num_tokens`"],
      ["`attentionBackward`", String(attentionBackward), "backward FLOP over forward FLOP", "arXiv 2307.08691"],
      ["`bucketBytes`", formatBytes(bucketBytes), "gradients of one all-reduce, no layers known", "arXiv 2006.15704"],
      ["`scanFlop`", String(scanFlop), "FLOP per token, channel and state value", "github.com/state-spaces/mamba"],
    ],
  );
}

function exampleOperators(): string {
  const rows = [1, 64].flatMap((batch) =>
    solved({batch})
      .operators.filter(({id}) => ["QKV projection", "attention", "gate and up projection"].includes(id))
      .map((operator) => [
        String(batch),
        operator.id,
        formatNumber(operator.flop / 1e9),
        formatNumber((operator.weightBytes + operator.activationBytes + operator.kvCacheBytes) / 1e6),
        formatDuration(operator.computeSeconds),
        formatDuration(operator.memorySeconds),
        formatDuration(operator.overheadSeconds),
        operator.regime,
      ]),
  );
  const head = ["batch", "operator", "GFLOP", "MB", "FLOP/(ηc·peak)", "bytes/(ηm·bandwidth)", "launches·τ", "regime"];
  return `Llama-3.1-8B on H100 SXM, bf16, decode, 1,024 tokens in:\n\n${table(head, rows)}`;
}

function exampleSteps(): string {
  const cases: readonly (readonly [string, Partial<Options>])[] = [
    ["decode, batch 1", {batch: 1}],
    ["decode, batch 64", {batch: 64}],
    ["prefill, batch 8", {phase: "prefill", batch: 8}],
    ["serving, batch 64, 256 tokens out", {phase: "serving", batch: 64, outputLength: 256}],
  ];
  const rows = cases.map(([name, options]) => {
    const {latencySeconds, shares, throughputPerSecond, ttftSeconds, tpotSeconds, mfu, mbu} = solved(options);
    const time = (value: number | null) => (value === null ? "" : formatDuration(value));
    const parts = [shares.compute, shares.memory, shares.overhead].map((share) => formatShare(share));
    const rate = formatNumber(throughputPerSecond);
    return [
      name,
      formatDuration(latencySeconds),
      ...parts,
      rate,
      formatShare(mfu),
      formatShare(mbu),
      time(ttftSeconds),
      time(tpotSeconds),
    ];
  });
  const head = [
    "Llama-3.1-8B, H100 SXM, bf16",
    "T",
    "compute",
    "memory",
    "overhead",
    "tokens/s",
    "MFU",
    "MBU",
    "TTFT",
    "TPOT",
  ];
  return table(head, rows);
}

function exampleCollectives(): string {
  const [ring, one] = [
    {devices: 8, perNode: 8, kind: "ring"} as const,
    {devices: 8, perNode: 8, kind: "switch"} as const,
  ];
  const nodes = allReduce(1, {...ring, devices: 16});
  const distinct = distinctExperts(8, 2, 4);
  const {linkBytes: aroundRing} = allReduce(1, ring);
  const {linkBytes: throughSwitch} = allReduce(1, one);
  return [
    `- Eight devices of one node add up z bytes: each sends ${aroundRing}·z around a ring, ${throughSwitch}·z to a switch that adds.`,
    `- Sixteen devices of two nodes: each sends ${nodes.linkBytes}·z in its node, ${nodes.networkBytes}·z beyond.`,
    `- Four tokens that are sent to 2 of 8 experts each read ${formatNumber(distinct)} of them, in expectation.`,
  ].join("\n");
}

function exampleMemory(): string {
  const rows = (["bf16", "fp8"] as const).map((precision) => {
    const profile = solved({precision, batch: "max", outputLength: 1024, phase: "serving"});
    const {weightsBytes, kvCacheBytes, workspaceBytes, usableBytes} = profile.footprint;
    const perToken = kvCacheBytesPerToken(llama, profile.configuration.scenario);
    const all = [weightsBytes, kvCacheBytes, workspaceBytes, usableBytes].map(formatBytes);
    return [precision, formatCount(perToken), ...all, formatCount(profile.maxBatch)];
  });
  const head = ["weights", "KV bytes of a token", "weights", "KV cache", "workspace", "usable", "largest batch"];
  return `Llama-3.1-8B on H100 SXM in serving, 1,024 tokens in and out:\n\n${table(head, rows)}`;
}

/** A decoder of GPT's shape: as many key/value heads as query heads, no gate, f = 4·h. */
const gpt: DecoderModel = {
  ...llama,
  heads: 32,
  kvHeads: 32,
  headSize: 128,
  hiddenSize: 4096,
  feedForwardSize: 16384,
  gatedFeedForward: false,
};

/** Bytes that one layer keeps of a token, over the hidden size. */
function keptByLayer(tensorParallel: number): number {
  const bytesOf = (layers: number) => {
    const model = {...gpt, layers};
    return activationBytesPerSequence(
      model,
      configuration({phase: "training", inputLength: 1, tensorParallel}, model).scenario,
    );
  };
  return (bytesOf(2) - bytesOf(1)) / gpt.hiddenSize;
}

const exampleTraining = (): string =>
  `A layer of GPT's shape keeps ${keptByLayer(1)}·h bytes of a token, on one of 8 tensor-parallel devices ${keptByLayer(8)}·h.`;

const stored = JSON.parse(readFileSync(new URL("data/measured/results.json", root), "utf8")) as StoredResults;
const error = (value: number | null) => (value === null ? "–" : value.toFixed(2));
const signed = (value: number | null) =>
  value === null ? "–" : `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(2)}`;

function scopes(): string {
  const rows = stored.scopes.map(({table: kind, name, rules: {engine, bandwidth, roofline}}) => [
    name,
    kind,
    formatCount(engine.count),
    error(engine.medianAbsoluteLogError),
    error(engine.p90AbsoluteLogError),
    engine.directionAccuracy === null ? "–" : formatShare(engine.directionAccuracy),
    error(bandwidth.medianAbsoluteLogError),
    error(roofline.medianAbsoluteLogError),
  ]);
  const head = ["speed-ups", "table", "rows", "median", "90th", "direction", "bandwidth ratio", "whole-model roofline"];
  return table(head, rows);
}

function values(): string {
  const rows = stored.values.map((value) => [
    value.name,
    value.table,
    formatCount(value.count),
    error(value.medianAbsoluteLogError),
    error(value.p90AbsoluteLogError),
    signed(value.medianLogError),
  ]);
  return table(["values", "table", "rows", "median", "90th", "bias"], rows);
}

function misses(): string {
  const {of, count, byReason} = stored.misses;
  const rows = byReason.map(({reason, count: each, share, medianAbsoluteLogError}) => [
    reason === null ? "no known reason" : missReasons[reason].name,
    formatCount(each),
    formatShare(share),
    error(medianAbsoluteLogError),
  ]);
  const head = ["reason", "speed-ups", "of those missed", "median error"];
  return `${formatCount(count)} of ${formatCount(of)} speed-ups are off by more.\n\n${table(head, rows)}`;
}

const made: Readonly<Record<string, () => string>> = {
  formats,
  constants,
  "engine-constants": engineConstants,
  "example-operators": exampleOperators,
  "example-steps": exampleSteps,
  "example-collectives": exampleCollectives,
  "example-memory": exampleMemory,
  "example-training": exampleTraining,
  scopes,
  values,
  misses,
};

describe("docs/engine.md", () => {
  it("holds the figures that the code and the data give", async () => {
    let whole = text;
    for (const [name, make] of Object.entries(made)) {
      const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
      const [start, end] = [whole.indexOf(open), whole.indexOf(close)];
      expect(start, open).toBeGreaterThan(-1);
      expect(end, close).toBeGreaterThan(start);
      whole = `${whole.slice(0, start)}${open}\n\n${make()}\n\n${whole.slice(end)}`;
    }
    const pretty = await format(whole, {...(await resolveConfig(path)), parser: "markdown"});
    await expect(pretty).toMatchFileSnapshot(path);
  });

  it.each(engineFiles)("names lib/engine/%s", (file) => {
    expect(text).toContain(`\`lib/engine/${file}\``);
  });

  it("names files of the engine that exist", () => {
    for (const [, file = ""] of text.matchAll(/`(lib\/[\w./]+\.ts)`/g))
      expect(existsSync(new URL(file, root)), file).toBe(true);
  });

  it("links to sections that it has, each once", () => {
    const anchors = [...text.matchAll(/^##+ (.+)$/gm)].map(([, title = ""]) => anchorOf(title));
    expect(new Set(anchors).size).toBe(anchors.length);
    for (const [, anchor = ""] of text.matchAll(/\]\(#([^)]+)\)/g)) expect(anchors).toContain(anchor);
  });

  it("states the bytes of optimizers and the bounds of a direction as the code has them", () => {
    const bytesOf = (optimizer: "adam" | "sgd") =>
      optimizerBytesPerParameter(configuration({phase: "training", optimizer}).scenario);
    expect(text).toContain(`${bytesOf("adam")} for Adam, ${bytesOf("sgd")} for SGD`);
    expect([1.02, 1.03].map((measured) => directionIsRight(0.95, measured))).toEqual([true, false]);
    expect(text).toContain("within 2 % of 1 is right where the predicted one is within 5 %");
  });

  it("states the formulas of the dense decoder as the engine lowers it", () => {
    const [batch, tensorParallel] = [16, 2];
    const {operators} = solved({batch, tensorParallel});
    const {hiddenSize: h, heads, kvHeads, headSize, feedForwardSize: f, vocabularySize: v} = llama;
    const [q, u] = [(heads * headSize) / tensorParallel, (2 * kvHeads * headSize) / tensorParallel];
    const pairs = batch * meanDecodeContext(1024, 1, null);
    const stated: Readonly<Record<string, readonly [flop: number, bytes: number]>> = {
      embedding: [0, batch * h * 4],
      "attention norm": [0, batch * h * 8],
      "QKV projection": [2 * batch * h * (q + u), 2 * h * (q + u) + batch * 2 * (h + q + u)],
      "rotary embedding": [0, batch * (2 * q + u) * 2 + batch * u * 2],
      attention: [4 * pairs * q, 4 * batch * q + pairs * u * 2],
      "output projection": [2 * batch * q * h, 2 * q * h + batch * 2 * (q + h)],
      "gate and up projection": [(2 * batch * h * 2 * f) / 2, (2 * h * 2 * f) / 2 + batch * 2 * (h + (2 * f) / 2)],
      activation: [0, ((batch * f) / 2) * 6],
      "down projection": [(2 * batch * h * f) / 2, (2 * h * f) / 2 + batch * 2 * (f / 2 + h)],
      "LM head": [(2 * batch * h * v) / 2, (2 * h * v) / 2 + batch * 2 * (h + v / 2)],
    };
    for (const [id, [flop, moved]] of Object.entries(stated)) {
      const operator = operators.find((candidate) => candidate.id === id);
      expect(operator?.flop, id).toBe(flop);
      expect(operator && operator.weightBytes + operator.activationBytes + operator.kvCacheBytes, id).toBe(moved);
    }
  });
});

/** The anchor that GitHub gives a heading. */
function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, "")
    .replaceAll(" ", "-");
}
