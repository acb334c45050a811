import {symbolStar} from "d3-shape";
import {formatCount, formatRatio} from "../lib/explainer/format.js";
import {factorText, offText, ruleNames, ruleOrder} from "../lib/explore/accuracyFigures.js";
import {
  answersTo,
  guessAt,
  guessDomain,
  guessQuestions,
  lastStop,
  type GuessDomain,
  standings,
  stopOfOne,
  type Answer,
} from "../lib/explore/accuracyGuess.js";
import type {AccuracySpeedup} from "../lib/explore/accuracyTypes.js";
import {reasonName} from "../lib/explore/accuracyTables.js";
import {isMiss} from "../lib/explore/missBand.js";
import {logErrorOf} from "../lib/validate/logErrors.js";
import {sourceLine} from "./accuracyCharts.js";
import {dotMarks, dotsHeight, type Dots} from "./accuracyDots.js";
import {ruleMarks, type Mark} from "./accuracyMarks.js";
import {slot} from "./accuracySlot.js";
import {chartFigure} from "./chartFigure.js";
import {html} from "./element.js";
import {plainTable} from "./plainTable.js";
import {unbroken} from "./unbroken.js";

const yourMark: Mark = {colour: "var(--loss)", form: symbolStar};

function markOf({who, isReader}: Answer): Mark {
  const rule = ruleOrder.find((each) => ruleNames[each] === who);
  return isReader || rule === undefined ? yourMark : ruleMarks[rule];
}

/**
 * Predict, then reveal: a measured change in words, a slider for the reader's guess, and then what the engine, the simpler
 * rules and the measurement say, with the score so far. Nothing is kept beyond the page; the order is always the same.
 */
export function accuracyGuess(speedups: readonly AccuracySpeedup[]): HTMLElement {
  const questions = guessQuestions(speedups);
  const domain = guessDomain(questions);
  const rounds: (readonly Answer[])[] = [];
  let place = 0;

  const question = html("div", {class: "guess-question"});
  const output = html("output", {"aria-live": "off"});
  const range = html("input", {type: "range", min: 0, max: lastStop(domain), step: 1});
  const reveal = html("button", {type: "button"}, "Reveal");
  const next = html("button", {type: "button"}, "Next");
  const reply = html("p", {class: "guess-reply", role: "status"});
  const result = html("div", {class: "guess-result"});

  const show = (): void => {
    const text = formatRatio(guessAt(range.valueAsNumber, domain));
    output.textContent = text;
    range.setAttribute("aria-valuetext", text);
  };
  const ask = (): void => {
    const asked = questions[place]!;
    question.replaceChildren(...questionText(asked, place + 1, questions.length));
    range.value = String(stopOfOne(domain));
    range.disabled = false;
    reveal.disabled = false;
    next.disabled = true;
    reply.textContent = "";
    result.replaceChildren();
    show();
  };
  range.addEventListener("input", show);
  reveal.addEventListener("click", () => {
    const asked = questions[place]!;
    const answers = answersTo(asked, guessAt(range.valueAsNumber, domain));
    rounds.push(answers);
    range.disabled = true;
    reveal.disabled = true;
    next.disabled = false;
    reply.textContent = unbroken(replyText(asked, answers));
    result.replaceChildren(...resultOf(asked, answers, rounds, domain));
    next.focus();
  });
  next.addEventListener("click", () => {
    place = (place + 1) % questions.length;
    // From the beginning again the score begins again too.
    if (place === 0) rounds.length = 0;
    ask();
    range.focus();
  });
  ask();

  return html(
    "div",
    {class: "guess"},
    question,
    html("label", {class: "control"}, html("span", {}, "Your guess of the speed-up ", output), range),
    html("div", {class: "guess-buttons"}, reveal, next),
    reply,
    result,
  );
}

function questionText(
  {shared, baseline, proposal, quantity}: AccuracySpeedup,
  place: number,
  count: number,
): readonly HTMLElement[] {
  return [
    html("p", {class: "muted small"}, `Question ${formatCount(place)} of ${formatCount(count)}`),
    html(
      "p",
      {},
      `${shared}. From `,
      html("strong", {class: "baseline"}, baseline),
      " to ",
      html("strong", {class: "proposal"}, proposal),
      `: what is the speed-up in ${quantity}? Below 1× the second is slower.`,
    ),
  ];
}

function replyText({measured, predicted}: AccuracySpeedup, [yours, engine]: readonly Answer[]): string {
  const found = `Measured ${formatRatio(measured)}.`;
  if (yours === undefined || engine === undefined) return found;
  const own = `You said ${formatRatio(yours.speedup)} (${offText(yours.speedup, measured)}), the engine ${formatRatio(predicted.engine)} (${offText(predicted.engine, measured)})`;
  const nearer =
    yours.error < engine.error ? "you were nearer" : yours.error > engine.error ? "it was nearer" : "a draw";
  return `${found} ${own}: ${nearer}.`;
}

function resultOf(
  {measured, predicted, citations, reason}: AccuracySpeedup,
  answers: readonly Answer[],
  rounds: readonly (readonly Answer[])[],
  domain: GuessDomain,
): readonly HTMLElement[] {
  const dots: Dots = {
    rows: answers.map((answer) => ({
      label: answer.who,
      note: formatRatio(answer.speedup),
      dots: [{value: within(answer.speedup, domain), mark: markOf(answer), title: formatRatio(answer.speedup)}],
    })),
    domain,
    axis: "speed-up",
    reference: {value: measured, colour: "var(--ink)"},
  };
  const score = standings(rounds);
  const chart = slot((width) =>
    chartFigure({
      kind: "accuracy-guess",
      width,
      height: dotsHeight(dots),
      marks: dotMarks(dots, width),
      title: "Who said what",
      label: `Measured ${formatRatio(measured)}. ${answers.map(({who, speedup}) => `${who} ${formatRatio(speedup)}`).join(", ")}.`,
      caption: ["The upright line is what was measured."],
      rows: [
        ["who", "speed-up", "off by"],
        ...answers.map(({who, speedup, error}) => [who, formatRatio(speedup), factorText(error)]),
      ],
    }),
  );
  return [
    chart.element,
    ...(isMiss(logErrorOf(predicted.engine, measured))
      ? [html("p", {}, `Why the engine is off: ${reasonName(reason)}.`)]
      : []),
    sourceLine(citations),
    plainTable(
      [
        [
          `after ${formatCount(rounds.length)} ${rounds.length === 1 ? "question" : "questions"}`,
          "middle error",
          "nearest",
        ],
        ...score.map(({who, median, nearest}) => [who, factorText(median), formatCount(nearest)]),
      ],
      "The score so far",
    ),
  ];
}

/** A rule may answer what lies beyond the slider: its mark stands at the end, its number says where it belongs. */
function within(value: number, [low, high]: GuessDomain): number {
  return Math.min(high, Math.max(low, value));
}
