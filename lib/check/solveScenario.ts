import {economicsOf} from "../engine/economics.js";
import {solve} from "../engine/solve.js";
import {metricsOf} from "./metrics.js";
import type {Scenario, SolvedScenario} from "./types.js";

/** Computes a scenario and the metrics that limits may be set on. */
export function solveScenario(scenario: Scenario): SolvedScenario {
  const profile = solve(scenario.configuration);
  const economics = economicsOf(profile, {
    pricePerHour: scenario.pricePerHour ?? undefined,
    carbonIntensity: scenario.carbonIntensity ?? undefined,
  });
  return {scenario, profile, values: metricsOf(profile, economics)};
}
