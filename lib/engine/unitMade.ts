import type {Model, Scenario} from "./types.js";

/** What a workload makes, and throughput counts. */
export type MadeUnit = "token" | "sample";

/** What of a configuration decides what it makes. */
interface Workload {
  readonly model: Model;
  readonly scenario: Pick<Scenario, "phase">;
}

/** Whether a model writes text, token by token. */
export function writesText({architecture}: Model): boolean {
  return architecture === "decoder" || architecture === "ssm" || architecture === "encoder-decoder";
}

/** Whether the length of the input counts: it does where that is text, not an image of one size. */
export function readsText(model: Model): boolean {
  return writesText(model) || (model.architecture === "encoder" && model.tokensPerSample === null);
}

/** What a step of a configuration makes: tokens where it reads or writes text one by one, else samples, such as images. */
export function unitMade({model, scenario}: Workload): MadeUnit {
  if (scenario.phase !== "forward" && scenario.phase !== "training") return "token";
  return writesText(model) ? "token" : "sample";
}
