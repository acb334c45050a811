import {defineConfig} from "vitest/config";

// The default export is vitest's contract. These tests look at the built site: run `npm run build` first.
export default defineConfig({
  test: {
    include: ["test/browser/**/*.browser.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A page on a busy machine may need seconds where it needs none here.
    expect: {poll: {timeout: 20_000}},
    // Two browsers keep a small machine busy; more would slow each other down.
    maxWorkers: 2,
  },
});
