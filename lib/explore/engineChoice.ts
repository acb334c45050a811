import type {Granularity} from "../engine/types.js";
import type {Options} from "./options.js";

/** A calibration and a granularity that go together, as a reader chooses them. */
export interface EngineChoice {
  readonly id: string;
  readonly label: string;
  /** As in "… gives 1.50× for the same change". */
  readonly phrase: string;
  /** What a reader should know who must decide between the two. */
  readonly advice: string;
  readonly calibration: string;
  readonly granularity: Granularity;
}

/** The two engines of the site, the simple one first. */
export const engineChoices = [
  {
    id: "tutorial",
    label: "tutorial roofline, whole model",
    phrase: "the tutorial's single roofline for the whole model",
    advice: "It leaves out attention and the KV cache.",
    calibration: "tutorial",
    granularity: "model",
  },
  {
    id: "calibrated",
    label: "calibrated, per operator",
    phrase: "the engine calibrated on measured kernels, operator by operator,",
    advice: "It counts attention and the KV cache, which the tutorial's leaves out: for a decision, take this one.",
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
