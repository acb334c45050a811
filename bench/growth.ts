import {Bench} from "tinybench";
import {configure, findHardware, findModel, solve} from "regime-shift";
import type {Configuration, DecoderModel, Options} from "regime-shift";
import type {Result} from "./result.js";

/** Solves a task: a single one is shorter than what a clock resolves. */
const solvesATask = 200;

/** Identical layers, experts and devices are evaluated once, so that a solve must not take longer for having more of them. */
const most = 1.5;

/** Times a solve of one decode step against that of the same with many times as many layers, experts or devices. */
export async function benchGrowth(): Promise<Result[]> {
  const decoder = (id: string): DecoderModel => {
    const model = findModel(id);
    if (model.architecture !== "decoder") throw new Error(`${id} is no decoder`);
    return model;
  };
  const ask = (model: DecoderModel, options: Partial<Options> = {}): Configuration =>
    configure({model, hardware: findHardware("b200"), options: {precision: "fp8", ...options}});
  const llama = decoder("llama-3.1-8b");
  const mixtral = decoder("mixtral-8x7b");
  const {experts} = mixtral;
  if (experts === null) throw new Error("mixtral-8x7b has no experts");
  const pairs: readonly (readonly [string, Configuration, Configuration])[] = [
    ["16 times the layers", ask({...llama, layers: 8}), ask({...llama, layers: 128})],
    ["32 times the experts", ask(mixtral), ask({...mixtral, experts: {...experts, count: 256, feedForwardSize: 448}})],
    ["4 times the devices", ask(llama, {tensorParallel: 2}), ask(llama, {tensorParallel: 8})],
    [
      "512 times the devices",
      ask(llama, {tensorParallel: 8, pipelineParallel: 2, batch: 4096}),
      ask(llama, {tensorParallel: 8, pipelineParallel: 8, dataParallel: 128, batch: 4096}),
    ],
  ];
  const results: Result[] = [];
  for (const [what, few, many] of pairs) {
    let sink = 0;
    const solving = (configuration: Configuration) => () => {
      for (let index = 0; index < solvesATask; index++) sink += solve(configuration).latencySeconds ?? 0;
    };
    const bench = new Bench({time: 400, warmupTime: 200}).add("few", solving(few)).add("many", solving(many));
    await bench.run();
    if (!Number.isFinite(sink) || sink === 0) throw new Error(`${what}: a solve gave no time`);
    const [before = NaN, after = NaN] = bench.tasks.map(({result}) => ("latency" in result ? result.latency.p50 : NaN));
    results.push({what: `solve, ${what}`, value: after / before, unit: "times", budget: most, bound: "at most"});
  }
  return results;
}
