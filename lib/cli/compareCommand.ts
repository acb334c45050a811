import {UserError} from "../engine/userError.js";
import {configure} from "../explore/configure.js";
import type {Configuration} from "../engine/types.js";
import {explain} from "../explainer/explain.js";
import {explanationJson} from "../explainer/renderJson.js";
import {renderMarkdown} from "../explainer/renderMarkdown.js";
import {renderText} from "../explainer/renderText.js";
import {metrics, type Explanation, type RateId, type Side} from "../explainer/types.js";
import type {StatedFigure} from "../provenance/types.js";
import type {Perform} from "./command.js";
import {sideFlags} from "./compareFlags.js";
import {explainsInputs} from "./explainInputs.js";
import {oneOf, type Flags} from "./flags.js";
import {hardwareFlag, modelFlag, required, type Named} from "./itemFlags.js";
import {inFormat, joined, readFormat} from "./output.js";
import {readHardware, readModel} from "./readItem.js";
import {readOptions} from "./scenarioFlags.js";

const rates = ["peak-flops", "memory-bandwidth", "link-bandwidth"] as const satisfies readonly RateId[];

/** Why the proposal is faster or slower than the baseline. */
export const performCompare: Perform = async (flags, {readFile}) => {
  const sides = [readSide(flags, "baseline"), readSide(flags, "proposal")] as const;
  const format = readFormat(flags);
  const metric = oneOf(flags, "metric", metrics);
  const headline = oneOf(flags, "headline", rates);
  const verbose = flags.values.has("verbose");

  // Each name is read once: what both sides share is one object, and a pipe can be read but once.
  const modelOf = once((text, where) => readModel(text, where, readFile));
  const hardwareOf = once((text, where) => readHardware(text, where, readFile));
  const configurations: Configuration[] = [];
  const figures: (readonly StatedFigure[])[] = [];
  for (const {side, model, hardware, options} of sides) {
    const [found, machine] = [await modelOf(model), await hardwareOf(hardware)];
    const question = {model: found.item, hardware: machine.item, options};
    configurations.push(onSide(side, () => configure(question)));
    figures.push([...found.figures, ...machine.figures]);
  }
  const [baseline, proposal] = configurations as [Configuration, Configuration];
  const explanation = explain(baseline, proposal, {metric, headline, verbose});
  if (headline !== undefined) checkHeadline(explanation, headline);
  const inputs = explainsInputs(flags) ? await inputsOf(explanation, figures) : null;
  const text = inFormat(format, {
    text: () =>
      joined(
        renderText(explanation),
        inputs?.map(({label, forms}) => forms.text(label)),
      ),
    markdown: () =>
      joined(
        renderMarkdown(explanation),
        inputs?.map(({label, forms}) => forms.markdown(label)),
      ),
    json: () => ({
      ...explanationJson(explanation),
      ...(inputs === null ? {} : {provenance: {baseline: inputs[0]!.forms.json, proposal: inputs[1]!.forms.json}}),
    }),
  });
  return {text, fits: explanation.answered};
};

/** The inputs of both sides, baseline first. */
async function inputsOf({baseline, proposal}: Explanation, figures: readonly (readonly StatedFigure[])[]) {
  const {inputForms} = await import("./inputForms.js");
  return [baseline, proposal].map(({label, profile}, side) => ({label, forms: inputForms(profile, figures[side]!)}));
}

function readSide(flags: Flags, side: Side) {
  return {
    side,
    model: required(flags, [{...modelFlag, name: `${side}.model`}, modelFlag], modelFlag),
    hardware: required(flags, [sideFlags[side], hardwareFlag]),
    options: readOptions(flags, side),
  };
}

/** What the options of one side do not allow is said of that side. */
function onSide<Value>(side: Side, make: () => Value): Value {
  try {
    return make();
  } catch (error) {
    throw error instanceof UserError ? new UserError(`${side}: ${error.message}`) : error;
  }
}

/** A reader who names a rate is owed the gap to it, or to hear why there is none. */
function checkHeadline(explanation: Explanation, headline: RateId): void {
  if (!explanation.answered || explanation.gap !== null) return;
  const able = rates.filter((rate) => explanation.factors.some(({id}) => id === rate));
  const expected = able.length === 0 ? "no --headline, since no rate does" : able.join(" or ");
  throw new UserError(`--headline: ${headline} does not differ between the two by itself, expected ${expected}`);
}

function once<Item>(read: (text: string, where: string) => Promise<Item>): (named: Named) => Promise<Item> {
  const found = new Map<string, Promise<Item>>();
  return ({text, where}) => {
    const known = found.get(text) ?? read(text, where);
    found.set(text, known);
    return known;
  };
}
