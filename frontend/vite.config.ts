/// <reference types="vitest/config" />
import { fileURLToPath } from "node:url";
import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [vue()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  // The window's asset handler serves from its root but hash routing keeps paths relative-safe.
  base: "./",
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
  },
});
