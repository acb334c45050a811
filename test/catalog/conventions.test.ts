import {describe, expect, it} from "vitest";
import {readCatalog, readSources} from "../../data/readCatalog.js";
import {leastVendorShare, vendorShare} from "../../lib/catalog/conventions/census.js";
import {checkWhole} from "../../lib/catalog/conventions/checkFiles.js";
import {findingLine} from "../../lib/catalog/conventions/lintHardware.js";
import {findHardware} from "../../lib/catalog/lookup.js";
import {undocumentedKinds} from "../../lib/catalog/types.js";

const check = checkWhole(Object.values(readSources()).flat());

describe("the catalog", () => {
  it("keeps to its conventions", () => {
    expect(check.problems).toEqual([]);
    expect(check.findings.map(findingLine)).toEqual([]);
  });

  it("states a source for every figure, and rests on documents of the vendors for accelerators of the tier cloud", () => {
    const {figures, bySourceKind} = check.census;
    expect(bySourceKind.reduce((sum, [, count]) => sum + count, 0)).toBe(figures);
    expect(vendorShare(check.census)).toBeGreaterThanOrEqual(leastVendorShare);
  });

  it("departs from its conventions rarely", () => {
    const rules = check.census.exceptions.map(({rule}) => rule);
    for (const rule of new Set(rules)) expect(rules.filter((other) => other === rule).length, rule).toBeLessThan(9);
  });
});

describe("hardware figures", () => {
  it("give the A100 2.039 TB/s and 312 TFLOP/s, and the H100 SXM 3.35 TB/s and 989 TFLOP/s, dense", () => {
    const [a100, h100] = [findHardware("a100"), findHardware("h100")];
    expect([a100.memoryBandwidthBytesPerSecond, a100.peakFlopPerSecond.fp16]).toEqual([2.039e12, 312e12]);
    expect([h100.memoryBandwidthBytesPerSecond, h100.peakFlopPerSecond.fp16]).toEqual([3.35e12, 989e12]);
  });

  it("state links per direction: 300, 450 and 900 GB/s for NVLink 3, 4 and 5", () => {
    expect(findHardware("a100").linkBandwidthBytesPerSecond).toBe(300e9);
    expect(findHardware("h100").linkBandwidthBytesPerSecond).toBe(450e9);
    expect(findHardware("b200").linkBandwidthBytesPerSecond).toBe(900e9);
  });

  it("leave out the formats that an architecture lacks", () => {
    const formats = (id: string) => Object.keys(findHardware(id).peakFlopPerSecond);
    expect(formats("t4")).toEqual(["fp32", "fp16", "int8", "int4"]);
    expect(formats("v100")).toEqual(["fp32", "fp16"]);
    expect(formats("a100")).not.toContain("fp8");
    expect(formats("h100")).not.toContain("fp4");
    expect(formats("mi300x")).not.toContain("fp4");
  });

  it("give the memory that the driver of an H100 reports", () => {
    expect(findHardware("h100").memoryAddressableBytes).toBe(81559 * 2 ** 20);
  });

  it("have an address wherever they rest on a document", () => {
    for (const {figures} of readCatalog().hardware)
      for (const {item, path, source} of figures)
        if (!undocumentedKinds.includes(source.kind)) expect(source.url, `${item} ${path}`).toMatch(/^https:\/\//);
  });

  it("say on which day a log was read whose address is not known", () => {
    for (const {figures} of readCatalog().hardware)
      for (const {item, path, source} of figures)
        if (source.kind === "measurement" && source.url === null)
          expect(source.accessed, `${item} ${path}`).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  it("say how a figure was halved wherever its note or derivation speaks of sparsity", () => {
    for (const {figures} of readCatalog().hardware)
      for (const {item, path, derivation} of figures)
        if (derivation?.includes("with sparsity")) expect(derivation, `${item} ${path}`).toContain("halved");
  });
});
