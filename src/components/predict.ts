import {formatRatio, formatShare} from "../lib/explainer/format.js";
import {html} from "./element.js";

/** What a reader is asked to predict, and what turns out to be so. */
export interface Prediction {
  /** Names the field, as in "Your prediction of the speed-up". */
  readonly label: string;
  /** The answer, which the engine computed; null where there is none, as where a side does not fit. */
  readonly answer: number | null;
  /** How numbers are written in the reply. */
  readonly format: (value: number) => string;
  /** A first value to show what is expected, such as "2.5". */
  readonly example: string;
  /** Deviations up to this fraction count as right. */
  readonly tolerance?: number;
}

/**
 * The field of a predict-then-reveal exercise: the reader writes a number, and the reply says how far it is from the answer
 * and opens the exercise's folded explanation (the `<details>` of the nearest `.exercise`). A native form: Enter submits, the
 * reply is announced, and what is no number gets a sentence instead.
 */
export function predict({label, answer, format, example, tolerance = 0.05}: Prediction): HTMLFormElement {
  const input = html("input", {type: "text", inputmode: "decimal", autocomplete: "off", placeholder: example});
  const button = html("button", {}, "Compare with the engine");
  const reply = html("p", {class: "reply", role: "status", style: "flex: 1 0 100%; margin: 0"});
  const form = html(
    "form",
    {class: "predict", novalidate: true, style: "display: flex; flex-wrap: wrap; gap: 0.6rem; align-items: end"},
    html("label", {class: "control", style: "flex: 0 1 14rem"}, label, input),
    button,
    reply,
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const guess = parseGuess(input.value);
    input.setAttribute("aria-invalid", String(guess === null));
    if (guess === null) {
      reply.textContent = `Write a number above zero, such as ${example}.`;
      return;
    }
    reply.textContent = replyTo(guess, answer, format, tolerance);
    const details = form.closest(".exercise")?.querySelector("details");
    if (details) details.open = true;
  });
  return form;
}

/** The number that a reader wrote, with or without a unit behind it or commas within; null where it is none above zero. */
export function parseGuess(text: string): number | null {
  const match = /^\s*(\d[\d,]*(?:\.\d+)?|\.\d+)\s*(?:[×x%]|ms|times)?\s*$/i.exec(text);
  if (match === null) return null;
  const value = Number(match[1]!.replaceAll(",", ""));
  return value > 0 && Number.isFinite(value) ? value : null;
}

/** What to say to a prediction, in one or two sentences. */
export function replyTo(
  guess: number,
  answer: number | null,
  format: (value: number) => string,
  tolerance: number,
): string {
  if (answer === null) return "The engine gives no number here: see below why.";
  const found = `You predicted ${format(guess)}, the engine computes ${format(answer)}`;
  const ratio = guess / answer;
  if (Math.abs(ratio - 1) <= tolerance) return `${found}: within ${formatShare(tolerance)} of it.`;
  if (ratio >= 2) return `${found}. Your number is ${formatRatio(ratio).slice(0, -1)} times it.`;
  return `${found}. Your number is ${formatShare(Math.abs(ratio - 1))} ${ratio > 1 ? "above" : "below"} it.`;
}
