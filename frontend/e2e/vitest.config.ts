import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** The tests that drive the whole desk in a browser; `npm run e2e` after `make dev-build`. */
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  cacheDir: fileURLToPath(new URL("../node_modules/.vite-e2e", import.meta.url)),
  test: {
    include: ["*.test.ts"],
    environment: "node",
    globalSetup: "./setup.ts",
    // Two desks at a time, each file's its own. The steps of a file build on each other: the first failure ends the run.
    maxWorkers: 2,
    bail: 1,
    testTimeout: 120_000,
    hookTimeout: 120_000, // a folder of sixty cases is made and worked on in one
    reporters: ["verbose"],
  },
});
