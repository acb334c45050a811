/**
 * Regime Shift: why a change made an ML workload faster, or not. The whole public API; units are SI (bytes, FLOP, seconds,
 * joules), peak rates dense, link rates per direction.
 */

// The front door, as the tutorials use it.
export {
  DifferentialExplainer,
  Engine,
  type ComparisonRequest,
  type PrintableExplanation,
  type SolveRequest,
} from "./explore/frontDoor.js";
export {Hardware, Models} from "./catalog/registry.generated.js";

// explore: from what a reader asks to configurations
export {configure, type Question} from "./explore/configure.js";
export {defaultOptions, type Options} from "./explore/options.js";

// compose: solves and what follows from them, stage by stage
export {
  pipeline,
  StageError,
  type Callbacks,
  type Pipeline,
  type StageEnd,
  type StageStart,
  type Start,
} from "./compose/pipeline.js";

// engine
export {solve} from "./engine/solve.js";
export {economicsOf, type Economics, type Prices} from "./engine/economics.js";
export {largestContext} from "./engine/footprint.js";
export type {MadeUnit} from "./engine/unitMade.js";
export {countParameters} from "./engine/parameters.js";
export {NoPeakError, UnpublishedFigureError} from "./engine/resolveHardware.js";
export type {
  Calibration,
  Configuration,
  Cure,
  DecoderModel,
  EncoderModel,
  Execution,
  Experts,
  FittingProfile,
  Footprint,
  Granularity,
  LatentAttention,
  Model,
  NetworkModel,
  OperatorProfile,
  OversizedProfile,
  Phase,
  Profile,
  RecommendationModel,
  Regime,
  Scenario,
  Shares,
  StateSpaceModel,
  Tier,
  TrainingPlan,
} from "./engine/types.js";
export type {ArithmeticPrecision, Precision, PrecisionFallback, PrecisionName} from "./engine/precision.js";
export {
  bytes,
  bytesPerSecond,
  flop,
  flopPerByte,
  flopPerSecond,
  joules,
  seconds,
  watts,
  type Bytes,
  type BytesPerSecond,
  type Flop,
  type FlopPerByte,
  type FlopPerSecond,
  type Joules,
  type Quantity,
  type Seconds,
  type Watts,
} from "./engine/units.js";

// explainer
export {
  scorecardOf,
  type Check,
  type Feasibility,
  type Level,
  type Limits,
  type Outcome,
  type Scorecard,
  type ScorecardRequest,
  type Targets,
} from "./explainer/scorecard.js";
export {explain, GranularityError, type ExplainOptions} from "./explainer/explain.js";
export type {SidePrices} from "./explainer/compared.js";
export type {HeadlineChoice} from "./explainer/gap.js";
export type {MeasuredTimes} from "./explainer/measured.js";
export {renderText, type RenderOptions} from "./explainer/renderText.js";
export {renderMarkdown} from "./explainer/renderMarkdown.js";
export {renderProfileMarkdown, renderProfileText} from "./explainer/renderProfile.js";
export {
  explanationJson,
  profileJson,
  schemaVersion,
  type AnsweredJson,
  type ExplanationJson,
  type FittingSideJson,
  type OversizedSideJson,
  type ProfileJson,
  type SideJson,
  type UnansweredJson,
} from "./explainer/renderJson.js";
export type {
  AnsweredExplanation,
  BreakEven,
  Claim,
  ClaimId,
  Crossing,
  DrillDown,
  Explanation,
  ExplanationSide,
  Factor,
  FactorGroup,
  FactorId,
  FactorShare,
  Flip,
  FlipVariable,
  Gap,
  GapTerm,
  GapTermId,
  Headline,
  HeadlineId,
  HeadlineWord,
  Headroom,
  Interaction,
  Measured,
  MeasuredSide,
  Metric,
  OperatorChange,
  RateId,
  Side,
  Subject,
  UnansweredExplanation,
  Verdict,
} from "./explainer/types.js";

// provenance: where the figures of a profile come from
export {
  provenanceOf,
  type InputFigure,
  type InputKind,
  type InputSource,
  type StatedFigure,
} from "./provenance/provenanceOf.js";

// catalog: look-up, and files of a reader's own
export {
  findCalibration,
  findHardware,
  findModel,
  findPublishedHardware,
  listHardware,
  listModels,
  listPublishedHardware,
  UnknownNameError,
  UnsolvableHardwareError,
} from "./catalog/lookup.js";
export {parseHardware} from "./catalog/parseHardware.js";
export {parseModel} from "./catalog/parseModel.js";
export {modelFromHuggingFaceConfig, readHuggingFaceConfig} from "./catalog/huggingFaceConfig.js";
export type {HuggingFaceConfig} from "./catalog/huggingFaceConfig.js";
export {CatalogError} from "./catalog/catalogError.js";
export {UserError} from "./engine/userError.js";
export {isSolvable, type PublishedHardware} from "./catalog/publishedHardware.js";
export type {
  CalibrationEntry,
  Figure,
  FormFactor,
  HardwareEntry,
  ModelEntry,
  OtherFigure,
  Source,
  SourceKind,
} from "./catalog/types.js";
