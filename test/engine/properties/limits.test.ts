import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {change} from "../../../lib/engine/change.js";
import {precisionOf, type PrecisionName} from "../../../lib/engine/precision.js";
import {peakRate} from "../../../lib/engine/resolveHardware.js";
import {solve} from "../../../lib/engine/solve.js";
import {stepTime} from "../../../lib/engine/stepTime.js";
import {energyOf, waitingShare} from "../../../lib/engine/energy.js";
import {devicesOf} from "../../../lib/engine/parallelism.js";
import {lower} from "../../../lib/engine/lower.js";
import type {Configuration, FittingProfile} from "../../../lib/engine/types.js";
import {bytes, bytesPerSecond, flopPerSecond} from "../../../lib/engine/units.js";
import {
  alone,
  asking,
  atMost,
  batchOf,
  cases,
  decoders,
  fasterHardware,
  holds,
  idealFor,
  near,
  timeOf,
  type DecoderCase,
} from "./holds.js";

/** Room for anything. */
const roomy = {memoryCapacityBytes: bytes(1e18), memoryAddressableBytes: null};

/** A configuration at the physical limit, on a machine that holds anything. */
const ideal = (configuration: Configuration): Configuration =>
  change(configuration, {
    hardware: roomy,
    scenario: {...alone, offload: false, execution: "graph"},
    calibration: idealFor(configuration),
  });

function answered(configuration: Configuration): FittingProfile {
  const profile = solve(configuration);
  if (!profile.fits) throw new Error("it does not fit");
  return profile;
}

/** Whether a machine computes in 16 bits: what only knows integers, or 32 bits, has no product of 16-bit weights. */
const hasSixteenBits = ({hardware: {peakFlopPerSecond}}: Configuration): boolean =>
  (peakFlopPerSecond.bf16 ?? peakFlopPerSecond.fp16) !== undefined;

/** 16-bit formats that a machine computes in. */
const sixteenBits = (configuration: Configuration): Configuration => {
  const {bf16} = configuration.hardware.peakFlopPerSecond;
  return asking(configuration, {precision: precisionOf(bf16 === undefined ? "fp16" : "bf16")});
};

describe("at the physical limit", () => {
  const models = decoders
    .filter(hasSixteenBits)
    .map((one): DecoderCase => ({...sixteenBits(ideal(one)), model: one.model}));
  const phases = fc.constantFrom("decode" as const, "prefill" as const);

  it("a whole model takes the longer of its FLOP at the peak and its weights at the bandwidth", () => {
    holds(2000, fc.record({configuration: models, phase: phases}), ({configuration, phase}) => {
      const {latencySeconds, mfu, mbu, operators, regime} = answered(
        asking(configuration, {phase, granularity: "model"}),
      );
      const {hardware, scenario} = configuration;
      const [whole] = operators;
      const compute = whole!.flop / peakRate(hardware, scenario.precision.activations);
      const memory = whole!.weightBytes / hardware.memoryBandwidthBytesPerSecond;
      near(latencySeconds, Math.max(compute, memory), "time");
      near(mfu, compute / latencySeconds, "mfu");
      near(mbu, memory / latencySeconds, "mbu");
      near(Math.max(mfu, mbu), 1, "the roof that binds");
      expect(regime).toBe(mfu > mbu ? "compute" : "memory");
    });
  });

  it("a whole model tends to the compute roof with the batch, and to the memory roof at a single sequence", () => {
    holds(1000, models, (configuration) => {
      const one = asking(configuration, {phase: "decode", granularity: "model", inputLength: 1, outputLength: 1});
      near(answered(asking(one, {batch: 1_000_000})).mfu, 1, "mfu");
      const {mbu, mfu, ridgePoint} = answered(asking(one, {batch: 1}));
      near(mbu, 1, "mbu");
      // One FLOP for each byte of 16-bit weights, or less where experts are read in full.
      if (configuration.model.experts === null) near(mfu * ridgePoint, 1, "intensity");
    });
  });

  it("operator by operator, a single sequence is bound by memory alone, and moves at its full bandwidth", () => {
    holds(1500, models, (configuration) => {
      const one = asking(configuration, {phase: "decode", granularity: "operator", batch: 1});
      const {mbu, shares, ridgePoint} = answered(one);
      const {heads, kvHeads, latentAttention} = configuration.model;
      // Attention of many heads to one key, or to a latent vector, has an intensity of its own.
      if (latentAttention !== null || (2 * heads) / kvHeads > ridgePoint) return;
      expect(shares.memory).toBe(1);
      near(mbu, 1, "mbu");
    });
  });

  it("operator by operator, MFU never falls with the batch, and large batches are bound by the arithmetic of products", () => {
    holds(1500, fc.record({configuration: models, phase: phases}), ({configuration, phase}) => {
      const {model} = configuration;
      const short = asking(configuration, {phase, granularity: "operator", inputLength: 64, outputLength: 1});
      const at = (batch: number) => answered(asking(short, {batch}));
      const profiles = [1, 8, 64, 4096, 262_144].map(at);
      for (const [index, {mfu}] of profiles.slice(1).entries()) atMost(profiles[index]!.mfu, mfu, "mfu", 1e-6);
      const last = profiles.at(-1)!;
      for (const {id, flop, weightBytes, precision, computeSeconds, memorySeconds} of last.operators) {
        if (precision === null || weightBytes === 0) continue;
        // FLOP of a product for each byte of its inputs and outputs: all that counts where weights no longer do.
        const {inputs, outputs} = sidesOf(id, flop, weightBytes, last);
        if ((inputs * outputs) / (inputs + outputs) > 1.1 * last.ridgePoint && model.experts === null) {
          expect(computeSeconds).toBeGreaterThan(memorySeconds);
        }
      }
      // What remains is what each sequence takes, in proportion.
      near(at(1e6).latencySeconds / at(5e5).latencySeconds, 2, "in proportion", 1e-2);
    });
  });

  it("wide dense models reach most of the compute roof in prefill, on machines with a ridge below a third of their width", () => {
    const wide = models.filter(({model}) => model.experts === null && model.hiddenSize >= 4096);
    holds(800, wide, (configuration) => {
      const {mfu, ridgePoint, regime} = answered(
        asking(configuration, {phase: "prefill", granularity: "operator", batch: 4096, inputLength: 512}),
      );
      if (ridgePoint > configuration.model.hiddenSize / 3) return;
      expect(regime).toBe("compute");
      expect(mfu).toBeGreaterThan(0.6);
    });
  });

  /** Inputs and outputs of a product, from what it costs. */
  function sidesOf(id: string, flop: number, weightBytes: number, {operators}: FittingProfile) {
    const {activationBytes} = operators.find((operator) => operator.id === id)!;
    const product = weightBytes / 2;
    const rows = flop / (2 * product);
    // inputs · outputs and inputs + outputs are known; which is which does not matter here.
    const sum = activationBytes / (2 * rows);
    const half = Math.sqrt(Math.max(0, (sum * sum) / 4 - product));
    return {inputs: sum / 2 + half, outputs: sum / 2 - half};
  }
});

describe("where arithmetic takes no time", () => {
  const chains: readonly (readonly [PrecisionName, PrecisionName])[] = [
    ["fp32", "bf16"],
    ["fp32", "fp16"],
    ["bf16", "fp8"],
    ["fp8", "fp4"],
    ["fp16", "int8"],
    ["int8", "int4"],
    ["fp16", "int8-weights"],
    ["int8-weights", "int4-weights"],
    ["int8-weights", "q4_k_m"],
    ["int4-weights", "int4"],
  ];

  it("narrower formats are never slower, in any phase of inference", () => {
    const drawn = fc.record({
      configuration: cases.filter(({scenario}) => scenario.phase !== "training"),
      chain: fc.constantFrom(...chains),
    });
    holds(4000, drawn, ({configuration, chain: [wide, narrow]}) => {
      const {hardware} = configuration;
      const {peakFlopPerSecond} = fasterHardware(hardware, 1e15);
      const free = change(configuration, {
        hardware: {...roomy, peakFlopPerSecond: {...peakFlopPerSecond!, fp32: flopPerSecond(1e30)}},
        scenario: {offload: false},
        calibration: idealFor(configuration),
      });
      const [before, after] = [wide, narrow].map((name) => timeOf(asking(free, {precision: precisionOf(name)})));
      atMost(after!, before!, "time");
    });
  });

  it("halving all widths halves the time of a decode step, and so does doubling the bandwidth", () => {
    const inOneFormat = decoders.filter(({model}) => model.experts?.format == null);
    holds(1000, inOneFormat, (configuration) => {
      const free = flopPerSecond(1e30);
      const one = change(ideal(configuration), {
        hardware: {...roomy, peakFlopPerSecond: {fp32: free, bf16: free}},
        scenario: {phase: "decode", precision: precisionOf("fp32")},
      });
      const faster = bytesPerSecond(2 * one.hardware.memoryBandwidthBytesPerSecond);
      near(timeOf(one), 2 * timeOf(asking(one, {precision: precisionOf("bf16")})), "16 bits");
      near(timeOf(one), 2 * timeOf(change(one, {hardware: {memoryBandwidthBytesPerSecond: faster}})), "bandwidth");
    });
  });
});

describe("energy", () => {
  it("is between that of idle and of full power for as long as the step takes, on all devices", () => {
    holds(3000, cases, (configuration) => {
      const profile = solve(configuration);
      const {powerWatts} = configuration.hardware;
      if (!profile.fits || powerWatts === null) {
        expect(profile.energyJoules).toBeNull();
        return;
      }
      const full = devicesOf(configuration.scenario) * powerWatts * profile.latencySeconds;
      atMost(profile.energyJoules!, full, "full power");
      atMost(configuration.calibration.idlePowerFraction * full, profile.energyJoules!, "idle");
      const {parts, seconds, fixed} = stepTime(configuration);
      const waiting = waitingShare(parts, seconds, fixed.bubble);
      near(profile.energyJoules!, energyOf(configuration, profile.latencySeconds, waiting)!, "energy");
    });
  });

  it("grows with the batch, and for each thing made never grows with power that is not drawn", () => {
    holds(1500, cases, (configuration) => {
      const {hardware, scenario, calibration} = configuration;
      if (hardware.powerWatts === null || (scenario.phase === "training" && scenario.pipelineParallel > 1)) return;
      const energy = (one: Configuration) => {
        const {seconds, parts, fixed} = stepTime(one);
        return energyOf(one, seconds, waitingShare(parts, seconds, fixed.bubble))!;
      };
      const before = energy(configuration);
      atMost(before, energy(asking(configuration, {batch: 2 * batchOf(configuration)})), "twice the batch");
      const idle = change(configuration, {calibration: {idlePowerFraction: calibration.idlePowerFraction / 2}});
      atMost(energy(idle), before, "less idle power");
      expect(lower(configuration, batchOf(configuration)).length).toBeGreaterThan(0);
    });
  });
});
