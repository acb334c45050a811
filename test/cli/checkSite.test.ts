import {fileURLToPath} from "node:url";
import {describe, expect, it} from "vitest";
import {capture} from "./capture.js";

const folder = fileURLToPath(new URL("../fixtures/ci/", import.meta.url));
const check = (site: string) =>
  capture(["check", "--base", "base", "--head", "head", "--format", "markdown", "--site", site], {folder});

describe("check --site", () => {
  it("leads the links of the answer to that site", async () => {
    expect((await check("https://course.example/a")).stdout).toContain(
      "[Open the comparison](<https://course.example/a/?",
    );
  });

  it.each(["course.example", "javascript:alert(1)", "https://a b", "https://a>b", "https://"])(
    "refuses %s, which is no address",
    async (site) => {
      const {code, stdout, stderr} = await check(site);
      expect({code, stdout}).toEqual({code: 1, stdout: ""});
      expect(stderr).toContain("--site: expected a web address that begins with https://, got ");
    },
  );
});
