import type {Model} from "../lib/engine/types.js";
import {answerState, otherEngineSentence, type PageCatalog} from "../lib/explore/answerState.js";
import {comparisonSweep} from "../lib/explore/comparisonSweep.js";
import {homeState} from "../lib/explore/homeState.js";
import {withUsualOptions} from "../lib/explore/modelOptions.js";
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
import {ownModel} from "./ownModel.js";
import {withChange, type SideChoice} from "../lib/explore/sideChoices.js";
import {findWithOwn, sideModels, type SideModels} from "../lib/explore/sideModels.js";
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

/**
 * The live comparison: controls, notices, the answer and its charts, with the state in the page's address. It comes at once,
 * unless a model of the reader's own or of the address has to be read first: until then there is nothing true to show.
 */
export async function comparisonExplorer(catalog: PageCatalog, defaults: PageState = homeState): Promise<HTMLElement> {
  const view = comparisonView();
  const notices = html("div", {role: "status", class: "notices"});
  const extras = html("p", {class: "small muted"});
  const voice = announcer();
  const sweepOf = rememberedSweep();
  let state = defaults;
  let linkNotices: readonly string[] = [];

  let own: Model | null = null;
  const modelsOf = (of: PageState): SideModels => sideModels(of, findWithOwn(own));
  let models = modelsOf(defaults);
  const known = (): PageCatalog => (own === null ? catalog : {...catalog, models: [...catalog.models, own]});
  const loader = ownModel((model) => {
    own = model;
    controls.offerModel(model);
    choose((present) => ({...present, model: model.id}));
  });
  const binding = bindPageState(
    defaults,
    (decoded) => {
      linkNotices = decoded.notices;
      state = decoded.state;
      refresh();
    },
    {own: () => own},
  );
  const choose = (step: (present: PageState) => PageState): void => {
    linkNotices = [];
    const next = withChange(state, step(state));
    state = withUsualOptions([state, models], [next, modelsOf(next)], defaults.options);
    refresh();
    binding.write(state);
  };
  const controls = explorerControls(catalog, choose);
  controls.choices.append(loader.element);
  own = await loader.loaded;
  if (own !== null) controls.offerModel(own);
  const first = await binding.read();
  state = first.state;
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
    const {explanation, reason, notices: fallen} = answerState(state, known());
    const batches = [explanation?.baseline, explanation?.proposal].map((side) => side?.profile.batch ?? 0) as [
      number,
      number,
    ];
    models = modelsOf(state);
    controls.show(state, models, explanation === null ? null : batches);
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
    view.update({explanation, sweep, remark: explanation.answered ? otherEngineSentence(state, known()) : null});
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
  let of: Model | null = null;
  let sweep: readonly BatchPoint[] = [];
  return (explanation, state) => {
    const {model} = explanation.baseline.configuration;
    const present = JSON.stringify({...state, options: {...state.options, batch: 0}});
    // Two models that a reader brings one after the other have the same id.
    if (present !== key || model !== of) [key, of, sweep] = [present, model, comparisonSweep(explanation)];
    return sweep;
  };
}

function extrasOf({options, alone}: PageState, defaults: PageState): string {
  const set = (Object.keys(optionSpecs) as (keyof Options)[])
    .filter((key) => !onPage.includes(key) && options[key] !== defaults.options[key])
    .map((key) => `${optionSpecs[key].name} ${String(options[key])}`);
  const sides = (["baseline", "proposal"] as const).flatMap((side) => {
    const words = aloneWords(alone[side]);
    return words.length === 0 ? [] : [`for the ${side} alone ${words.join(", ")}`];
  });
  const all = [...(set.length === 0 ? [] : [set.join(", ")]), ...sides];
  return all.length === 0 ? "" : `The link also sets ${all.join("; ")}.`;
}

function aloneWords({model, config, options}: SideChoice): string[] {
  const name = config?.model.name ?? model;
  return [
    ...(name === null ? [] : [`the model ${name}`]),
    ...(Object.keys(options) as (keyof Options)[]).map((key) => `${optionSpecs[key].name} ${String(options[key])}`),
  ];
}
