import {defineConfig} from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/**/*.browser.test.ts", "test/fixtures/**"],
    // The same sample on each run: fast-check reads this through test/setup.ts.
    setupFiles: ["test/setup.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // By itself it would leave a core idle, which is half of a small machine.
    maxWorkers: "100%",
  },
});
