import {findHardware, findModel} from "../../lib/catalog/lookup.js";
import {parseScenarioFile} from "../../lib/check/parseScenarioFile.js";
import type {Scenario} from "../../lib/check/types.js";
import {configure} from "../../lib/explore/configure.js";
import type {StatedFigure} from "../../lib/provenance/types.js";

/** A side of a check, of scenarios as a team writes them, with models and accelerators of the catalog. */
export function side(yaml: string, figures: readonly StatedFigure[] = []): {site: null; scenarios: Scenario[]} {
  const file = parseScenarioFile(`version: 1\nscenarios:\n${yaml}`, "regime-shift.yaml");
  const scenarios = file.scenarios.map((stated) => ({
    ...stated,
    configuration: configure({
      model: findModel(stated.model.text),
      hardware: findHardware(stated.hardware.text),
      options: stated.options,
    }),
    config: null,
    figures,
    notes: [],
  }));
  return {site: null, scenarios};
}
