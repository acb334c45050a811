import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {change} from "../../../lib/engine/change.js";
import {allGather, allReduce, allToAll} from "../../../lib/engine/collectives.js";
import {footprintOf} from "../../../lib/engine/footprint.js";
import {lower} from "../../../lib/engine/lower.js";
import {devicesOf} from "../../../lib/engine/parallelism.js";
import {solve} from "../../../lib/engine/solve.js";
import {linkRateOrNull} from "../../../lib/engine/resolveHardware.js";
import {collectiveKinds} from "../../../lib/engine/types.js";
import {bytesPerSecond} from "../../../lib/engine/units.js";
import {alone, asking, atMost, batchOf, cases, decoders, holds, near, timeOf} from "./holds.js";

const groups = fc.record({
  size: fc.double({min: 1, max: 1e12, noNaN: true}),
  perNode: fc.constantFrom(1, 2, 4, 8, 72),
  nodes: fc.constantFrom(1, 2, 3, 16, 1000),
  kind: fc.constantFrom(...collectiveKinds),
});

/** Bytes that one device sends in a step, inside its node and beyond it. */
function sent(configuration: Parameters<typeof lower>[0]): {readonly link: number; readonly network: number} {
  let [link, network] = [0, 0];
  for (const {repeat, linkBytes, networkBytes} of lower(configuration, batchOf(configuration))) {
    link += repeat * linkBytes;
    network += repeat * networkBytes;
  }
  return {link, network};
}

describe("collectives", () => {
  it("send nothing where there is one device, and nothing over the network where one node holds all", () => {
    holds(2000, groups, ({size, perNode, nodes, kind}) => {
      for (const collective of [allReduce, allGather, allToAll]) {
        if (kind === "ring" || collective !== allReduce) {
          expect(collective(size, {devices: 1, perNode, kind})).toEqual({linkBytes: 0, networkBytes: 0});
        }
        expect(collective(size, {devices: perNode, perNode: perNode * nodes, kind}).networkBytes).toBe(0);
      }
    });
  });

  it("take 2·(n − 1)/n of the data to add it up around a ring, which tends to twice the data", () => {
    holds(2000, fc.record({group: groups, devices: fc.integer({min: 2, max: 1e6})}), ({group: {size}, devices}) => {
      const {linkBytes, networkBytes} = allReduce(size, {devices, perNode: devices, kind: "ring"});
      near(linkBytes + networkBytes, (2 * size * (devices - 1)) / devices, "ring");
      expect(Math.abs(linkBytes / size - 2)).toBeLessThanOrEqual(2.001 / devices);
      // A ring over nodes of one device each is the same ring on the network.
      const {networkBytes: far} = allReduce(size, {devices, perNode: 1, kind: "ring"});
      near(far, linkBytes, "ring over the network");
    });
  });

  it("send as much in all however the group is spread, and more of it over the network the more nodes there are", () => {
    holds(2000, groups, ({size, perNode, nodes}) => {
      const devices = perNode * nodes;
      for (const collective of [allReduce, allGather, allToAll]) {
        const near1 = collective(size, {devices, perNode: devices, kind: "ring"});
        const spread = collective(size, {devices, perNode, kind: "ring"});
        near(spread.linkBytes + spread.networkBytes, near1.linkBytes, collective.name);
        atMost(near1.networkBytes, spread.networkBytes, collective.name);
        if (perNode % 2 === 0) {
          const finer = collective(size, {devices, perNode: perNode / 2, kind: "ring"});
          atMost(spread.networkBytes, finer.networkBytes, collective.name);
        }
      }
    });
  });

  it("take an all-reduce apart into a reduce-scatter and an all-gather", () => {
    holds(2000, groups, ({size, perNode, nodes}) => {
      const group = {devices: perNode * nodes, perNode, kind: "ring"} as const;
      const [whole, half] = [allReduce(size, group), allGather(size, group)];
      near(whole.linkBytes, 2 * half.linkBytes, "link");
      near(whole.networkBytes, 2 * half.networkBytes, "network");
    });
  });
});

describe("a single device", () => {
  it("sends nothing, and takes as long whatever the link, the network and the node", () => {
    const others = fc.record({
      configuration: cases,
      devicesPerNode: fc.integer({min: 1, max: 100}),
      network: fc.double({min: 1, max: 1e12, noNaN: true}),
      collectives: fc.constantFrom(...collectiveKinds),
    });
    holds(2000, others, ({configuration, devicesPerNode, network, collectives}) => {
      const one = asking(configuration, alone);
      expect(sent(one)).toEqual({link: 0, network: 0});
      const other = change(one, {
        hardware: {linkBandwidthBytesPerSecond: null},
        scenario: {devicesPerNode, networkBytesPerSecond: bytesPerSecond(network), collectives},
      });
      expect(timeOf(other)).toBe(timeOf(one));
      if (!one.scenario.offload) expect(solve(one).linkSeconds ?? 0).toBe(0);
    });
  });

  it("is what one copy of several is, in time and in memory, where the copies exchange nothing", () => {
    holds(2000, fc.record({configuration: cases, copies: fc.integer({min: 2, max: 64})}), (drawn) => {
      const {configuration, copies} = drawn;
      const {phase, inputLength} = configuration.scenario;
      if (phase === "training") return;
      const one = asking(configuration, {dataParallel: 1, expertParallel: 1});
      const batch = batchOf(one) * copies;
      const several = asking(one, {dataParallel: copies, batch, inputLength});
      near(timeOf(several), timeOf(one), "time");
      expect(footprintOf(several, batch)).toEqual(footprintOf(one, batchOf(one)));
      const [before, after] = [solve(one), solve(several)];
      if (!before.fits || !after.fits) return;
      near(after.throughputPerSecond, copies * before.throughputPerSecond, "throughput");
      near(after.mfu, before.mfu, "mfu");
      if (before.energyJoules !== null) near(after.energyJoules!, copies * before.energyJoules, "energy");
    });
  });
});

describe("devices that share a model", () => {
  it("send nothing over the network where they all fit a node", () => {
    holds(3000, cases, (configuration) => {
      const one = asking(configuration, {devicesPerNode: devicesOf(configuration.scenario)});
      expect(sent(one).network).toBe(0);
      const slow = asking(one, {networkBytesPerSecond: bytesPerSecond(1)});
      near(timeOf(slow), timeOf(one), "time");
    });
  });

  it("never gain from being split over more nodes, where the network is no faster than the link", () => {
    holds(3000, cases, (configuration) => {
      const {tensorParallel, pipelineParallel, networkBytesPerSecond} = configuration.scenario;
      if (devicesOf(configuration.scenario) === 1) return;
      const link = linkRateOrNull(configuration.hardware)!;
      const network = bytesPerSecond(Math.min(link, networkBytesPerSecond));
      const times: number[] = [];
      const far: number[] = [];
      // Nodes that hold whole groups, or are whole parts of one.
      for (const devicesPerNode of [1024, 64, 32, 16, 8, 4, 2, 1]) {
        const group = tensorParallel * pipelineParallel;
        if (devicesPerNode % group !== 0 && group % devicesPerNode !== 0) continue;
        const split = asking(configuration, {devicesPerNode, networkBytesPerSecond: network});
        times.push(timeOf(split));
        far.push(sent(split).network);
      }
      for (let finer = 1; finer < times.length; finer++) {
        atMost(far[finer - 1]!, far[finer]!, "network bytes");
        atMost(times[finer - 1]!, times[finer]!, "time");
      }
    });
  });

  it("never send more over the network for a switch that adds within the node", () => {
    holds(2000, cases, (configuration) => {
      const ring = sent(asking(configuration, {collectives: "ring"}));
      const added = sent(asking(configuration, {collectives: "switch"}));
      near(added.network, ring.network, "network");
      atMost(added.link, ring.link, "link");
    });
  });

  it("hold and do together no less than one device would: weights, products and cache", () => {
    const shared = fc.record({configuration: decoders, tp: fc.constantFrom(2, 4, 8), pp: fc.constantFrom(1, 2, 4)});
    holds(2000, shared, ({configuration, tp: tensorParallel, pp: pipelineParallel}) => {
      if (configuration.model.heads % tensorParallel !== 0) return;
      const batch = batchOf(configuration);
      const several = asking(configuration, {tensorParallel, pipelineParallel});
      const devices = tensorParallel * pipelineParallel;
      const [one, each] = [footprintOf(configuration, batch), footprintOf(several, batch)];
      near(devices * each.weightsBytes, one.weightsBytes, "weights");
      near(devices * each.gradientBytes, one.gradientBytes, "gradients");
      near(devices * each.optimizerBytes, one.optimizerBytes, "optimizer");
      atMost(one.kvCacheBytes, devices * each.kvCacheBytes, "cache");
      atMost(each.kvCacheBytes, one.kvCacheBytes, "cache of one");
    });
  });
});
