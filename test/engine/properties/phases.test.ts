import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {change} from "../../../lib/engine/change.js";
import {lower, stepTokens} from "../../../lib/engine/lower.js";
import {bubbleFraction, prefillSequences} from "../../../lib/engine/passes.js";
import {ratesOf} from "../../../lib/engine/roofline.js";
import {solve} from "../../../lib/engine/solve.js";
import {stepTime} from "../../../lib/engine/stepTime.js";
import {tokenTimes} from "../../../lib/engine/tokenTimes.js";
import type {Configuration, Phase} from "../../../lib/engine/types.js";
import {seconds} from "../../../lib/engine/units.js";
import {alone, asking, atMost, batchOf, cases, generating, holds, idealFor, inTraining, near, timeOf} from "./holds.js";

/** Time of a phase, all else equal. */
const inPhase = (configuration: Configuration, phase: Phase, batch = batchOf(configuration)): number =>
  timeOf(asking(configuration, {phase, batch}));

/** Configurations without a pipeline or a host: a phase's passes then run one after the other. */
const unstaged = generating("request").map((one) => asking(one, {pipelineParallel: 1, offload: false}));

describe("a request", () => {
  it("takes a prefill and a decode step for each token, each with its fixed cost", () => {
    holds(2500, unstaged, (configuration) => {
      const {outputLength} = configuration.scenario;
      const parts = inPhase(configuration, "prefill") + outputLength * inPhase(configuration, "decode");
      near(timeOf(configuration), parts, "time");
    });
  });

  it("shows its reader the time to the first token, then one token after the other", () => {
    holds(2500, unstaged, (configuration) => {
      const {outputLength} = configuration.scenario;
      const times = tokenTimes(configuration, batchOf(configuration), ratesOf(configuration))!;
      near(times.ttftSeconds, inPhase(configuration, "prefill"), "first token");
      near(times.ttftSeconds + outputLength * times.tpotSeconds, timeOf(configuration), "all");
    });
  });

  it("takes no less time for more tokens, and all but in proportion where they are many", () => {
    holds(1000, unstaged, (configuration) => {
      const {outputLength} = configuration.scenario;
      atMost(timeOf(configuration), timeOf(asking(configuration, {outputLength: outputLength + 1})), "one more");
    });
  });
});

describe("in-flight serving", () => {
  it("takes for each token a decode step and its share of the prompts, so that B requests take B prompts", () => {
    holds(2500, unstaged, (request) => {
      // A prompt joins the decode step under way: it shares that step's fixed cost, and the host's launches of it.
      const {launchSeconds} = request.calibration;
      const launched = {launchSeconds: {...launchSeconds, eager: seconds(0)}};
      const configuration = change(request, {scenario: {phase: "serving"}, calibration: launched});
      const {scenario, calibration} = configuration;
      const {outputLength, dataParallel} = scenario;
      const sequences = batchOf(configuration) / dataParallel;
      const together = prefillSequences(scenario, sequences);
      const prompts = inPhase(configuration, "prefill", together * dataParallel) - calibration.stepSeconds;
      const parts = (sequences / together) * prompts + outputLength * inPhase(configuration, "decode");
      near(outputLength * timeOf(configuration), parts, "time", 1e-7);
    });
  });

  it("reads at least one prompt at once, and never more than a turn holds of those that come in a step", () => {
    holds(2000, unstaged, (request) => {
      const {scenario} = request;
      const sequences = batchOf(request);
      const together = prefillSequences(scenario, sequences);
      expect(together).toBeGreaterThanOrEqual(1);
      atMost(together, Math.max(1, sequences / scenario.outputLength), "newcomers");
      expect(together === 1 || together * scenario.inputLength <= 8192.001).toBe(true);
    });
  });

  it("makes its reader wait for the step under way of the others of its copy, and for its own prompt", () => {
    const served = generating("serving").map((one) => asking(one, {offload: false}));
    holds(2000, served, (configuration) => {
      const {dataParallel} = configuration.scenario;
      const batch = batchOf(configuration);
      const {ttftSeconds} = tokenTimes(configuration, batch, ratesOf(configuration))!;
      const underWay = (1 - dataParallel / batch) * inPhase(configuration, "decode");
      near(ttftSeconds, underWay + inPhase(configuration, "prefill", dataParallel), "first token");
    });
  });

  it("makes its reader wait for a whole prompt at least, and for each token at least a decode step", () => {
    holds(2000, unstaged, (request) => {
      const configuration = asking(request, {phase: "serving"});
      const {dataParallel} = configuration.scenario;
      const times = tokenTimes(configuration, batchOf(configuration), ratesOf(configuration))!;
      atMost(inPhase(configuration, "prefill", dataParallel), times.ttftSeconds, "first token");
      atMost(inPhase(configuration, "decode"), times.tpotSeconds, "further tokens");
    });
  });
});

describe("every phase", () => {
  it("makes per second what it makes in a step, divided by its time", () => {
    holds(2500, cases, (configuration) => {
      const profile = solve(configuration);
      if (!profile.fits) return;
      const {seconds: time, tokens, batch} = stepTime(configuration);
      expect(profile.latencySeconds).toBe(time);
      expect(tokens).toBe(stepTokens(configuration, batch));
      near(profile.throughputPerSecond * profile.latencySeconds, tokens, "throughput");
      const {phase, inputLength, outputLength} = configuration.scenario;
      const each = {decode: 1, serving: 1, request: outputLength, prefill: inputLength};
      if (phase in each) near(tokens, batch * each[phase as keyof typeof each], "tokens");
    });
  });

  it("makes no more per second than its decode steps alone would", () => {
    holds(
      2000,
      fc.record({configuration: unstaged, phase: fc.constantFrom("request" as const, "serving" as const)}),
      (drawn) => {
        const {configuration, phase} = drawn;
        const {outputLength} = configuration.scenario;
        const made = batchOf(configuration) * (phase === "request" ? outputLength : 1);
        const decoded = batchOf(configuration) / inPhase(configuration, "decode");
        atMost(made / inPhase(configuration, phase), decoded, "throughput");
      },
    );
  });
});

describe("training", () => {
  /** FLOP of products with weights in a step, by the pass that they are in. */
  function flopOf(configuration: Configuration, matching = /^/): number {
    return lower(configuration, batchOf(configuration))
      .filter(({id, arithmetic}) => arithmetic === "matrix" && matching.test(id))
      .reduce((sum, {repeat, flop}) => sum + repeat * flop, 0);
  }

  const trained = inTraining.map((one) => asking(one, alone));
  const plan = ({scenario: {training}}: Configuration, recomputation: "none" | "selective" | "full", loraRank = 0) => ({
    training: {...training, recomputation, loraRank},
  });

  it("takes three forward passes of products, four where all are computed once more, and at least two for adapters", () => {
    holds(2500, trained, (drawn) => {
      const forward = flopOf(asking(drawn, {phase: "forward"}));
      near(flopOf(asking(drawn, plan(drawn, "none"))), 3 * forward, "none");
      near(flopOf(asking(drawn, plan(drawn, "selective"))), 3 * forward, "selective");
      const full = asking(drawn, plan(drawn, "full"));
      const outside = flopOf(asking(drawn, {phase: "forward"}), /LM head$|convolution$/);
      near(flopOf(full), 4 * forward - outside, "full");
      atMost(2 * forward, flopOf(asking(drawn, plan(drawn, "none", 16))), "adapters");
    });
  });

  it("takes at least twice as long as its forward pass, three times at the physical limit, and no less when recomputing", () => {
    holds(2500, trained, (drawn) => {
      const [none, selective, full] = (["none", "selective", "full"] as const).map((recomputation) =>
        timeOf(asking(drawn, plan(drawn, recomputation))),
      ) as [number, number, number];
      atMost(none, selective, "selective");
      atMost(selective, full, "full");
      atMost(2 * (timeOf(asking(drawn, {phase: "forward"})) - drawn.calibration.stepSeconds), none, "twice");
      const limit = change(asking(drawn, plan(drawn, "none")), {calibration: idealFor(drawn)});
      atMost(3 * timeOf(asking(limit, {phase: "forward"})), timeOf(limit), "three times");
    });
  });

  it("waits in a pipeline for one part of the batch a stage where no micro-batch is asked for, as far as there are sequences", () => {
    const pipelines = fc.record({configuration: trained, stages: fc.integer({min: 2, max: 64})});
    holds(500, pipelines, ({configuration, stages}) => {
      const training = {...configuration.scenario.training, microBatch: 0};
      const {scenario} = asking(configuration, {training, pipelineParallel: stages, dataParallel: 2});
      const batch = 2 * batchOf(configuration);
      near(bubbleFraction(scenario, batch), (stages - 1) / Math.min(stages, batch / 2), "bubble");
    });
  });

  it("counts for MFU no more than it computes, and no less where nothing is computed once more", () => {
    holds(2000, trained, (drawn) => {
      const [without, once] = [solve(asking(drawn, plan(drawn, "none"))), solve(asking(drawn, plan(drawn, "full")))];
      if (!without.fits || !once.fits) return;
      // The useful work of both is the same.
      near(once.mfu * once.latencySeconds, without.mfu * without.latencySeconds, "useful work");
      expect(once.mfu).toBeLessThanOrEqual(1 + 1e-9);
    });
  });
});
