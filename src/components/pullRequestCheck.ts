import {checkMarkdown} from "../lib/check/checkMarkdown.js";
import {checkScenarios} from "../lib/check/checkScenarios.js";
import type {CheckResult, ScenarioOutcome} from "../lib/check/types.js";
import {worstVerdict} from "../lib/check/words.js";
import {failOn} from "../lib/cli/checkFlags.js";
import {exitCodes, type ExitCode} from "../lib/cli/effects.js";
import {formatBytes, formatCount, formatShare} from "../lib/explainer/format.js";
import {announcer} from "./announcer.js";
import {html} from "./element.js";
import {commentView} from "./pullRequestComment.js";
import {
  checkedSide,
  scenarioFile,
  scenarioName,
  type PullRequestFiles,
  type PullRequestLimits,
  type PullRequestSide,
} from "./pullRequestFiles.js";
import {slider, type Slider} from "./pullRequestSlider.js";

/** A pull request: the files before it and after it. */
export interface PullRequest {
  readonly base: PullRequestFiles;
  readonly head: PullRequestFiles;
}

/** Checks the pull request: both sides by the engine of this page. */
export function checked({base, head}: PullRequest): CheckResult {
  return checkScenarios(checkedSide(base), checkedSide(head));
}

/** The comment of a check. All that differs between the two sides of the lesson is what its own files state. */
export function commentOf(result: CheckResult): string {
  return checkMarkdown(result, (_, own) => own);
}

/** The exit code of `regime-shift check` for a result. */
export function exitCodeOf(result: CheckResult): ExitCode {
  const verdict = worstVerdict(result);
  if (verdict === "does-not-fit") return exitCodes.doesNotFit;
  return failOn.error.includes(verdict) ? exitCodes.thresholdExceeded : exitCodes.answered;
}

/**
 * The check of a pull request, live: sliders for what the pull request changes and for what the team allows; the exit code, the
 * comment as it would be shown, and the scenario file that asks for it.
 */
export function pullRequestCheck(initial: PullRequest): HTMLElement {
  let pull = initial;
  const voice = announcer();
  const status = html("p", {class: "pr-status"});
  const comment = commentView();
  const [file, markdown] = ["The scenario file", "The Markdown of the comment"].map((label) =>
    html("pre", {tabindex: 0, role: "group", "aria-label": label}),
  ) as [HTMLPreElement, HTMLPreElement];

  const show = (): void => {
    const result = checked(pull);
    const [outcome] = result.outcomes;
    const code = exitCodeOf(result);
    const text = commentOf(result);
    const sentence = statusText(code);
    status.replaceChildren(
      html("span", {class: "pr-sign", "aria-hidden": "true"}, code === exitCodes.answered ? "✓" : "✗"),
      html("strong", {}, sentence),
      html("span", {class: "pr-code"}, `exit code ${code}`),
    );
    status.dataset["code"] = String(code);
    comment.show(text);
    markdown.textContent = text;
    file.textContent = scenarioFile(pull.head);
    if (outcome !== undefined) for (const {control, reading} of limits) control.note(reading(outcome));
    voice.say(`${sentence}, exit code ${code}. ${outcome?.crossed.map(({text}) => text).join(". ") ?? ""}`);
  };
  const change = (side: Partial<PullRequestSide>): void => {
    pull = {...pull, head: {...pull.head, side: {...pull.head.side, ...side}}};
    show();
  };
  const allow = (own: Partial<PullRequestLimits>): void => {
    // Both sides state the limits of the team; those of the head count.
    const allowed = {...pull.head.limits, ...own};
    pull = {base: {...pull.base, limits: allowed}, head: {...pull.head, limits: allowed}};
    show();
  };
  const {side, limits: allowed} = initial.head;
  const changes = [
    slider(
      {label: "Width of the feed-forward block", min: 8192, max: 32768, step: 1024, value: side.feedForwardSize},
      formatCount,
      (feedForwardSize) => change({feedForwardSize}),
    ),
    slider({label: "Batch", min: 8, max: 1024, step: 8, value: side.batch}, formatCount, (batch) => change({batch})),
  ];
  const limits: readonly {readonly control: Slider; readonly reading: (outcome: ScenarioOutcome) => string}[] = [
    {
      control: slider(
        {label: "The time of a step may rise by", min: 0, max: 100, step: 1, value: allowed.timePercent},
        percent,
        (timePercent) => allow({timePercent}),
      ),
      reading: readTime,
    },
    {
      control: slider(
        {label: "A device may hold", min: 15, max: 80, step: 1, value: allowed.memoryGigabytes},
        (value) => `${value} GB`,
        (memoryGigabytes) => allow({memoryGigabytes}),
      ),
      reading: readMemory,
    },
    {
      control: slider(
        {label: "Launch overhead may take", min: 0, max: 40, step: 1, value: allowed.overheadPercent},
        percent,
        (overheadPercent) => allow({overheadPercent}),
      ),
      reading: readOverhead,
    },
    {
      control: slider(
        {label: "The model’s shape alone may cost", min: 0, max: 100, step: 1, value: allowed.modelPercent},
        percent,
        (modelPercent) => allow({modelPercent}),
      ),
      reading: readModel,
    },
  ];
  const element = html(
    "div",
    {class: "pr-check"},
    group(
      "What the pull request changes",
      changes.map(({element: control}) => control),
    ),
    group(
      "What the team allows",
      limits.map(({control}) => control.element),
    ),
    status,
    comment.element,
    html("details", {}, html("summary", {}, `${scenarioName} with these limits`), file),
    html("details", {}, html("summary", {}, "The comment as Markdown"), markdown),
    voice.element,
  );
  show();
  return element;
}

function group(legend: string, controls: readonly HTMLElement[]): HTMLElement {
  return html(
    "fieldset",
    {class: "pr-group"},
    html("legend", {}, legend),
    html("div", {class: "controls"}, ...controls),
  );
}

function statusText(code: ExitCode): string {
  if (code === exitCodes.doesNotFit) return "The check fails: the model does not fit";
  return code === exitCodes.answered ? "The check passes" : "The check fails: a limit is crossed";
}

function percent(value: number): string {
  return `${value} %`;
}

/** What the engine computes for a limit, and whether it is kept. */
function reading(outcome: ScenarioOutcome, subject: string, text: string): string {
  if (outcome.verdict === "does-not-fit") return "Not asked of what does not fit";
  const isCrossed = outcome.crossed.some((crossed) => crossed.subject === subject);
  return `Computed: ${text}${isCrossed ? " – over the limit" : ""}`;
}

function readTime(outcome: ScenarioOutcome): string {
  const [old, now] = [outcome.before?.values.latencySeconds ?? null, outcome.after?.values.latencySeconds ?? null];
  return reading(outcome, "latencySeconds", old === null || now === null ? "no time" : riseText(now / old - 1));
}

function readMemory(outcome: ScenarioOutcome): string {
  return reading(outcome, "totalBytes", formatBytes(outcome.after?.values.totalBytes ?? 0));
}

function readOverhead(outcome: ScenarioOutcome): string {
  return reading(outcome, "overheadShare", formatShare(outcome.after?.profile.shares?.overhead ?? 0));
}

function readModel(outcome: ScenarioOutcome): string {
  const {explanation} = outcome;
  const factors = explanation?.answered === true ? explanation.factors : [];
  const multiplier = factors.find(({id}) => id === "model")?.multiplier ?? 1;
  return reading(outcome, "model", riseText(1 / multiplier - 1));
}

function riseText(change: number): string {
  return change < 0 ? `${formatShare(-change)} less` : formatShare(change);
}
