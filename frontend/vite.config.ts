/// <reference types="vitest/config" />
import { fileURLToPath } from "node:url";
import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [vue()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  // The window's asset handler serves from its root but hash routing keeps paths relative-safe.
  base: "./",
  // No component is written with options, neither ours nor the library's.
  define: { __VUE_OPTIONS_API__: "false" },
  build: {
    target: "es2022",
    // The window's CSP allows no inline script, and every engine we ship on preloads modules itself.
    modulePreload: { polyfill: false },
    manifest: "manifest.json",
    assetsInlineLimit: 0,
  },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.ts"],
    restoreMocks: true,
    testTimeout: 20_000, // a large page is drawn in one, on a machine that has other work, too
  },
});
