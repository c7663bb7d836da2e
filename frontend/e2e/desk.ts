import { execFile, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cp, rename } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { chromium, type Browser, type BrowserContext, type JSHandle, type Locator, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, inject } from "vitest";
import type { InFile } from "./files";
import { binary, page as built, pictures, root } from "./places";

/** The passphrase of every folder that `demo` makes. */
export const demoPassphrase = "demo-desk-2026";

export interface Opening {
  /** The folder's passphrase: the desk opens unlocked. Without it the window asks. */
  passphrase?: string;
  /** The desk's clock at its start, "2026-09-07 09:00". Demo folders only. */
  now?: string;
  width?: number;
  height?: number;
  dark?: boolean;
  /** The machine's own notices are on, as at first. They stay off: whether a system shows them is not a page's affair. */
  notices?: boolean;
}

let browser: Browser;
const folders: string[] = [];
const desks = new Set<Desk>();

beforeAll(async () => {
  browser = await chromium.connect(inject("browser"));
});
afterEach(async ({ task }) => {
  const problems: string[] = [];
  for (const desk of desks) {
    if (task.result?.state === "fail") {
      await desk.page.screenshot({ path: join(pictures, `${task.name.replaceAll(/[^\p{L}\p{N}]+/gu, "-")}.png`) });
    }
    problems.push(...desk.problems.splice(0));
  }
  expect(problems, "what the console said").toEqual([]);
});
afterAll(async () => {
  for (const desk of desks) await desk.close();
  await browser.close();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A new temporary folder, gone after the file's last test. */
export function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "desk-"));
  folders.push(made);
  return made;
}

/** An empty demo folder, the only kind whose clock may be set. */
export async function demoFolder(cases = 0, now?: string): Promise<string> {
  const data = join(folder(), "data");
  await cp(await madeOnce(cases, now), data, { recursive: true });
  return data;
}

/** The folder that every file gets a copy of; nobody opens it. */
async function madeOnce(cases: number, now = ""): Promise<string> {
  const kept = join(inject("made"), `${cases}-${now.replaceAll(/\D/g, "-")}`);
  if (!existsSync(kept)) {
    const making = mkdtempSync(`${kept}.`);
    await command(making, ["demo", "--cases", String(cases), ...(now ? ["--as-of", now] : [])]);
    await rename(making, kept).catch((error: unknown) => {
      if (!existsSync(kept)) throw error; // the other worker was first
    });
  }
  return kept;
}

/** Runs a command of the desk beside an open window; the answer is what it printed. */
export async function command(data: string, words: string[], now?: string): Promise<string> {
  const env = { ...process.env, BEIANDESK_PASSPHRASE: demoPassphrase, ...(now ? { BEIANDESK_NOW: now } : {}) };
  const { stdout } = await promisify(execFile)(binary, ["--data", data, ...words], { env });
  return stdout;
}

/** The window on a folder: the real process, and the page that a browser shows of it. */
export class Desk {
  /** Errors of the page's console since the last test. */
  readonly problems: string[] = [];

  private constructor(
    readonly data: string,
    readonly page: Page,
    private readonly context: BrowserContext,
    private readonly app: ChildProcess,
    private readonly said: () => string,
  ) {}

  static async open(data: string, how: Opening = {}): Promise<Desk> {
    const port = await freePort();
    const home = folder();
    if (!how.notices) {
      mkdirSync(join(home, "beiandesk"));
      writeFileSync(join(home, "beiandesk", "window.json"), '{"lock_after":15,"desktop":{"on":false}}');
    }
    // Nothing of the caller's own desk reaches it: no folder, no passphrase, no memory.
    const app = spawn(binary, ["--data", data], {
      cwd: root,
      env: {
        PATH: process.env.PATH,
        LANG: "C.UTF-8",
        DISPLAY: inject("display"),
        NO_AT_BRIDGE: "1",
        BEIANDESK_UNSEEN: "1",
        HOME: home,
        XDG_CONFIG_HOME: home,
        XDG_CACHE_HOME: home,
        XDG_DATA_HOME: home,
        XDG_RUNTIME_DIR: home,
        devserver: `127.0.0.1:${port}`,
        assetdir: built,
        ...(how.passphrase ? { BEIANDESK_PASSPHRASE: how.passphrase } : {}),
        ...(how.now ? { BEIANDESK_NOW: how.now } : {}),
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    app.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
    app.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
    await answering(`http://127.0.0.1:${port}/`, app, () => said);

    const context = await browser.newContext({
      viewport: { width: how.width ?? 1440, height: how.height ?? 900 },
      colorScheme: how.dark ? "dark" : "light",
      locale: "zh-CN",
      timezoneId: "Asia/Shanghai",
      reducedMotion: "reduce",
    });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const desk = new Desk(data, page, context, app, () => said);
    page.on("console", (line) => {
      if (line.type() === "error") desk.problems.push(line.text());
    });
    page.on("pageerror", (error) => {
      // The overlay of the development build fails on its own; the desk's window doesn't have it.
      if (!error.stack?.includes("/wails/")) desk.problems.push(error.stack ?? String(error));
    });
    // A browser that nobody listens to opens a chooser of its own. Asked for with the key that opens
    // one, the listening may begin after the key: it begins here, and holds for every test.
    page.on("filechooser", () => {});
    desks.add(desk);
    await page.goto(`http://127.0.0.1:${port}/`);
    return desk;
  }

  /** Asks the window to close, as its cross and its menu do. */
  async ask(): Promise<void> {
    await this.page.evaluate("window.runtime.Quit()");
  }

  /** Ends the process and holds it to a clean end. What was typed last may not be stored yet, and then the first signal only asks. */
  async close(): Promise<void> {
    if (!desks.delete(this)) return;
    await this.context.close();
    const limit = setTimeout(() => this.app.kill("SIGKILL"), 10_000);
    const ended = this.app.exitCode === null ? once(this.app, "exit") : [this.app.exitCode];
    this.app.kill("SIGTERM");
    const again = setTimeout(() => this.app.kill("SIGTERM"), 3_000);
    const [code] = (await ended) as [number | null];
    clearTimeout(limit);
    clearTimeout(again);
    expect(code, `exit code of the desk, which said: ${this.said().slice(-6000)}`).toBe(0);
  }

  /** An element by its handle. */
  at(handle: string): Locator {
    return this.page.locator(`[data-test="${handle}"]`);
  }

  /** Takes pictures of the page, by the name, into the folder that SHOTS names; nothing without it. */
  async look(name: string): Promise<void> {
    const shots = process.env.SHOTS;
    if (!shots) return;
    const size = this.page.viewportSize();
    for (const [width, colorScheme, zoom] of [
      [1280, "light", 1],
      [1920, "dark", 1],
      [1280, "light", 1.5],
    ] as const) {
      await this.page.setViewportSize({ width: Math.round(width / zoom), height: Math.round(900 / zoom) });
      await this.page.emulateMedia({ colorScheme });
      await this.page.screenshot({ path: `${shots}/${name}-${width}-${colorScheme}-${zoom}.png` });
    }
    await this.page.emulateMedia({ colorScheme: "light" });
    if (size) await this.page.setViewportSize(size);
  }

  /** Waits until the element says these words. */
  async says(where: Locator | string, words: string): Promise<void> {
    const element = typeof where === "string" ? this.at(where).first() : where;
    await expect.poll(async () => squeeze(await element.innerText()), { timeout: 20_000 }).toContain(words);
  }

  get dialog(): Locator {
    return this.page.getByRole("dialog");
  }

  /** Types values into the fields of the page, or of the dialog over it: a text, the code of a choice, true to tick. */
  async fill(values: Record<string, string | boolean>): Promise<void> {
    for (const [key, value] of Object.entries(values)) {
      const control = this.at(key === "reason" ? key : `value-${key}`);
      await control.waitFor();
      if (typeof value === "boolean") await control.click();
      else if (await control.evaluate((el) => el.matches("input, textarea"))) {
        // A covered number shows itself once it has the focus.
        await control.focus();
        await control.fill(value);
      } else {
        await control.click();
        await this.page.locator(`[data-test="option-${value}"]:visible`).click();
      }
    }
  }

  /** Chooses from a long list by typing its words. */
  async choose(key: string, words: string): Promise<void> {
    await this.at(`value-${key}`).click();
    await this.at(`value-${key}`).locator("input").fill(words);
    await this.page.locator(".n-base-select-option:visible", { hasText: words }).click();
  }

  /** Presses the dialog's button and waits until it is gone. */
  async confirm(): Promise<void> {
    await this.at("dialog-ok").click();
    await this.dialog.waitFor({ state: "detached" });
  }

  /** What was copied last. The window copies by its own way, past the browser's. */
  clipboard(): Promise<string> {
    return this.page.evaluate("window.runtime.ClipboardGetText()");
  }

  /** The bytes of the paper that something brings on screen, once its first page is drawn. */
  async paper(bring: () => Promise<void>): Promise<Buffer> {
    const [answer] = await Promise.all([this.page.waitForResponse((got) => got.url().includes("/papers/")), bring()]);
    const bytes = await answer.body();
    await this.page.locator('[data-test="paper"][data-pages]').waitFor();
    return bytes;
  }

  /** Gives a file to a material through its file input, and waits until it is kept. */
  upload(material: string, file: InFile): Promise<void> {
    return this.kept(() => this.at(`file-${material}`).setInputFiles(file));
  }

  /** Leaves the days of a paper that has just come in for later. */
  async leaveDays(): Promise<void> {
    await this.says(this.dialog, "文件已经收下");
    await this.at("dialog-cancel").click();
    await this.dialog.waitFor({ state: "detached" });
  }

  /** Drops a file from outside onto an element, which keeps it. */
  drop(handle: string, file: InFile): Promise<void> {
    return this.kept(() => this.letGo(handle, file));
  }

  /** Drops a file from outside onto an element, whatever becomes of it. */
  async letGo(handle: string, file: InFile): Promise<void> {
    const held = await this.holding(file);
    await this.at(handle).first().dispatchEvent("dragover", { dataTransfer: held });
    await this.at(handle).first().dispatchEvent("drop", { dataTransfer: held });
  }

  /** Pastes a file. */
  async paste(file: InFile): Promise<void> {
    const held = await this.holding(file);
    await held.evaluate((data) => document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })));
  }

  private holding(file: InFile): Promise<JSHandle<DataTransfer>> {
    return this.page.evaluateHandle(
      ({ name, type, bytes }) => {
        const data = new DataTransfer();
        data.items.add(new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], name, { type }));
        return data;
      },
      { name: file.name, type: file.mimeType, bytes: file.buffer.toString("base64") },
    );
  }

  /** Waits until the file that something brings is kept; one that is refused fails with its words. */
  async kept(bring: () => Promise<void>): Promise<void> {
    await Promise.all([this.page.waitForResponse((got) => got.url().includes("/upload/")), bring()]);
    await this.at("upload-sending").waitFor({ state: "detached" });
    expect(await this.at("upload-failed").allInnerTexts()).toEqual([]);
  }

  /** Goes to a case from the list of cases by its client. */
  async openCase(client: string): Promise<void> {
    await this.at("rail-cases").click();
    // Today names the client, too: the row is looked for once the list is there.
    await this.says(this.page.locator("main h1"), "案件");
    await this.page.locator("main").getByText(client, { exact: true }).first().click();
    await this.page.keyboard.press("Enter");
    await this.says("case-client", client);
  }

  /** Does one action of the case on screen. */
  async act(code: string, values: Record<string, string | boolean> = {}): Promise<void> {
    await this.at(`act-${code}`).first().click();
    await this.fill(values);
    await this.confirm();
  }
}

const squeeze = (text: string) => text.replaceAll(/\s+/g, " ").trim();

// Each worker asks for ports of its own, below those that the system gives away: nobody takes one between two looks.
let port = 10_000 + Number(process.env.VITEST_POOL_ID) * 1_000;

async function freePort(): Promise<number> {
  const server = createServer();
  const listens = new Promise<boolean>((tell) => server.once("listening", () => tell(true)).once("error", () => tell(false)));
  server.listen(++port, "127.0.0.1");
  if (!(await listens)) return freePort();
  server.close();
  await once(server, "close");
  return port;
}

/** Asks until the page is served; an early end of the process is told with its last words. */
async function answering(url: string, app: ChildProcess, said: () => string): Promise<void> {
  for (const until = Date.now() + 30_000; ;) {
    if (app.exitCode !== null) throw new Error(`the desk ended with ${app.exitCode}\n${said()}`);
    try {
      if ((await fetch(url)).ok) return;
    } catch (refused) {
      if (Date.now() > until) throw new Error(`the desk does not answer\n${said()}`, { cause: refused });
      await new Promise((next) => setTimeout(next, 50));
    }
  }
}
