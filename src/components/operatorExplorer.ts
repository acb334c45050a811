import {operatorBreakdown, breakdownSentence, type BreakdownAnswer} from "../lib/explore/operatorBreakdown.js";
import type {Hardware, Model} from "../lib/engine/types.js";
import {slot} from "./accuracySlot.js";
import {announcer} from "./announcer.js";
import {countControl, selectControl} from "./controls.js";
import {html} from "./element.js";
import {operatorBars} from "./operatorBars.js";
import {unbroken} from "./unbroken.js";

/** What is shown before the reader chooses. */
const firstHardware = "h100-sxm";
const firstBatch = 1;

/** One step of a model on an accelerator that the reader chooses, at a batch that the reader sets, operator by operator. */
export function operatorExplorer(model: Model, catalog: readonly Hardware[]): HTMLElement {
  let hardware = catalog.find(({id}) => id === firstHardware) ?? catalog[0]!;
  let batch = firstBatch;
  let answer: BreakdownAnswer = operatorBreakdown(model, hardware, batch);
  const voice = announcer();
  const sentence = html("p", {class: "step-sentence"});
  const chart = slot((width) =>
    "breakdown" in answer ? operatorBars(answer.breakdown, {width}) : html("div", {class: "no-breakdown"}),
  );
  const machine = selectControl(
    {
      label: "Accelerator",
      choices: catalog
        .toSorted((a, b) => (a.name < b.name ? -1 : 1))
        .map(({id, name, vendor}) => ({value: id, label: name, group: vendor}))
        .toSorted((a, b) => (a.group < b.group ? -1 : a.group > b.group ? 1 : 0)),
    },
    (id) => {
      hardware = catalog.find((each) => each.id === id) ?? hardware;
      show();
    },
  );
  const count = countControl({label: "Batch", most: 1024, limit: 1_000_000}, (value) => {
    batch = value;
    show();
  });

  const show = (): void => {
    answer = operatorBreakdown(model, hardware, batch);
    const text = "breakdown" in answer ? breakdownSentence(answer.breakdown) : answer.reason;
    sentence.className = "breakdown" in answer ? "step-sentence" : "step-sentence notice";
    sentence.textContent = unbroken(text);
    chart.redraw();
    voice.say(text);
  };

  machine.show(hardware.id);
  count.show({value: batch});
  show();
  return html(
    "div",
    {class: "operator-explorer"},
    html("div", {class: "controls"}, machine.element, count.element),
    sentence,
    voice.element,
    chart.element,
  );
}
