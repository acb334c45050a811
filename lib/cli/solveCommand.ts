import {configure} from "../explore/configure.js";
import {solve} from "../engine/solve.js";
import {profileJson} from "../explainer/renderJson.js";
import {renderProfileMarkdown, renderProfileText} from "../explainer/renderProfile.js";
import type {Perform} from "./command.js";
import {hardwareFlag, modelFlag, required} from "./itemFlags.js";
import {inFormat, readFormat} from "./output.js";
import {readHardware, readModel} from "./readItem.js";
import {readOptions} from "./scenarioFlags.js";

/** How long a step takes, and what bounds it. */
export const performSolve: Perform = async (flags, {readFile}) => {
  const [modelName, hardwareName] = [required(flags, [modelFlag]), required(flags, [hardwareFlag])];
  const format = readFormat(flags);
  const options = readOptions(flags);
  const model = await readModel(modelName.text, modelName.where, readFile);
  const hardware = await readHardware(hardwareName.text, hardwareName.where, readFile);
  const profile = solve(configure({model, hardware, options}));
  const text = inFormat(format, {
    text: () => renderProfileText(profile),
    markdown: () => renderProfileMarkdown(profile),
    json: () => profileJson(profile),
  });
  return {text, fits: profile.fits};
};
