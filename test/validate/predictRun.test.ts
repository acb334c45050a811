import {describe, expect, it} from "vitest";
import {predictRun} from "../../lib/validate/predictRun.js";
import {predictServing} from "../../lib/validate/predictServing.js";
import {checkedAnswer} from "../../lib/validate/checkedAnswer.js";
import {isPredicted} from "../../lib/validate/types.js";
import {row} from "./tables.js";

type Cells = Readonly<Record<string, string | number>>;

const usual: Cells = {
  ...{hardware_id: "h100-sxm", model_id: "llama-3.1-8b", precision: "bf16", engine: "vllm 0.12.0"},
  ...{phase: "e2e", count: 1, tp: 1, batch: 16, input_len: 512, output_len: 256},
  ...{metric: "throughput", value: 1, unit: "tokens/s"},
};

function answer(cells: Cells): number | string {
  const said = checkedAnswer((each) => predictRun(each, "calibrated"), row({...usual, ...cells}));
  return isPredicted(said) ? said.predicted : said.reason;
}

const number = (cells: Cells): number => {
  const said = answer(cells);
  if (typeof said === "string") throw new Error(said);
  return said;
};

describe("a run is predicted in the row's own unit", () => {
  it("whatever that is", () => {
    const seconds = number({metric: "latency", unit: "s"});
    expect(number({metric: "latency", unit: "ms"})).toBeCloseTo(1e3 * seconds, 6);
    expect(number({metric: "latency", unit: "minutes"})).toBeCloseTo(seconds / 60, 12);
    const rate = number({});
    expect(number({unit: "ktokens/s"})).toBeCloseTo(rate / 1e3, 9);
    expect(number({unit: "tokens/min"})).toBeCloseTo(60 * rate, 4);
    expect(number({unit: "requests/s"})).toBeCloseTo(16 / seconds, 9);
    expect(number({unit: "requests/s"}) * 256).toBeCloseTo(rate, 6);
    const two = {count: 2, tp: 2};
    expect(2 * number({...two, unit: "tokens/s/GPU"})).toBeCloseTo(number(two), 6);
    expect(number({...two, metric: "output_throughput_per_gpu"})).toBe(number({...two, unit: "tokens/s/GPU"}));
  });

  it.each([
    [{unit: ""}, "a rate without a unit"],
    [{unit: "GB/s"}, 'no unit of a rate like "GB/s"'],
    [{metric: "latency", unit: "tokens/s"}, 'no unit of a time like "tokens/s"'],
    [{metric: "MFU", phase: "training", unit: ""}, "a share without a unit"],
    [{phase: "decode", unit: "requests/s"}, "a decode step is no request"],
  ])("and %j is none", (cells, reason) => {
    expect(answer(cells)).toBe(reason);
  });
});

describe("what a row counts", () => {
  it("is read whole", () => {
    expect(number({batch: "1,024"})).toBe(number({batch: 1024}));
  });

  it.each([
    [{batch: "1-64"}, 'batch "1-64" is no count above 0'],
    [{input_len: "32k"}, 'input_len "32k" is no count'],
    [{tp: -2}, 'tp "-2" is no count above 0'],
    [{count: 6, tp: 4}, "count 6 is no multiple of tp 4"],
    [{count: 1, tp: 4}, "count 1 is no multiple of tp 4"],
    [{count: ""}, "number"],
    [{count: "", tp: ""}, "the number of accelerators is not stated"],
    [{count: 64, tp: 1, batch: 1}, "pp 64: Llama-3.1-8B has 32 layers to divide; expected at most 32"],
  ])("must make sense: %j", (cells, reason) => {
    const said = answer(cells);
    expect(typeof said === "number" ? "number" : said).toBe(reason);
  });

  it("is as much as fits where a rate of whole requests states no batch, and one sequence in a time", () => {
    expect(number({batch: ""})).toBeGreaterThan(5 * number({}));
    expect(number({batch: "max"})).toBe(number({batch: ""}));
    expect(number({batch: "", metric: "latency", unit: "s"})).toBe(number({batch: 1, metric: "latency", unit: "s"}));
  });
});

describe("times of single tokens", () => {
  it("are those of a step by itself in a row about prompts or decode steps", () => {
    const first = {phase: "prefill", batch: 1, unit: "s"};
    expect(number({...first, metric: "mean_TTFT"})).toBe(number({...first, metric: "first_token_latency"}));
    const next = {phase: "decode", unit: "ms"};
    expect(number({...next, metric: "mean_ITL"})).toBe(number({...next, metric: "latency"}));
  });

  it("are those of requests that are served at once in a row about these, and longer for it", () => {
    const served = number({metric: "mean_ITL", unit: "ms"});
    expect(served).toBeGreaterThan(number({phase: "decode", metric: "latency", unit: "ms"}));
    expect(number({metric: "mean_ITL", unit: "ms", batch: "4 req/s"})).toBeGreaterThan(0);
    expect(answer({metric: "mean_ITL", unit: "ms", batch: "online qps=100000"})).toBe(
      "more requests a second than can be answered",
    );
  });
});

describe("a serving point", () => {
  const point: Cells = {
    ...{hardware_id: "h100-sxm", model_id: "llama-3.1-8b", precision: "", engine: "vllm 0.12.0"},
    ...{tp: 1, pp_size: 1, batch: 16, input_len: 1024, output_len: 128, ttft_ms: 30, tpot_ms: 10},
  };
  const said = (cells: Cells): string => {
    const found = checkedAnswer((each) => predictServing(each, "calibrated"), row({...point, ...cells}));
    return isPredicted(found) ? "number" : found.reason;
  };

  it.each([
    [{}, "number"],
    [{attention_dp_size: 0, moe_ep_size: 0}, "number"],
    [{batch: -16}, 'batch "-16" is no count above 0'],
    [{batch: 16.5}, 'batch "16.5" is no count above 0'],
    [{tp: -2}, 'tp "-2" is no count'],
    [{pp_size: 500}, "pp 500: Llama-3.1-8B has 32 layers to divide; expected at most 32"],
    [{pp_size: 1.5}, 'pp_size "1.5" is no count'],
    [{output_len: 0}, 'output_len "0" is no count above 0'],
    [
      {ttft_ms: 1e6},
      "the first token took longer than a whole answer: requests queued, so the batch was not the stated one",
    ],
    [{input_len: 1e10}, 'input_len "10000000000" is no count above 0'],
    [{model_id: "resnet-50"}, "phase serving: ResNet-50 generates no tokens; expected forward or training"],
    [
      {model_id: "mixtral-8x7b", tp: 2, attention_dp_size: 3},
      "ep 6: expected a divisor of the 8 experts of Mixtral-8x7B, a divisor or multiple of tp 2, and at most tp × dp = 6",
    ],
  ])("must make sense: %j", (cells, reason) => {
    expect(said(cells)).toBe(reason);
  });
});
