import {defineConfig} from "vitest/config";

// The default export is vitest's contract. These tests look at the built site: run `npm run build` first.
export default defineConfig({
  test: {
    include: ["test/browser/**/*.browser.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});
