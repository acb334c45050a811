import {writesText} from "../engine/unitMade.js";
import {formatCount} from "../explainer/format.js";
import {hardwareOf, isUnpredicted, modelOf} from "../validate/resolveNames.js";
import type {Row} from "../validate/types.js";
import type {Citation} from "./accuracyTypes.js";

/** What is said of a row, each part by itself; "" where there is nothing to say. */
type Facets = readonly string[];

const phaseNames: Readonly<Record<string, string>> = {
  e2e: "whole requests",
  cnn: "inference",
};

function facetsOf(row: Row): Facets {
  const model = modelOf(row);
  const hardware = hardwareOf(row);
  const device = isUnpredicted(hardware) ? row.text("accelerator") : hardware.name;
  const count = row.number("count") ?? servingDevices(row);
  const spread = row.number("tp") ?? count;
  const reads = isUnpredicted(model) || !["cnn", "diffusion", "recommendation"].includes(model.architecture);
  const generates = isUnpredicted(model) || writesText(model);
  return [
    isUnpredicted(model) ? row.text("model") : model.name,
    phaseOf(row, generates),
    row.text("precision") || "16-bit",
    count > 1 ? `${formatCount(count)} × ${device}` : device,
    spread > 1 && spread !== count ? `TP ${formatCount(spread)}` : "",
    batchOf(row),
    reads ? lengthsOf(row) : "",
    row.text("engine"),
  ];
}

/** Accelerators of a serving point: attention and experts may be spread in different ways over the same ones. */
function servingDevices(row: Row): number {
  const ways = (column: string): number => Math.max(1, row.number(column) ?? 1);
  const attention = ways("tp") * ways("attention_dp_size");
  const experts = ways("moe_tp_size") * ways("moe_ep_size");
  return ways("pp_size") * Math.max(attention, experts);
}

/** Metrics whose unit does not say what they count. */
const quantities: Readonly<Record<string, string>> = {
  avg_latency: "latency",
  latency: "latency",
  first_token_latency: "time to the first token",
  mean_TTFT: "time to the first token",
  mean_ITL: "time per output token",
  step_time: "time of a step",
  time_to_train: "time to train",
  MFU: "share of the peak that is put to use",
};

/** What a row measures: "tokens a second", "time to the first token". */
export function quantityOf(row: Row): string {
  if (isServing(row)) return "time per output token";
  const [what = "", _per = "", each] = row.text("unit").split("/");
  return quantities[row.text("metric")] ?? `${what} a second${each === undefined ? "" : " and device"}`;
}

/** Whether a row is one of a table of serving points. */
export function isServing(row: Row): boolean {
  return row.text("tpot_ms") !== "";
}

function phaseOf(row: Row, generates: boolean): string {
  if (isServing(row)) return "serving";
  const phase = row.text("phase");
  return generates || phase === "training" ? (phaseNames[phase] ?? phase) : "inference";
}

function batchOf(row: Row): string {
  const batch = row.text("batch");
  const rate = /qps=(\d+)/.exec(batch)?.[1];
  if (rate !== undefined) return `${rate} ${rate === "1" ? "request" : "requests"} a second`;
  return batch === "" ? "" : `batch ${batch}`;
}

function lengthsOf(row: Row): string {
  const [input, output] = [row.text("input_len"), row.text("output_len")].map((text) =>
    /^\d+$/.test(text) ? formatCount(Number(text)) : text,
  );
  const generated = output === "" || output === "0" ? "" : `${output} out`;
  if (input === "" || input === "0") return generated === "" ? "" : `${output} tokens out`;
  return [`${input} tokens in`, generated].filter((part) => part !== "").join(", ");
}

const joined = (facets: Facets): string => facets.filter((facet) => facet !== "").join(", ");

/** A row in words. */
export function rowWords(row: Row): string {
  return joined(facetsOf(row));
}

/** Two rows in words: what they share, and what each has that the other has not. */
export function pairWords(
  baseline: Row,
  proposal: Row,
): {readonly shared: string; readonly baseline: string; readonly proposal: string} {
  const [before, after] = [facetsOf(baseline), facetsOf(proposal)];
  const same = (_: string, index: number): boolean => before[index] === after[index];
  const differs = (text: string, index: number): boolean => !same(text, index);
  const own = (facets: Facets): string => joined(facets.filter(differs)) || "as published";
  return {shared: joined(before.filter(same)), baseline: own(before), proposal: own(after)};
}

/** Where a row was published: the repository, and its release where the address names one. */
export function citationOf(row: Row, fallback: Citation): Citation {
  const url = row.text("source_url");
  if (url === "") return fallback;
  const [, repository = url, release = ""] =
    /^https:\/\/github\.com\/([^/]+\/[^/]+)(?:\/(?:blob|tree)\/(v[\d.]+)?)?/.exec(url) ?? [];
  return {name: `${repository} ${release}`.trim(), url};
}
