import {findHardware, findModel} from "../../lib/catalog/lookup.js";
import {parseScenarioFile} from "../../lib/check/parseScenarioFile.js";
import {solveScenario} from "../../lib/check/solveScenario.js";
import type {SolvedScenario} from "../../lib/check/types.js";
import {configure} from "../../lib/explore/configure.js";
import type {StatedFigure} from "../../lib/provenance/types.js";

/** A side of a check, of scenarios as a team writes them, with models and accelerators of the catalog. */
export function side(yaml: string, figures: readonly StatedFigure[] = []): {site: null; scenarios: SolvedScenario[]} {
  const file = parseScenarioFile(`version: 1\nscenarios:\n${yaml}`, "regime-shift.yaml");
  const scenarios = file.scenarios.map((stated) => {
    const [model, hardware] = [findModel(stated.model.text), findHardware(stated.hardware.text)];
    const configuration = configure({model, hardware, options: stated.options});
    return solveScenario({...stated, configuration, config: null, figures, notes: []});
  });
  return {site: null, scenarios};
}
