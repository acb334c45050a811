import {describe, expect, it} from "vitest";
import {answer, decoder, decoderOf, machine} from "./worked.js";

/** Seconds of one all-reduce of `size` bytes over a tensor-parallel group, one of the two of a layer in 16 bits. */
function oneAllReduce(size: number, tensorParallel: number, link: number): number {
  const hiddenSize = 65_536;
  const model = decoder({layers: 1, hiddenSize, heads: tensorParallel});
  const hardware = machine({bf16: 1e30, bandwidth: 1e30, link});
  const {linkSeconds} = answer(model, hardware, {batch: size / 2 / hiddenSize, tensorParallel});
  return (linkSeconds ?? NaN) / 2;
}

describe("all-reduce, as published", () => {
  it("kipply, Transformer Inference Arithmetic (kipp.ly), Latency: 260B over 16 A100, batch 512, 18 ms", () => {
    const gopher = decoderOf(260e9, {layers: 80, hiddenSize: 16_384});
    const hardware = machine({fp16: 1e30, bandwidth: 1e30, link: 300e9});
    const {linkSeconds} = answer(gopher, hardware, {batch: 512, tensorParallel: 16, precision: "fp16"});
    // The source drops the factor (N − 1)/N that its own formula has.
    expect((((linkSeconds ?? NaN) * 1e3 * 16) / 15).toFixed(0)).toBe("18");
  });

  // nccl-tests print the bus bandwidth that a ring needs for the time that they measured, so the one gives the other.
  it.each([
    [536_870_912, 413.79, 2432.7],
    [1_073_741_824, 445.09, 4523.3],
    [2_147_483_648, 458.3, 8785.8],
    [4_294_967_296, 462.73, 17_404],
    [8_589_934_592, 467.28, 34_468],
  ])(
    "SkyPilot, Using InfiniBand in Nebius, all_reduce_perf on 16 H100: %i bytes at %f GB/s bus bandwidth, %f µs",
    (size, busBandwidth, printed) => {
      const microseconds = oneAllReduce(size, 16, busBandwidth * 1e9) * 1e6;
      expect(microseconds / printed).toBeCloseTo(1, 4);
    },
  );

  it.each([
    ["16 GiB", 2 ** 34, 482.26, 275.58],
    ["1 GiB", 2 ** 30, 463.58, 264.9],
    ["128 MiB", 2 ** 27, 401.93, 229.67],
  ])(
    "Bekman, Machine Learning Engineering, all-reduce on 8 H200: %s, %i bytes, bus %f GB/s, algorithm %f GB/s",
    (_payload, size, busBandwidth, printed) => {
      const seconds = oneAllReduce(size, 8, busBandwidth * 1e9);
      expect((size / seconds / 1e9).toFixed(2)).toBe(printed.toFixed(2));
    },
  );
});
