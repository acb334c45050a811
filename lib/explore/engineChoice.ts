import type {Granularity, Model} from "../engine/types.js";
import type {Options} from "./options.js";

/** A calibration and a granularity that go together, as a reader chooses them. */
export interface EngineChoice {
  readonly id: string;
  readonly label: string;
  /** As in "… gives 1.50× for the same change". */
  readonly phrase: string;
  readonly calibration: string;
  readonly granularity: Granularity;
}

/** The two engines of the site, the simple one first. */
export const engineChoices = [
  {
    id: "tutorial",
    label: "tutorial roofline, whole model",
    phrase: "the tutorial's single roofline for the whole model",
    calibration: "tutorial",
    granularity: "model",
  },
  {
    id: "calibrated",
    label: "calibrated, per operator",
    phrase: "the engine calibrated on measured kernels, operator by operator,",
    calibration: "calibrated",
    granularity: "operator",
  },
] as const satisfies readonly EngineChoice[];

/** The engine that options stand for; undefined where a link combines them otherwise. */
export function engineOf({calibration, granularity}: Options): EngineChoice | undefined {
  return engineChoices.find((choice) => choice.calibration === calibration && choice.granularity === granularity);
}

/** The engine to hold the answer of these options against. */
export function otherEngine(options: Options): EngineChoice {
  return engineChoices.find((choice) => choice !== engineOf(options)) ?? engineChoices[0];
}

/** The options with another engine. */
export function withEngine(options: Options, {calibration, granularity}: EngineChoice): Options {
  return {...options, calibration, granularity};
}

/** What a reader should know of an engine who must decide between the two, for a model. */
export function adviceOn({id}: EngineChoice, model: Model): string {
  const leftOut = leftOutOf(model);
  if (id === "tutorial") return leftOut === null ? "It rests on other constants." : `It leaves out ${leftOut}.`;
  const reason =
    leftOut === null ? "It rests on measurements" : `It counts ${leftOut}, which the tutorial's leaves out`;
  return `${reason}: for a decision, take this one.`;
}

/** What a single roofline for the whole model does not count; null where it counts what is counted by operators. */
function leftOutOf(model: Model): string | null {
  switch (model.architecture) {
    case "decoder":
    case "encoder-decoder":
      return "attention and the KV cache";
    case "encoder":
      return "attention";
    case "ssm":
      return "the state and the scan over it";
    case "cnn":
    case "diffusion":
      return model.activationsPerSample === null ? null : "what layers hand to each other";
    case "recommendation":
      return null;
  }
}
