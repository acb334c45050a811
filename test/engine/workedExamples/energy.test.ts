import {describe, expect, it} from "vitest";
import {economicsOf} from "../../../lib/engine/economics.js";
import {watts} from "../../../lib/engine/units.js";
import {answer, decoderOf, machine} from "./worked.js";

describe("energy and carbon, as published", () => {
  it("Patterson et al., Carbon Emissions and Large Neural Network Training (arXiv 2104.10350), table 4: GPT-3 on 10,000 V100, 14.8 days, 1,287 MWh, 552 t of CO₂", () => {
    // 3.14e23 FLOP at 24.6 TFLOP/s and 330 W for each V100; the source multiplies by 1.10 for the data centre.
    const tokens = 300e9;
    const model = decoderOf(3.14e23 / (6 * tokens), {layers: 96, hiddenSize: 12_288});
    const cluster = {...machine({fp16: 10_000 * 24.6e12, bandwidth: 1e30}), powerWatts: watts(10_000 * 330)};
    const asked = {phase: "training", granularity: "model", precision: "fp16", batch: 1000, inputLength: 1000} as const;
    const step = answer(model, cluster, asked);
    const {energyJoulesPerToken, carbonGramsPerToken} = economicsOf(step, {carbonIntensity: 429});
    const building = 1.1 * tokens;
    expect((tokens / (step.throughputPerSecond ?? NaN) / 86_400).toFixed(1)).toBe("14.8");
    expect(((building * (energyJoulesPerToken ?? NaN)) / 3.6e9).toFixed(0)).toBe("1287");
    expect(((building * (carbonGramsPerToken ?? NaN)) / 1e6).toFixed(0)).toBe("552");
  });
});
