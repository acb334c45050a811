import type {Configuration} from "./types.js";

/** What a workload makes, and throughput counts. */
export type MadeUnit = "token" | "sample";

/** What a step of a configuration makes: tokens where it reads or writes text one by one, else samples, such as images. */
export function unitMade({model, scenario}: Configuration): MadeUnit {
  if (scenario.phase !== "forward" && scenario.phase !== "training") return "token";
  return model.architecture === "decoder" || model.architecture === "ssm" ? "token" : "sample";
}
