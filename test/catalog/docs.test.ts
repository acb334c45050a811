import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {parseHardware} from "../../lib/catalog/parseHardware.js";
import {shapeKeys} from "../../lib/catalog/modelSchema.js";
import {supportedModelTypes} from "../../lib/catalog/huggingFaceConfig.js";
import {sourceKinds} from "../../lib/catalog/types.js";

const read = (name: string): string => readFileSync(new URL(`../../docs/${name}`, import.meta.url), "utf8");

describe("docs/adding-hardware.md", () => {
  const text = read("adding-hardware.md");

  it("shows a file that is accepted", () => {
    const [, yaml = ""] = /```yaml\n([^]*?)```/.exec(text) ?? [];
    expect(parseHardware(yaml, "example.yaml").hardware.id).toBe("my-chip");
  });

  it("names every kind of source", () => {
    for (const kind of sourceKinds) expect(text).toContain(`\`${kind}\``);
  });
});

describe("docs/adding-models.md", () => {
  const text = read("adding-models.md");

  it("explains every field of the shape", () => {
    for (const key of shapeKeys) expect(text).toContain(`\`${key}\``);
  });

  it("names every model type whose config.json is read", () => {
    for (const type of supportedModelTypes) expect(text).toContain(`\`${type}\``);
  });
});
