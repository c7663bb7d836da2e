import { fileURLToPath } from "node:url";

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export const root = at(".");
export const binary = at("build/bin/beiandesk-dev");
export const page = at("frontend/dist");

/** Where a failing test leaves its picture. */
export const pictures = at("build/out/e2e");
