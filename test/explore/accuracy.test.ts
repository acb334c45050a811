import {describe, expect, it} from "vitest";
import {factorText, offText, speedupsSentence} from "../../lib/explore/accuracyFigures.js";
import {
  answersTo,
  guessAt,
  guessDomain,
  guessQuestions,
  lastStop,
  standings,
  stopOfOne,
} from "../../lib/explore/accuracyGuess.js";
import {kindOfSpeedup} from "../../lib/explore/accuracyRows.js";
import {groupName} from "../../lib/explore/accuracyTables.js";
import {citationOf, pairWords, quantityOf, rowWords} from "../../lib/explore/accuracyWords.js";
import {isMiss} from "../../lib/explore/missBand.js";
import type {Row} from "../../lib/validate/types.js";
import {someSpeedups, speedup} from "../components/accuracyRows.js";

function row(cells: Readonly<Record<string, string>>): Row {
  const text = (column: string): string => cells[column] ?? "";
  return {place: "runs.csv:2", text, number: (column) => (text(column) === "" ? null : Number(text(column)))};
}

const run = {
  model_id: "llama-3.1-8b",
  hardware_id: "h100-sxm",
  ...{phase: "e2e", precision: "fp8", count: "4", tp: "2", batch: "64", input_len: "128", output_len: "2048"},
  ...{engine: "TensorRT-LLM v0.9.0", metric: "output_throughput", unit: "tokens/s/GPU"},
};

describe("a row in words", () => {
  it("names model, phase, format, machines, batch, lengths and engine", () => {
    expect(rowWords(row(run))).toBe(
      "Llama-3.1-8B, whole requests, fp8, 4 × H100 SXM, TP 2, batch 64, 128 tokens in, 2,048 out, TensorRT-LLM v0.9.0",
    );
  });

  it("says of a pair what is the same and what differs", () => {
    expect(pairWords(row(run), row({...run, hardware_id: "h200-sxm", precision: "bf16"}))).toEqual({
      shared: "Llama-3.1-8B, whole requests, TP 2, batch 64, 128 tokens in, 2,048 out, TensorRT-LLM v0.9.0",
      baseline: "fp8, 4 × H100 SXM",
      proposal: "bf16, 4 × H200 SXM",
    });
  });

  it("says what is measured, and where that was published", () => {
    expect(quantityOf(row(run))).toBe("tokens a second and device");
    expect(quantityOf(row({metric: "mean_TTFT", unit: "ms"}))).toBe("time to the first token");
    expect(quantityOf(row({tpot_ms: "3"}))).toBe("time per output token");
    const url = "https://github.com/NVIDIA/TensorRT-LLM/blob/v0.9.0/docs/source/performance.md";
    const none = {name: "none", url: ""};
    expect(citationOf(row({source_url: url}), none)).toEqual({name: "NVIDIA/TensorRT-LLM v0.9.0", url});
    expect(citationOf(row({}), none)).toBe(none);
  });

  it("names kinds of change as the page does", () => {
    expect(["A accelerator", "C accelerator+precision", "D TP/GPU count", "batch, dense"].map(kindOfSpeedup)).toEqual([
      ...["accelerator", "accelerator and precision", "devices", "batch"],
    ]);
    expect(groupName({table: "pairs", name: "D TP/GPU count"})).toBe("devices");
    expect(groupName({table: "serving", name: "batch, dense"})).toBe("serving: batch, dense");
  });
});

describe("errors", () => {
  it("are factors, whichever side they lie on", () => {
    expect([factorText(Math.log(1.25)), factorText(-Math.log(1.25)), factorText(null)]).toEqual([
      "1.25×",
      "1.25×",
      "–",
    ]);
  });

  it("are told with their side", () => {
    expect([offText(1.2, 1), offText(0.5, 1), offText(1, 1.001), offText(5, 2)]).toEqual([
      ...["20 % above", "50 % below", "the same", "2.50 times as much"],
    ]);
  });

  it("are misses outside the band, as far below as above", () => {
    expect([1.29, 1.31, 1 / 1.29, 1 / 1.31].map((ratio) => isMiss(Math.log(ratio)))).toEqual([
      false,
      true,
      false,
      true,
    ]);
  });

  it("are summed up in a sentence", () => {
    expect(speedupsSentence([speedup({measured: 2, engine: 2.2}), speedup({measured: 2, engine: 2.2})])).toBe(
      "Of 2 speed-ups half are off by less than 1.10×, nine in ten by less than 1.10×; 100 % have the right direction.",
    );
    expect(speedupsSentence([])).toBe("No speed-ups.");
  });
});

describe("guessing", () => {
  const questions = guessQuestions(someSpeedups);
  const domain = guessDomain(questions);

  it("asks in the same order each time, of each kind in turn, and never of software alone", () => {
    expect(guessQuestions(someSpeedups)).toEqual(questions);
    expect(questions.slice(0, 2).map(({kind}) => kind)).toEqual(["accelerator", "batch"]);
    expect(questions.some(({kind}) => kind === "software")).toBe(false);
  });

  it("has a slider that reaches every answer, evenly in the logarithm, and begins where nothing changes", () => {
    for (const {measured} of questions) {
      expect(measured).toBeGreaterThanOrEqual(domain[0]);
      expect(measured).toBeLessThanOrEqual(domain[1]);
    }
    expect([guessAt(0, domain), guessAt(lastStop(domain), domain)]).toEqual(domain);
    expect(guessAt(stopOfOne(domain), domain)).toBe(1);
  });

  it("keeps the score of the reader and of each rule that could answer", () => {
    const rounds = [
      answersTo(speedup({measured: 2, engine: 2.1}), 2),
      answersTo(speedup({measured: 2, engine: 2, bandwidth: null}), 4),
    ];
    expect(rounds[0]![0]).toMatchObject({who: "you", isReader: true, speedup: 2, error: 0});
    const score = Object.fromEntries(standings(rounds).map((standing) => [standing.who, standing]));
    expect(score["you"]).toMatchObject({questions: 2, nearest: 1});
    expect(score["engine"]).toMatchObject({questions: 2, nearest: 1});
    expect(score["bandwidth ratio"]).toMatchObject({questions: 1, nearest: 0});
  });
});
