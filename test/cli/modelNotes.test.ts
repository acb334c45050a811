import {describe, expect, it} from "vitest";
import {capture} from "./capture.js";

const quantised = "test/fixtures/catalog/config-quantised/input.json";
const wrapped = "test/fixtures/configs/mistralai--Ministral-3-3B-Reasoning-2512/config.json";

/** The command line with a configuration that goes by another name of its own. */
const named = (name: string) =>
  capture(["solve", "--model", "x.json", "--hardware", "h100"], {
    readFile: () =>
      Promise.resolve(
        new TextEncoder().encode(
          JSON.stringify({
            ...{model_type: "gpt2", n_embd: 768, n_head: 12, n_layer: 12, n_positions: 1024, vocab_size: 50257},
            ...{_name_or_path: name, quantization_config: {quant_method: name}},
          }),
        ),
      ),
  });

describe("what a config.json says beside the model", () => {
  it("is a line on stderr for each, with the flag that takes the weights as published", async () => {
    const {code, stdout, stderr} = await capture(["solve", "--model", quantised, "--hardware", "h100"]);
    expect(code).toBe(0);
    expect(stdout).not.toContain("note:");
    expect(stderr).toBe(
      `regime-shift: note: ${quantised}:19:26 quantization_config: the weights are published quantised ("awq"), and computed in the precision that is asked for; --precision int4-weights takes them as they are\n`,
    );
  });

  it("leaves the JSON on stdout alone", async () => {
    const {stdout, stderr} = await capture(["solve", "--model", wrapped, "--hardware", "h100", "--format", "json"]);
    expect(() => JSON.parse(stdout) as unknown).not.toThrow();
    expect(stderr).toContain(
      "vision_config: left out: of a model with several parts, the text model alone is computed",
    );
  });

  it("is said once of a model that both sides share", async () => {
    const args = ["compare", "--model", quantised, "--baseline", "a100", "--proposal", "h100"];
    expect((await capture(args)).stderr.split("\n")).toHaveLength(2);
  });

  it("cannot break the line, nor hide or reorder what stands on it", async () => {
    const {code, stdout, stderr} = await named('"\n\u202Efake\u001b[31m<img src=x onerror=alert(1)>');
    expect(code).toBe(0);
    expect(stderr).toMatch(/^regime-shift: note: [^\n]+\n$/);
    for (const text of [stdout, stderr]) expect(text).not.toMatch(/[\u202E\u001b]/);
    expect(stdout).not.toContain("<img");
  });
});
