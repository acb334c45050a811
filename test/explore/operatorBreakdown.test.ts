import {describe, expect, it} from "vitest";
import {findHardware, findModel, listModels} from "../../lib/catalog/lookup.js";
import {
  breakdownSentence,
  breakdownTable,
  operatorBreakdown,
  type Breakdown,
} from "../../lib/explore/operatorBreakdown.js";

function breakdown(model: string, hardware = "h100-sxm", batch = 1): Breakdown {
  const answer = operatorBreakdown(findModel(model), findHardware(hardware), batch);
  if ("reason" in answer) throw new Error(answer.reason);
  return answer.breakdown;
}

describe("operatorBreakdown", () => {
  it("adds up to the step, for every model of the catalog that an H100, or several, can hold", () => {
    for (const model of listModels()) {
      const answer = operatorBreakdown(model, findHardware("h100-sxm"), 1);
      if ("reason" in answer) {
        expect(answer.reason).toMatch(/does not fit|expected/);
        continue;
      }
      const {rows, outsideSeconds, profile} = answer.breakdown;
      const inside = rows.reduce((sum, {seconds}) => sum + seconds, 0);
      expect((inside + outsideSeconds) / profile.latencySeconds, model.id).toBeCloseTo(1, 6);
      for (const {seconds, roofSeconds} of rows) expect(roofSeconds).toBeLessThanOrEqual(seconds);
      const text = JSON.stringify(breakdownTable(answer.breakdown)) + breakdownSentence(answer.breakdown);
      expect(text, model.id).not.toMatch(/NaN|undefined|Infinity/);
    }
  });

  it("reads each weight of Llama-3.1-8B but the embedding once in a decode step at batch 1", () => {
    const {rows, profile, devices} = breakdown("llama-3.1-8b");
    expect(devices).toBe(1);
    const projections = rows.filter(({id}) => /projection|LM head/.test(id));
    const read = projections.reduce((sum, {bytes}) => sum + bytes, 0);
    const weights = 2 * (8_030_261_248 - 128_256 * 4096);
    expect(read / weights).toBeCloseTo(1, 2);
    expect(profile.regime).toBe("memory");
    expect(projections.every(({term}) => term === "memory")).toBe(true);
  });

  it("turns compute bound at a large batch", () => {
    expect(breakdown("llama-3.1-8b", "h100-sxm", 1).rows.some(({term}) => term === "compute")).toBe(false);
    expect(breakdown("qwen3-0.6b", "h100-sxm", 512).rows.some(({term}) => term === "compute")).toBe(true);
  });

  it("shares a model that does not fit by the fewest that hold it, and says so", () => {
    const shared = breakdown("llama-3.1-70b");
    expect(shared.devices).toBe(2);
    expect(shared.rows.some(({term}) => term === "link")).toBe(true);
    expect(breakdownSentence(shared)).toContain("on 2 × H100 SXM, the fewest that hold it,");
  });

  it("computes in fp16 what an accelerator without bf16 runs, and in int8 on one of whole numbers alone", () => {
    expect(breakdownSentence(breakdown("llama-2-7b", "v100-sxm2-32"))).toContain("(fp16, batch 1");
    const h100 = findHardware("h100-sxm");
    const whole = {...h100, peakFlopPerSecond: {int8: h100.peakFlopPerSecond.int8!}};
    const answer = operatorBreakdown(findModel("llama-3.1-8b"), whole, 1);
    if ("reason" in answer) throw new Error(answer.reason);
    expect(breakdownSentence(answer.breakdown)).toContain("(int8, batch 1");
  });

  it("gives a reason, with what would fit, where no number of them holds it", () => {
    const reasonFor = (model: string, hardware: string, batch = 1): string => {
      const answer = operatorBreakdown(findModel(model), findHardware(hardware), batch);
      if ("breakdown" in answer) throw new Error(breakdownSentence(answer.breakdown));
      return answer.reason;
    };
    // No link is published by which several could share it.
    expect(reasonFor("llama-3.1-8b", "apple-m1")).toMatch(
      /^Llama-3\.1-8B at batch 1 does not fit on Apple M1, nor on several that share it: [\d.]+ GB are missing on one; weights in \w+ would fit\.$/,
    );
    expect(reasonFor("qwen3-0.6b", "apple-m1", 100_000)).toMatch(/; the largest batch that fits is [\d,]+\.$/);
  });

  it("names the phase that a model has", () => {
    expect(breakdownSentence(breakdown("llama-3.1-8b"))).toMatch(/^A decode step of Llama-3.1-8B/);
    expect(breakdownSentence(breakdown("resnet-50"))).toMatch(/^A forward pass of ResNet-50 \(bf16, batch 1\) takes/);
    const table = breakdownTable(breakdown("resnet-50"));
    expect(table.at(-1)![0]).toBe("The pass");
  });
});
