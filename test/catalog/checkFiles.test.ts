import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {readFolder} from "../../data/readCatalog.js";
import {CatalogError} from "../../lib/catalog/catalogError.js";
import {checkFiles, checkWhole, percent, refuseFindings} from "../../lib/catalog/conventions/checkFiles.js";
import {findingLine} from "../../lib/catalog/conventions/lintHardware.js";

const clean = readFileSync(new URL("../fixtures/conventions/clean/h100-sxm.yaml", import.meta.url), "utf8");
const file = (text: string) => [{name: "data/hardware/h100-sxm.yaml", text}];

describe("checkWhole", () => {
  it("finds a tier cloud of which too little rests on documents of the vendors", () => {
    expect(checkWhole(file(clean)).findings).toEqual([]);
    const {findings} = checkWhole(file(clean.replace("kind: vendor-datasheet", "kind: third-party")));
    expect(findings.map(findingLine)).toEqual([
      "data/hardware: 0 of the 12 figures of the tier cloud rest on documents of the vendors, 0.0 %, where at least 80.0 % is to: " +
        "look for the vendor's own document of the others [vendor-documents]",
    ]);
  });
});

describe("checkFiles", () => {
  it("does not ask of a few files what it asks of the catalog", () => {
    expect(checkFiles(file(clean.replace("kind: vendor-datasheet", "kind: third-party"))).findings).toEqual([]);
  });

  it("counts what figures rest on", () => {
    const read = clean.replace("    kind: vendor-datasheet", "    accessed: 2026-11-22\n    kind: vendor-datasheet");
    expect(checkFiles(file(read)).census).toMatchObject({
      accelerators: 1,
      byTier: [["cloud", 1]],
      figures: 12,
      bySourceKind: [
        ["vendor-datasheet", 11],
        ["third-party", 1],
      ],
      cloud: {figures: 12, vendor: 11},
      undated: {figures: 1, withAddress: 1},
      sources: {count: 2, read: 1, figuresRead: 11},
    });
  });

  it("takes an accelerator whose file cannot be read for one that exists", () => {
    const calibrations = readFolder("calibration");
    const hardware = readFolder("hardware");
    const messages = (files: typeof hardware): string =>
      checkFiles([...calibrations, ...files])
        .problems.map(({message}) => message)
        .join("\n");
    const isA100 = ({name}: {name: string}): boolean => name === "data/hardware/a100-sxm-80.yaml";
    expect(messages(hardware.filter((source) => !isA100(source)))).toContain('there is no hardware "a100-sxm-80"');
    const broken = hardware.map((source) => (isA100(source) ? {...source, text: "id: ["} : source));
    expect(messages(broken)).not.toContain("there is no hardware");
  });
});

describe("refuseFindings", () => {
  it("throws what is wrong with files and figures, and nothing where all is well", () => {
    expect(() => refuseFindings(file(clean))).not.toThrow();
    expect(() => refuseFindings(file(clean.replace("450 GB/s", "900 GB/s")))).toThrow(CatalogError);
    expect(() => refuseFindings(file(clean.replace("450 GB/s", "900 GB/s")))).toThrow(
      /^data\/hardware\/h100-sxm\.yaml:33:1 link\.bandwidth: 900 GB\/s is twice .* \[link-direction\]$/,
    );
    expect(() => refuseFindings(file(clean.replace("tier: cloud", "tier: clowd")))).toThrow('did you mean "cloud"?');
  });
});

describe("percent", () => {
  it("never rounds a share up to a limit that it misses", () => {
    expect(percent(0.79996)).toBe("79.9 %");
    expect(percent(0.8)).toBe("80.0 %");
    expect(percent(1)).toBe("100 %");
  });
});
