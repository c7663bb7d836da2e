import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { chromium } from "playwright-core";
import type { TestProject } from "vitest/node";
import { binary, pictures } from "./places";

declare module "vitest" {
  export interface ProvidedContext {
    /** The X display on which the desk's own window lives, unseen. */
    display: string;
    /** Where the one browser of the run listens. */
    browser: string;
    /** The folder in which demo folders lie that are made once and copied. */
    made: string;
  }
}

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** One X server, one browser and one of each demo folder for the whole run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (!existsSync(binary)) throw new Error(`${binary} is missing: run make dev-build`);
  rmSync(pictures, { recursive: true, force: true });
  mkdirSync(pictures, { recursive: true });

  // Xvfb chooses a free display and writes its number once it is ready.
  const screen = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", "1440x900x24", "-nolisten", "tcp", "-noreset"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  const [number] = (await once(screen.stdio[3] as Readable, "data")) as [Buffer];
  project.provide("display", `:${number.toString().trim()}`);

  const browser = await chromium.launchServer({ executablePath: "/usr/bin/chromium", headless: true, args: flags });
  project.provide("browser", browser.wsEndpoint());

  const made = mkdtempSync(join(tmpdir(), "desks-"));
  project.provide("made", made);

  return async () => {
    rmSync(made, { recursive: true, force: true });
    await browser.close();
    const gone = once(screen, "exit");
    screen.kill();
    await gone;
  };
}
