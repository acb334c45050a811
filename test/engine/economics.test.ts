import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {economicsOf} from "../../lib/engine/economics.js";
import {energyOf} from "../../lib/engine/energy.js";
import {stepTokens} from "../../lib/engine/lower.js";
import {devicesOf} from "../../lib/engine/parallelism.js";
import {solve} from "../../lib/engine/solve.js";
import {UserError} from "../../lib/engine/userError.js";
import {findHardware, findModel} from "../../lib/catalog/lookup.js";
import {configure} from "../../lib/explore/configure.js";
import {configurations} from "../configurations.js";

const profiles = configurations.map((configuration) => solve(configuration));
const prices = fc.record({
  pricePerHour: fc.double({min: 0, max: 100, noNaN: true}),
  carbonIntensity: fc.double({min: 0, max: 1000, noNaN: true}),
});
const question = (model: string, hardware: string, options = {}) =>
  configure({model: findModel(model), hardware: findHardware(hardware), options});
const h100 = solve(question("llama3-8b", "h100", {batch: 8}));

/** Equal but for rounding. */
function near(value: number | null, expected: number): void {
  expect(Math.abs((value ?? NaN) - expected)).toBeLessThanOrEqual(1e-9 * Math.abs(expected) + 1e-300);
}

describe("energyOf", () => {
  it("grows with the time and falls with the share of waiting, and is null without a published power", () => {
    const parts = fc.record({
      time: fc.double({min: 1e-6, max: 1e3, noNaN: true}),
      waiting: fc.double({min: 0, max: 0.99, noNaN: true}),
    });
    fc.assert(
      fc.property(configurations, parts, (configuration, {time, waiting}) => {
        const energy = energyOf(configuration, time, waiting);
        expect(energy === null).toBe(configuration.hardware.powerWatts === null);
        if (energy === null) return;
        expect(energyOf(configuration, 2 * time, waiting)!).toBeGreaterThan(energy);
        expect(energyOf(configuration, time, waiting / 2)!).toBeGreaterThanOrEqual(energy);
        // More waiting makes the step longer too, and so never cheaper.
        const working = time * (1 - waiting);
        const longer = working + 2 * time * waiting;
        expect(energyOf(configuration, longer, 1 - working / longer)!).toBeGreaterThanOrEqual(energy * (1 - 1e-9));
      }),
    );
  });
});

describe("economicsOf", () => {
  it("is linear in the price and in the carbon intensity", () => {
    fc.assert(
      fc.property(profiles, prices, fc.double({min: 0, max: 10, noNaN: true}), (profile, given, factor) => {
        const one = economicsOf(profile, given);
        const more = economicsOf(profile, {
          pricePerHour: factor * given.pricePerHour,
          carbonIntensity: factor * given.carbonIntensity,
        });
        for (const key of ["costUsd", "costUsdPerMillionTokens", "carbonGrams", "carbonGramsPerToken"] as const) {
          if (one[key] === null) expect(more[key]).toBeNull();
          else near(more[key], factor * one[key]);
        }
        expect(more.energyJoules).toBe(one.energyJoules);
      }),
    );
  });

  it("gives for each thing made, times how many a step makes, what the step takes", () => {
    fc.assert(
      fc.property(profiles, prices, (profile, given) => {
        const economics = economicsOf(profile, given);
        expect(economics.madePerStep).toBe(stepTokens(profile.configuration, profile.batch));
        for (const figure of ["energyJoules", "costUsd", "carbonGrams"] as const) {
          const total = economics[figure];
          const [token, sample] = [economics[`${figure}PerToken`], economics[`${figure}PerSample`]];
          const [each, other] = economics.unit === "token" ? [token, sample] : [sample, token];
          const [tokens, samples] = [economics[`${figure}PerMillionTokens`], economics[`${figure}PerMillionSamples`]];
          const [million, others] = economics.unit === "token" ? [tokens, samples] : [samples, tokens];
          expect([other, others]).toEqual([null, null]);
          expect([each === null, million === null]).toEqual([total === null, total === null]);
          if (total === null || each === null) continue;
          near(each * economics.madePerStep, total);
          near(million, 1e6 * each);
        }
      }),
    );
  });

  it("charges all devices for as long as the step takes", () => {
    fc.assert(
      fc.property(profiles, (profile) => {
        const {costUsd} = economicsOf(profile, {pricePerHour: 3600});
        expect(costUsd === null).toBe(!profile.fits);
        if (profile.fits) near(costUsd, devicesOf(profile.configuration.scenario) * profile.latencySeconds);
      }),
    );
  });

  it("converts by definition: a kilowatt-hour is 3.6 MJ, an hour 3,600 s", () => {
    const {costUsd, carbonGrams} = economicsOf(h100, {pricePerHour: 2, carbonIntensity: 400});
    if (!h100.fits) throw new Error("an 8B model fits on an H100");
    expect(costUsd).toBeCloseTo((2 * h100.latencySeconds) / 3600, 15);
    expect(carbonGrams).toBeCloseTo((400 * h100.energyJoules!) / 3.6e6, 12);
  });

  it("guesses nothing: null where a price is not given, power is not published, or it does not fit", () => {
    expect(economicsOf(h100)).toMatchObject({costUsd: null, costUsdPerToken: null, carbonGrams: null});
    expect(economicsOf(h100).energyJoules).toBe(h100.energyJoules);
    const configuration = question("llama3-8b", "h100");
    const unknown = solve({...configuration, hardware: {...configuration.hardware, powerWatts: null}});
    expect(economicsOf(unknown, {pricePerHour: 1, carbonIntensity: 1})).toMatchObject({
      energyJoules: null,
      carbonGrams: null,
      costUsdPerMillionTokens: expect.any(Number) as number,
    });
    const oversized = solve(question("llama3-70b", "h100"));
    const {costUsd, carbonGrams, energyJoules} = economicsOf(oversized, {pricePerHour: 1, carbonIntensity: 1});
    expect({costUsd, carbonGrams, energyJoules}).toEqual({costUsd: null, carbonGrams: null, energyJoules: null});
  });

  it("rejects a price or an intensity that is no number, or below zero", () => {
    expect(() => economicsOf(h100, {pricePerHour: -1})).toThrow(
      new UserError("pricePerHour: expected US dollars per hour, zero or more, got -1"),
    );
    expect(() => economicsOf(h100, {carbonIntensity: NaN})).toThrow(
      new UserError("carbonIntensity: expected grams of CO₂ per kilowatt-hour, zero or more, got NaN"),
    );
  });
});
