import {describe, expect, it} from "vitest";
import {readCatalog, readFolder} from "../../data/readCatalog.js";
import {checkCatalog} from "../../lib/catalog/checkCatalog.js";
import {parseCatalog} from "../../lib/catalog/parseCatalog.js";

const catalog = readCatalog();
const [first, second] = catalog.hardware;
if (first === undefined || second === undefined) throw new Error("the catalog holds two accelerators at least");

describe("checkCatalog", () => {
  it("accepts the catalog", () => {
    expect(checkCatalog(catalog)).toBe(catalog);
  });

  it("refuses an id, an alias and a member name that another item has", () => {
    const clash = {...second, hardware: {...second.hardware, id: first.hardware.id}, symbol: first.symbol};
    expect(() => checkCatalog({...catalog, hardware: [first, clash]})).toThrow(
      `id: "${first.hardware.id}" is taken by`,
    );
    expect(() => checkCatalog({...catalog, hardware: [first, clash]})).toThrow(
      `symbol: "Hardware.Cloud.${first.symbol}"`,
    );
    const alias = {...second, aliases: [first.hardware.id]};
    expect(() => checkCatalog({...catalog, hardware: [first, alias]})).toThrow(
      `data/hardware/${second.hardware.id}.yaml aliases: "${first.hardware.id}" is taken by data/hardware/${first.hardware.id}.yaml`,
    );
  });

  it("refuses a calibration that names hardware which does not exist", () => {
    const hardware = catalog.hardware.filter(({hardware: {id}}) => id !== "a100-sxm-80");
    expect(() => checkCatalog({...catalog, hardware})).toThrow(
      'data/calibration/tutorial.yaml step.byHardware.a100-sxm-80: there is no hardware "a100-sxm-80"',
    );
  });
});

describe("parseCatalog", () => {
  it("refuses a file that is not named after its id", () => {
    const [file] = readFolder("calibration");
    if (file === undefined) throw new Error("the catalog holds a calibration");
    const misnamed = {...file, name: "data/calibration/other.yaml"};
    expect(() => parseCatalog({hardware: [], models: [], calibration: [misnamed]})).toThrow(
      "data/calibration/other.yaml id: the file must be named calibrated.yaml",
    );
  });
});
