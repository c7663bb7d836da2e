import { beforeAll, describe, expect, it } from "vitest";
import { command, demoFolder, demoPassphrase, Desk } from "./desk";

const now = "2026-11-23 10:00";
const day = 24 * 60;

/** Minutes of a moment as a form takes it, and back, both at UTC+8. */
const minutes = (text: string) => Date.parse(`${text.replace(" ", "T")}:00Z`) / 60_000;
const written = (at: number) => new Date(at * 60_000).toISOString().slice(0, 16).replace("T", " ");
/** A moment as the screen writes it, 11月22日 周日 12:59. */
const worded = (text: string) => {
  const day = new Date(`${text.slice(0, 10)}T00:00:00Z`);
  return `${day.getUTCMonth() + 1}月${day.getUTCDate()}日 周${"日一二三四五六"[day.getUTCDay()]} ${text.slice(11)}`;
};

describe("a moment that was written up wrongly", () => {
  let desk: Desk;
  let client: string;
  /** When the round's SMS was sent, as recorded and as it really was. */
  let recorded: string;
  let right: string;
  const step = () =>
    desk
      .at("timeline-entry")
      .filter({ has: desk.page.getByLabel("更正“短信已收到”的时间") })
      .first();
  const clock = (sent: string) => desk.says("next", written(minutes(sent) + day).slice(11));

  beforeAll(async () => {
    const data = await demoFolder(24, now);
    const dates = JSON.parse(await command(data, ["list", "deadlines", "--json"], now)) as { case: string; clock: string; due: string }[];
    const running = dates.find((one) => one.clock === "sms.legal" && minutes(one.due) > minutes(now) + 60)!;
    const all = JSON.parse(await command(data, ["list", "cases", "--json"], now)) as { number: string; client: string }[];
    client = all.find((one) => one.number === running.case)!.client;
    recorded = written(minutes(running.due) - day);
    right = written(minutes(recorded) - 7);
    desk = await Desk.open(data, { passphrase: demoPassphrase, now, width: 1280 });
  });

  it("is corrected from its line by keys alone, and the deadline follows", async () => {
    await desk.openCase(client);
    await desk.at("tab-timeline").click();
    await clock(recorded);
    const button = step().locator('[data-test="timeline-correct"]');
    const seen = () => button.evaluate((el) => getComputedStyle(el).opacity);
    expect(await seen()).toBe("0");
    await button.focus();
    await desk.page.keyboard.press("Shift+Tab");
    await desk.page.keyboard.press("Tab");
    expect(await seen()).toBe("1");
    await desk.page.keyboard.press("Enter");
    await desk.says(desk.dialog, "更正时间：短信已收到");
    expect(await desk.at("value-to").inputValue()).toBe(recorded);
    await desk.fill({ to: right, reason: "看错了短信上的时间" });
    await desk.page.keyboard.press("Control+Enter");
    await desk.dialog.waitFor({ state: "detached" });
    await clock(right);
    await desk.says(step(), "原记");
    await desk.says(step(), right.slice(11));
    await desk.says(desk.at("timeline-entry").first(), `${worded(recorded)} → ${worded(right)}；原因：看错了短信上的时间`);
  });

  it("is refused under its field where a later step would not fit, and stays as it was", async () => {
    await desk.at("case-menu").click();
    await desk.at("act-move.correct").click();
    await desk.at("value-seq").click();
    await desk.page.locator(".n-base-select-option:visible", { hasText: "预审已通过" }).first().click();
    await desk.fill({ to: written(minutes(right) + 1), reason: "试一试" });
    await desk.at("dialog-ok").click();
    await desk.says(desk.page.locator('[data-key="to"] [role="alert"]'), "会早于这个环节的上一步“预审已通过”");
    await desk.at("dialog-cancel").click();
    await desk.dialog.waitFor({ state: "detached" });
    await clock(right);
  });

  it("is as it was once the correction is undone", async () => {
    await desk.at("case-menu").click();
    await desk.says(desk.at("act-case.undo"), "撤销“更正时间（");
    await desk.act("case.undo");
    await clock(recorded);
    await expect.poll(() => step().innerText()).not.toContain("原记");
  });
});
