/**
 * Times the engine and the explainer on one core: the compiled library in plain node, as a consumer runs it. Loaders of
 * TypeScript leave a heap behind in which the same code is a fifth slower. Prints the results as JSON.
 */
import {configure, explain, findHardware, findModel, solve} from "regime-shift";
import {Bench} from "tinybench";

/** So many solves a task: a single one is shorter than what a clock resolves. */
const solvesATask = 1000;

const ask = (hardware, options) =>
  configure({model: findModel("llama3-8b"), hardware: findHardware(hardware), options});
// A different batch each time, so that no result can be taken from the last.
const batches = (granularity) => Array.from({length: 64}, (_, index) => ask("h100", {granularity, batch: index + 1}));
const whole = batches("model");
const operators = batches("operator");
const baseline = ask("a100", {precision: "bf16"});
const proposal = ask("h200", {
  precision: "fp8",
  kvPrecision: "fp8",
  batch: 8,
  inputLength: 2048,
  calibration: "tutorial",
});

let sink = 0;
const solving = (configurations) => () => {
  for (let index = 0; index < solvesATask; index++) sink += solve(configurations[index & 63]).latencySeconds ?? 0;
};
const solves = new Bench({time: 1500, warmupTime: 500})
  .add("model", solving(whole))
  .add("operator", solving(operators));
await solves.run();
const compares = new Bench({time: 1500, warmupTime: 500}).add("compare", () => {
  sink += explain(baseline, proposal).claims.length;
});
await compares.run();
if (!Number.isFinite(sink)) throw new Error("a solve gave no number");

const seconds = (name) => {
  const result = (solves.getTask(name) ?? compares.getTask(name))?.result;
  if (result?.latency === undefined) throw new Error(`${name} was not measured`);
  return result.latency.p50 / 1000;
};
const rate = (granularity, budget) => ({
  what: `solve, ${granularity} granularity`,
  value: solvesATask / seconds(granularity),
  unit: "solves/s",
  budget,
  bound: "at least",
});
const causes = explain(baseline, proposal).factors.length;
const results = [
  rate("model", 2e6),
  rate("operator", 3e5),
  {what: `compare, ${causes} factors`, value: 1000 * seconds("compare"), unit: "ms", budget: 1, bound: "at most"},
];
process.stdout.write(JSON.stringify(results));
