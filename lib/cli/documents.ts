import type {CheckJson} from "../check/checkJson.js";
import type {Economics} from "../engine/economics.js";
import type {FittingProfile, OversizedProfile} from "../engine/types.js";
import type {AnsweredJson, UnansweredJson} from "../explainer/renderJson.js";
import type {Scorecard} from "../explainer/scorecard.js";
import type {InputFigure} from "../provenance/types.js";
import type {ValidationJson} from "../validate/validationJson.js";

/** What `compare` may add to an explanation. */
interface ComparisonExtras {
  /** With `--explain-inputs`: each figure and constant that went into each side, with its source. */
  readonly provenance?: {readonly baseline: readonly InputFigure[]; readonly proposal: readonly InputFigure[]};
}

/** What `solve` may add to a profile. */
interface ProfileExtras {
  readonly schemaVersion: 1;
  /** Where a price or a carbon intensity is given. */
  readonly economics?: Economics;
  /** Where a target or a limit is given. */
  readonly scorecard?: Scorecard;
  /** With `--explain-inputs`: each figure and constant that went into it, with its source. */
  readonly provenance?: readonly InputFigure[];
}

/** What `compare --format json` prints where both sides fit. */
export interface AnsweredDocument extends AnsweredJson, ComparisonExtras {}

/** What `compare --format json` prints where a side does not fit. */
export interface UnansweredDocument extends UnansweredJson, ComparisonExtras {}

/** What `compare --format json` prints. */
export type ExplanationDocument = AnsweredDocument | UnansweredDocument;

/** What `solve --format json` prints where the configuration fits. */
export interface FittingDocument extends FittingProfile, ProfileExtras {}

/** What `solve --format json` prints where it does not fit. */
export interface OversizedDocument extends OversizedProfile, ProfileExtras {}

/** What `solve --format json` prints. */
export type ProfileDocument = FittingDocument | OversizedDocument;

/** What `check --format json` prints. */
export type CheckDocument = CheckJson;

/** What `validate --format json` prints. */
export type ValidationDocument = ValidationJson;
