import { beforeAll, describe, expect, it } from "vitest";
import { command, demoFolder, demoPassphrase, Desk } from "./desk";

const now = "2026-11-23 10:00";
const patience = { timeout: 10_000 };

describe("the morning's look", () => {
  let desk: Desk;
  const entries = () => desk.at("sweep-entry");
  const current = () => desk.page.locator('[data-test="sweep-entry"][aria-current="true"]');
  const stands = async (number: string) => {
    const all = JSON.parse(await command(desk.data, ["list", "cases", "--json"], now)) as { number: string; stage: string }[];
    return all.find((one) => one.number === number)!.stage;
  };
  const number = async () => /BA\d{4}-\d+/.exec(await desk.page.locator("main").innerText())![0];

  beforeAll(async () => {
    desk = await Desk.open(await demoFolder(48, now), { passphrase: demoPassphrase, now });
    await desk.at("task").first().waitFor();
  });

  it("goes from Today through what others may have decided, outcome by outcome", async () => {
    await desk.page.getByText("全部", { exact: true }).first().click();
    await desk.page.keyboard.press("l");
    await entries().first().waitFor();
    const count = await entries().count();
    expect(count).toBeGreaterThan(6);
    await desk.says("sweep-client", (await current().locator("span").first().innerText()).trim());
    await desk.look("sweep-first");

    // The number to look up is on the clipboard by one key.
    await desk.page.keyboard.press("c");
    const lookup = await desk.at("sweep-lookup").innerText();
    await expect.poll(() => desk.clipboard(), patience).toBe(lookup);

    // Nothing yet: its number notes it and goes on.
    const first = await entries().first().innerText();
    await desk.at("outcome-pending").waitFor();
    await desk.page.keyboard.press((await desk.at("outcome-pending").locator("kbd").innerText()).trim());
    await expect.poll(() => current().innerText(), patience).not.toBe(first);
    await desk.says("done", "已记一笔");

    // Skipped: the next, and nothing recorded. However fast one goes on, the outcomes are there.
    const second = await current().innerText();
    await desk.page.keyboard.press("s");
    await expect.poll(() => current().innerText(), patience).not.toBe(second);
    await desk.says(entries().nth(1), "跳过");
  });

  it("records an outcome by its form, goes on to the next, and comes back by undo", async () => {
    await desk.page.locator(".place", { hasText: "工信部备案查询" }).waitFor();
    const bureau = desk.page.locator('li:has-text("工信部备案查询") + li [data-test="sweep-entry"]');
    await bureau.click();
    await desk.at("outcome-bureau-review.approve").waitFor();
    const mine = await number();
    expect(await stands(mine)).toBe("bureau-review");
    await desk.page.keyboard.press((await desk.at("outcome-bureau-review.approve").locator("kbd").innerText()).trim());
    await desk.confirm();
    await desk.says("done", "已记下“管局已通过");
    expect(await stands(mine)).not.toBe("bureau-review");
    await desk.says(bureau, "管局已通过");
    expect(await bureau.getAttribute("aria-current")).toBe("false");
    await desk.at("outcome-bureau-review.approve").waitFor(); // of the next one
    await desk.look("sweep-recorded");
    await desk.page.keyboard.press("z");
    await expect.poll(() => bureau.getAttribute("aria-current"), patience).toBe("true");
    expect(await stands(mine)).toBe("bureau-review");
  });

  it("ends with the messages of the platforms, and Esc goes back to Today", async () => {
    await entries().last().click();
    await desk.at("sweep-seen").waitFor();
    await desk.look("sweep-notice");
    await desk.page.keyboard.press("Enter");
    await desk.says(entries().last(), "看过了");
    while ((await current().count()) > 0) await desk.page.keyboard.press("s");
    await desk.says("sweep-over", "都看完了");
    await desk.look("sweep-over");
    await desk.page.keyboard.press("Escape");
    await desk.at("task").first().waitFor();
    await desk.says(desk.page.locator("main"), "看过");
  });

  it("leaves out until the next working day what was looked up without a result", async () => {
    await desk.page.keyboard.press("l");
    await desk.page.locator('li:has-text("工信部备案查询") + li [data-test="sweep-entry"]').click();
    await desk.at("outcome-bureau-review.approve").waitFor();
    await desk.page.keyboard.press((await desk.at("outcome-pending").locator("kbd").innerText()).trim());
    await desk.says("done", "已记一笔");
    await desk.page.keyboard.press("Escape");
    await desk.at("task").first().waitFor();
    await desk.page.keyboard.press("l");
    await entries().first().waitFor();
    await desk.says("sweep-resting", "1 项已查过、还没有结果，下一个工作日再列");
    await desk.at("sweep-resting").scrollIntoViewIfNeeded();
    await desk.look("sweep-resting");
    await desk.page.keyboard.press("Escape");
    await desk.at("task").first().waitFor();
  });

  it("several rows of Today get one result", async () => {
    await desk.page.locator('[data-test="task"]').first().click();
    await desk.page.keyboard.press("x");
    await desk.page.keyboard.press("Shift+ArrowDown");
    await desk.says("record-many", "登记选中 2 件");
    await desk.look("today-ticked");
    await desk.page.keyboard.press("r");
    await desk.at("outcome-pending").click();
    await desk.says("result-sum", "2 件");
    await desk.page.keyboard.press("Control+Enter");
    await desk.says("done", "已记下“查过，还没有结果，2 件”");
    await desk.page.keyboard.press("z");
    await desk.says("done", "已撤销“查过，还没有结果，2 件”");
  });
});
