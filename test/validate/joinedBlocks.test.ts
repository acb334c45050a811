import {describe, expect, it} from "vitest";
import {findModel} from "../../lib/catalog/lookup.js";
import {asJoined} from "../../lib/validate/joinedBlocks.js";

describe("asJoined", () => {
  it.each([
    ["TensorRT-LLM v0.5.0", "falcon-180b", false],
    ["TensorRT-LLM v0.8.0", "falcon-180b", true],
    ["TensorRT-LLM v0.14 + Triton", "falcon-180b", true],
    ["vLLM", "falcon-180b", true],
    ["TensorRT-LLM v0.5.0", "llama-2-7b", false],
  ])("%s adds up both blocks of %s at once: %s", (engine, id, expected) => {
    expect(asJoined(engine, findModel(id))).toMatchObject({id, parallelBlocks: expected});
  });

  it("gives back the model itself where nothing differs", () => {
    for (const [engine, id] of [
      ["TensorRT-LLM v0.5.0", "llama-2-7b"],
      ["TensorRT-LLM v0.9.0", "falcon-180b"],
      ["TensorRT-LLM v0.5.0", "bert-large"],
    ] as const) {
      const model = findModel(id);
      expect(asJoined(engine, model)).toBe(model);
    }
  });
});
