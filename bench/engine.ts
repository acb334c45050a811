import {Bench} from "tinybench";
import {configure, explain, findHardware, findModel, solve} from "regime-shift";
import type {AnsweredExplanation, Configuration, Options} from "regime-shift";
import type {Result} from "./result.js";

const ask = (hardware: string, options: Partial<Options>): Configuration =>
  configure({model: findModel("llama3-8b"), hardware: findHardware(hardware), options});

/** So many solves a task: a single one is shorter than what a clock resolves. */
const solvesATask = 1000;

/** Times the engine and the explainer on one core: the compiled library, as a consumer runs it. */
export async function benchEngine(): Promise<Result[]> {
  // A different batch each time, so that no result can be taken from the last.
  const batches = (granularity: "model" | "operator") =>
    Array.from({length: 64}, (_, index) => ask("h100", {granularity, batch: index + 1}));
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
  const solving = (configurations: readonly Configuration[]) => () => {
    for (let index = 0; index < solvesATask; index++) sink += solve(configurations[index & 63]!).latencySeconds ?? 0;
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

  const seconds = (name: string): number => {
    const result = (solves.getTask(name) ?? compares.getTask(name))?.result;
    if (result === undefined || !("latency" in result)) throw new Error(`${name} was not measured`);
    return result.latency.p50 / 1000;
  };
  const causes = (explain(baseline, proposal) as AnsweredExplanation).factors.length;
  return [
    {
      what: "solve, model granularity",
      value: solvesATask / seconds("model"),
      unit: "solves/s",
      budget: 2e6,
      bound: "at least",
    },
    {
      what: "solve, operator granularity",
      value: solvesATask / seconds("operator"),
      unit: "solves/s",
      budget: 3e5,
      bound: "at least",
    },
    {what: `compare, ${causes} factors`, value: 1000 * seconds("compare"), unit: "ms", budget: 1, bound: "at most"},
  ];
}
