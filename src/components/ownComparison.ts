import {comparisonSweep} from "../lib/explore/comparisonSweep.js";
import {ask} from "./ask.js";
import {comparisonInput, type Chosen} from "./comparisonInput.js";
import {comparisonView} from "./comparisonView.js";
import {html} from "./element.js";

/** A comparison that the reader puts together in a lesson: the choices, and the whole answer below them. */
export function ownComparison(start: Chosen): HTMLElement {
  const input = comparisonInput(start);
  const problems = html("div", {role: "status", class: "notices"});
  const view = comparisonView({heading: "h3"});
  const show = () => {
    const {explanation, problem} = ask(input.value.baseline, input.value.proposal);
    problems.replaceChildren(...(problem === null ? [] : [html("p", {class: "notice"}, problem)]));
    view.update(
      explanation === null ? null : {explanation, sweep: explanation.answered ? comparisonSweep(explanation) : []},
    );
  };
  input.addEventListener("input", show);
  show();
  return html("div", {class: "own"}, input, problems, view.element);
}
