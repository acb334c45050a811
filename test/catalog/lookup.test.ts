import {describe, expect, it} from "vitest";
import {
  findCalibration,
  findHardware,
  findModel,
  listHardware,
  listModels,
  UnknownNameError,
} from "../../lib/catalog/lookup.js";
import {Hardware, Models} from "../../lib/catalog/registry.generated.js";
import {UserError} from "../../lib/engine/userError.js";

describe("findHardware", () => {
  it.each([
    ["a100", "a100-sxm-80"],
    ["h100", "h100-sxm"],
    ["H100-SXM", "h100-sxm"],
    ["h200", "h200-sxm"],
    [" b200 ", "b200"],
    ["4090", "rtx-4090"],
  ])("finds %j as %s", (name, id) => {
    expect(findHardware(name).id).toBe(id);
  });

  it("gives the registry's own frozen object", () => {
    expect(findHardware("h100")).toBe(Hardware.Cloud.H100);
    expect(Object.isFrozen(Hardware.Cloud.H100.peakFlopPerSecond)).toBe(true);
  });

  it("suggests the nearest name, with the id that it stands for", () => {
    expect(() => findHardware("h10")).toThrow(
      new UnknownNameError('unknown hardware "h10": did you mean "h100" (h100-sxm)?'),
    );
    expect(() => findHardware("rtx-4091")).toThrow('unknown hardware "rtx-4091": did you mean "rtx-4090"?');
  });

  it("lists what is known where nothing is near", () => {
    expect(() => findHardware("abacus-2000")).toThrow(/^unknown hardware "abacus-2000": known are a10, a100-pcie-40, /);
  });

  it.each(["", "__proto__", "constructor", "toString", "x".repeat(100_000)])(
    "refuses %.20j as a user error",
    (name) => {
      expect(() => findHardware(name)).toThrow(UserError);
    },
  );
});

describe("findModel", () => {
  it.each([
    ["llama3-8b", "llama-3.1-8b"],
    ["llama-3.1-8b", "llama-3.1-8b"],
    ["Llama3-70B", "llama-3.1-70b"],
    ["llama2-7b", "llama-2-7b"],
    ["mistral", "mistral-7b"],
    ["qwen3-8b", "qwen3-8b"],
  ])("finds %j as %s", (name, id) => {
    expect(findModel(name).id).toBe(id);
  });

  it("suggests the nearest name", () => {
    expect(() => findModel("lama3-8b")).toThrow('unknown model "lama3-8b": did you mean "llama3-8b" (llama-3.1-8b)?');
  });

  it("takes Llama3_8B of the registry as Llama-3.1-8B", () => {
    expect(Models.Language.Llama3_8B.id).toBe("llama-3.1-8b");
  });
});

describe("findCalibration", () => {
  it("finds the three calibrations, and suggests one for a slip", () => {
    for (const id of ["ideal", "tutorial", "calibrated"]) expect(findCalibration(id).id).toBe(id);
    expect(() => findCalibration("tutorail")).toThrow('unknown calibration "tutorail": did you mean "tutorial"?');
  });
});

describe("the lists", () => {
  it("hold the ids that every tutorial, example and test relies on", () => {
    expect(listHardware().map(({id}) => id)).toEqual(
      expect.arrayContaining(["a100-sxm-80", "b200", "h100-sxm", "h200-sxm", "l40s", "mi300x", "rtx-4090", "t4"]),
    );
    expect(listModels().map(({id}) => id)).toEqual(
      expect.arrayContaining(["llama-2-7b", "llama-3.1-70b", "llama-3.1-8b", "mistral-7b", "qwen3-32b", "qwen3-8b"]),
    );
  });

  it("are in order of id", () => {
    for (const ids of [listHardware().map(({id}) => id), listModels().map(({id}) => id)])
      expect(ids).toEqual([...ids].sort());
  });
});
