import {answerState, otherEngineSentence, type PageCatalog} from "../lib/explore/answerState.js";
import {comparisonSweep} from "../lib/explore/comparisonSweep.js";
import {homeState} from "../lib/explore/homeState.js";
import {optionSpecs, type Options} from "../lib/explore/options.js";
import type {PageState} from "../lib/explore/queryState.js";
import {capitalised} from "../lib/explainer/format.js";
import type {AnsweredExplanation} from "../lib/explainer/types.js";
import type {BatchPoint} from "../lib/explore/sweepBatch.js";
import {announcer} from "./announcer.js";
import {comparisonView} from "./comparisonView.js";
import {html} from "./element.js";
import {explorerControls} from "./explorerControls.js";
import {morph} from "./morph.js";
import {bindPageState} from "./pageState.js";

/** What a reader sets on the page; other options come from a link, and the page says so. */
const onPage: readonly (keyof Options)[] = [
  "phase",
  "batch",
  "inputLength",
  "precision",
  "tensorParallel",
  "granularity",
  "calibration",
];

/** The live comparison: controls, notices, the answer and its charts, with the state in the page's address. */
export function comparisonExplorer(catalog: PageCatalog, defaults: PageState = homeState): HTMLElement {
  const view = comparisonView();
  const notices = html("div", {role: "status", class: "notices"});
  const extras = html("p", {class: "small muted"});
  const voice = announcer();
  const sweepOf = rememberedSweep();
  let linkNotices: readonly string[] = [];

  const binding = bindPageState(defaults, (decoded) => {
    linkNotices = decoded.notices;
    state = decoded.state;
    refresh();
  });
  const controls = explorerControls(catalog, (step) => {
    linkNotices = [];
    state = step(state);
    refresh();
    binding.write(state);
  });
  const first = binding.read();
  let {state} = first;
  linkNotices = first.notices;
  refresh();
  return html(
    "div",
    {class: "explorer"},
    notices,
    controls.choices,
    extras,
    controls.batch,
    voice.element,
    view.element,
  );

  function refresh(): void {
    const {explanation, reason, notices: fallen} = answerState(state, catalog);
    const batches = [explanation?.baseline, explanation?.proposal].map((side) => side?.profile.batch ?? 0) as [
      number,
      number,
    ];
    controls.show(state, explanation === null ? null : batches);
    const texts = [...linkNotices, ...fallen, ...(reason === null ? [] : [reason])];
    morph(
      notices,
      html(
        "div",
        {role: "status", class: "notices"},
        ...texts.map((text) => html("p", {class: "notice"}, capitalised(text))),
      ),
    );
    extras.textContent = extrasOf(state, defaults);
    extras.hidden = extras.textContent === "";
    if (explanation === null) {
      view.update(null);
      return;
    }
    const sweep = explanation.answered ? sweepOf(explanation, state) : [];
    view.update({explanation, sweep, remark: explanation.answered ? otherEngineSentence(state, catalog) : null});
    voice.say(
      explanation.claims
        .slice(0, 3)
        .map(({text}) => text)
        .join(" "),
    );
  }
}

/** The sweep does not depend on the batch: while that slider moves, the last one serves. */
function rememberedSweep(): (explanation: AnsweredExplanation, state: PageState) => readonly BatchPoint[] {
  let key = "";
  let sweep: readonly BatchPoint[] = [];
  return (explanation, state) => {
    const present = JSON.stringify({...state, options: {...state.options, batch: 0}});
    if (present !== key) [key, sweep] = [present, comparisonSweep(explanation)];
    return sweep;
  };
}

function extrasOf({options}: PageState, defaults: PageState): string {
  const set = (Object.keys(optionSpecs) as (keyof Options)[])
    .filter((key) => !onPage.includes(key) && options[key] !== defaults.options[key])
    .map((key) => `${optionSpecs[key].name} ${String(options[key])}`);
  return set.length === 0 ? "" : `The link also sets ${set.join(", ")}.`;
}
