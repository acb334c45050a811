import {formatProblem} from "../catalog/catalogError.js";
import {UserError} from "../engine/userError.js";
import {configure} from "../explore/configure.js";
import type {Configuration} from "../engine/types.js";
import {explain} from "../explainer/explain.js";
import {explanationJson} from "../explainer/renderJson.js";
import {renderMarkdown} from "../explainer/renderMarkdown.js";
import {renderText} from "../explainer/renderText.js";
import type {Explanation, Side} from "../explainer/types.js";
import type {StatedFigure} from "../provenance/types.js";
import {checkHeadline, checkPower} from "./checkComparison.js";
import type {Perform} from "./command.js";
import {sideFlags} from "./compareFlags.js";
import {readExplainOptions} from "./explainFlags.js";
import {explainsInputs} from "./explainInputs.js";
import type {Flags} from "./flags.js";
import {hardwareFlag, modelFlag, required, type Named} from "./itemFlags.js";
import {inFormat, joined, readFormat} from "./output.js";
import {readHardware, readModel} from "./readItem.js";
import {readOptions} from "./scenarioFlags.js";

/** Why the proposal is faster or slower than the baseline. */
export const performCompare: Perform = async (flags, {readFile}) => {
  const sides = [readSide(flags, "baseline"), readSide(flags, "proposal")] as const;
  const format = readFormat(flags);
  const asked = readExplainOptions(flags);

  // Each name is read once: what both sides share is one object, and a pipe can be read but once.
  const modelOf = once((text, where) => readModel(text, where, readFile));
  const hardwareOf = once((text, where) => readHardware(text, where, readFile));
  const configurations: Configuration[] = [];
  const figures: (readonly StatedFigure[])[] = [];
  const notes = new Set<string>();
  for (const {side, model, hardware, options} of sides) {
    const [found, machine] = [await modelOf(model), await hardwareOf(hardware)];
    const question = {model: found.item, hardware: machine.item, options};
    configurations.push(onSide(side, () => configure(question)));
    figures.push([...found.figures, ...machine.figures]);
    for (const note of found.notes ?? []) notes.add(formatProblem(note));
  }
  const [baseline, proposal] = configurations as [Configuration, Configuration];
  checkPower(asked.metric, configurations);
  const explanation = explain(baseline, proposal, asked);
  if (asked.headline !== undefined && explanation.answered) checkHeadline(explanation, asked.headline);
  const inputs = explainsInputs(flags) ? await inputsOf(explanation, figures) : null;
  const text = inFormat(format, {
    text: () =>
      joined(
        renderText(explanation, asked),
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
  return {text, fits: explanation.answered, notes: [...notes]};
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

function once<Item>(read: (text: string, where: string) => Promise<Item>): (named: Named) => Promise<Item> {
  const found = new Map<string, Promise<Item>>();
  return ({text, where}) => {
    const known = found.get(text) ?? read(text, where);
    found.set(text, known);
    return known;
  };
}
