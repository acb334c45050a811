import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {readSources} from "../../data/readCatalog.js";
import {formatProblem} from "../../lib/catalog/catalogError.js";
import {conventionRules} from "../../lib/catalog/conventionRules.js";
import {checkFiles, readShipped} from "../../lib/catalog/conventions/checkFiles.js";
import {findingLine} from "../../lib/catalog/conventions/lintHardware.js";
import {parseHardware} from "../../lib/catalog/parseHardware.js";
import {shapeKeys} from "../../lib/catalog/modelSchema.js";
import {supportedModelTypes} from "../../lib/catalog/huggingFaceConfig.js";
import {formFactors, sourceKinds} from "../../lib/catalog/types.js";

const read = (name: string): string => readFileSync(new URL(`../../docs/${name}`, import.meta.url), "utf8");

describe("docs/adding-hardware.md", () => {
  const text = read("adding-hardware.md");

  const [, example = ""] = /```yaml\n([^]*?)```/.exec(text) ?? [];
  const shipped = readShipped(Object.values(readSources()).flat());
  const linesFor = (file: string): readonly string[] => {
    const {problems, findings} = checkFiles([{name: "data/hardware/my-chip.yaml", text: file}], shipped);
    return [...problems.map(formatProblem), ...findings.map(findingLine)];
  };

  it("shows a file that is accepted", () => {
    expect(parseHardware(example, "example.yaml").hardware.id).toBe("my-chip");
  });

  it("shows a file that keeps to the conventions", () => {
    expect(linesFor(example)).toEqual([]);
  });

  it.each([
    ["value: 4 TB/s", "value: 3350", "memory.bandwidth"],
    ["{value: 600 W}", "{value: 600 W, source: datashet}", "power.source"],
    ["symbol: My_Chip", "symbol: H200", "symbol"],
    ["{value: 1800 TOP/s", "{value: 3600 TOP/s", "peak.int8"],
    ["value: 4 TB/s", "value: 4.096 TB/s", "memory.bandwidth"],
    ["{value: 64 GB/s", "{value: 128 GB/s", "hostLink.bandwidth"],
  ])("shows the message that %s gives as %s", (right, wrong, figure) => {
    const lines = linesFor(example.replace(right, wrong));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(` ${figure}: `);
    expect(text).toContain(`\n${lines[0]}\n`);
  });

  it("names every kind of source, every form factor and every rule", () => {
    for (const word of [...sourceKinds, ...formFactors, ...conventionRules]) expect(text).toContain(`\`${word}\``);
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
