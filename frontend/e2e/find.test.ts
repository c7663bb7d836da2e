import { beforeAll, describe, expect, it } from "vitest";
import { command, demoFolder, demoPassphrase, Desk } from "./desk";

const now = "2026-11-23 10:00";
const patience = { timeout: 10_000 };

describe("quick find", () => {
  let desk: Desk;
  let one: { number: string; client: string; domain: string };
  beforeAll(async () => {
    const data = await demoFolder(120, now);
    const all = JSON.parse(await command(data, ["list", "cases", "--json"], now)) as (typeof one & { stage: string })[];
    one = all.find((c) => c.domain && c.stage === "icp.sms") ?? all.find((c) => c.domain && c.stage)!;
    desk = await Desk.open(data, { passphrase: demoPassphrase, now });
    await desk.at("arrears").first().waitFor();
  });
  const field = () => desk.at("find-text");
  const lit = () => desk.page.locator('[role="option"][aria-selected="true"]');
  async function find(text: string): Promise<void> {
    await desk.page.keyboard.press("Control+k");
    await field().fill(text);
  }
  const gone = () => field().waitFor({ state: "detached" });

  it("by keys: what was found is walked by arrows, Enter opens it and Esc leads back", async () => {
    await find(`${one.number} ${one.client.slice(-4)}`);
    await desk.says(lit(), one.number);
    await desk.page.keyboard.press("Escape");
    await gone();
    await desk.says(desk.page.locator("main h1"), "今日");
    await find("zhang");
    await expect.poll(() => desk.page.locator("mark").count(), patience).toBeGreaterThan(0);
    await desk.look("find-pinyin");
    const first = await lit().innerText();
    await desk.page.keyboard.press("ArrowDown");
    expect(await lit().count()).toBe(1);
    expect(await lit().innerText()).not.toBe(first);
    await desk.page.keyboard.press("ArrowUp");
    expect(await lit().innerText()).toBe(first);
    await field().fill(one.number);
    await desk.says(lit(), one.client);
    await desk.page.keyboard.press("Enter");
    await desk.says("case-client", one.client);
    await gone();
    await desk.page.keyboard.press("Escape");
    await desk.says(desk.page.locator("main h1"), "今日");
  });

  it("Ctrl Enter opens the dialog of the case's next step", async () => {
    await find(one.number);
    await desk.page.keyboard.press("Control+Enter");
    await desk.says("case-client", one.client);
    await expect.poll(() => desk.dialog.count(), patience).toBe(1);
    await gone();
    await desk.page.keyboard.press("Escape");
    await desk.dialog.waitFor({ state: "detached" });
    expect(desk.page.url()).not.toContain("act=");
  });

  it("by mouse: the field of the top bar opens it, a click opens what lies there", async () => {
    await desk.at("find").click();
    await desk.says(desk.at("find-dialog"), "最近打开");
    await desk.says(lit(), one.number);
    await desk.look("find-recent");
    await field().fill(one.domain);
    await desk.at("found-site").first().click();
    await desk.says("case-client", one.client);
    await desk.at("find").click();
    await desk.page.mouse.click(20, 500);
    await gone();
  });

  it("settings and actions are found by pinyin, and what is nowhere is said", async () => {
    await find("beifen");
    await desk.page.keyboard.press("Enter");
    await desk.says(desk.page.locator("main h1"), "设置");
    expect(desk.page.url()).toContain("part=backup");
    await find("没有这家公司");
    await desk.says("find-none", "没有找到");
    await desk.look("find-none");
    await field().fill("suoding");
    await desk.says(lit(), "锁定");
    await desk.page.keyboard.press("Enter");
    await desk.page.locator('input[type="password"]').first().waitFor();
    await desk.page.keyboard.press("Control+k");
    expect(await field().count()).toBe(0);
  });
});
