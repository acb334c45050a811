import {describe, expect, it} from "vitest";
import {loadConfigReader} from "../../src/components/configReader.js";
import {readOwnModel} from "../../src/lib/explore/ownModel.js";

describe("loadConfigReader", () => {
  it("gives what reads a config.json", async () => {
    expect((await loadConfigReader())("{}")).toEqual(readOwnModel("{}"));
  });

  it("says of each file that it cannot be read where the reader cannot be loaded", async () => {
    const read = await loadConfigReader(() => Promise.reject(new TypeError("Failed to fetch")));
    expect(read("{}")).toEqual({model: null, problem: expect.stringContaining("reload the page") as string});
  });
});
