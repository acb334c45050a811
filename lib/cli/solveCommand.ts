import {formatProblem} from "../catalog/catalogError.js";
import {configure} from "../explore/configure.js";
import {economicsOf, type Economics} from "../engine/economics.js";
import {solve} from "../engine/solve.js";
import {economicsBasis, economicsRows} from "../explainer/economicsTables.js";
import {profileJson} from "../explainer/renderJson.js";
import {perPhase} from "../explainer/describe.js";
import {renderProfileMarkdown, renderProfileText} from "../explainer/renderProfile.js";
import {keepsTargets, scorecardOf, type Scorecard} from "../explainer/scorecard.js";
import {scorecardRows} from "../explainer/scorecardTables.js";
import {alignColumns, escapeMarkdown, leftTable, markdownTable} from "../explainer/textTable.js";
import type {Perform} from "./command.js";
import {explainsInputs} from "./explainInputs.js";
import {hasPrices, hasTargets, readGoals} from "./goalFlags.js";
import {hardwareFlag, modelFlag, required} from "./itemFlags.js";
import {limitsOn} from "./limitFlags.js";
import {inFormat, joined, readFormat} from "./output.js";
import {readHardware, readModel} from "./readItem.js";
import {readOptions} from "./scenarioFlags.js";

/** How long a step takes, and what bounds it; what it costs, whether that is good enough, and where it comes from, if asked. */
export const performSolve: Perform = async (flags, {readFile}) => {
  const [modelName, hardwareName] = [required(flags, [modelFlag]), required(flags, [hardwareFlag])];
  const format = readFormat(flags);
  const options = readOptions(flags);
  const goals = readGoals(flags);
  const model = await readModel(modelName.text, modelName.where, readFile);
  const hardware = await readHardware(hardwareName.text, hardwareName.where, readFile);
  const profile = solve(configure({model: model.item, hardware: hardware.item, options}));
  const each = perPhase[profile.configuration.scenario.phase];
  const priced = economicsOf(profile, goals.prices);
  const economics = hasPrices(goals) ? priced : null;
  // What has no time costs nothing that could be shown.
  const shown = profile.fits ? economics : null;
  const limits = limitsOn(priced.unit, goals.limits);
  const scorecard = hasTargets(goals)
    ? scorecardOf(profile, {targets: goals.targets, limits, economics: priced})
    : null;
  const inputs = explainsInputs(flags)
    ? (await import("./inputForms.js")).inputForms(profile, [...model.figures, ...hardware.figures])
    : null;
  const text = inFormat(format, {
    text: () =>
      joined(renderProfileText(profile), [
        ...(shown === null ? [] : [economicsText(shown, each)]),
        ...(scorecard === null ? [] : [scorecardText(scorecard)]),
        ...(inputs === null ? [] : [inputs.text()]),
      ]),
    markdown: () =>
      joined(renderProfileMarkdown(profile), [
        ...(shown === null ? [] : [economicsMarkdown(shown, each)]),
        ...(scorecard === null ? [] : [scorecardMarkdown(scorecard)]),
        ...(inputs === null ? [] : [inputs.markdown()]),
      ]),
    json: () => ({
      ...profileJson(profile),
      ...(economics === null ? {} : {economics}),
      ...(scorecard === null ? {} : {scorecard}),
      ...(inputs === null ? {} : {provenance: inputs.json}),
    }),
  });
  const missed = goals.failOnTarget && scorecard !== null && !keepsTargets(scorecard);
  return {text, fits: profile.fits, missed, notes: (model.notes ?? []).map(formatProblem)};
};

function economicsText(economics: Economics, each: string): string {
  return lines([economicsBasis(economics), ...alignColumns(economicsRows(economics, each), "right")]);
}

function economicsMarkdown(economics: Economics, each: string): string {
  return lines([escapeMarkdown(economicsBasis(economics)), "", ...markdownTable(economicsRows(economics, each))]);
}

function scorecardText(scorecard: Scorecard): string {
  return lines(alignColumns(scorecardRows(scorecard), "left"));
}

function scorecardMarkdown(scorecard: Scorecard): string {
  return lines(leftTable(scorecardRows(scorecard).map((row) => row.map((cell) => cell.trim()))));
}

function lines(all: readonly string[]): string {
  return `${all.join("\n")}\n`;
}
