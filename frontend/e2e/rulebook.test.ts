import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { command, demoFolder, demoPassphrase, Desk, folder } from "./desk";
import { scan } from "./files";

const now = "2026-11-23 10:00";
const number = "BA2026-0001";
const client = "杭州青禾软件有限公司";
const later = "杭州映溪文化有限公司";
const clock = "clock-clock//bureau-review.max";

/** Opens a case of 变更备案 in 浙江, the shortest way to a bureau's review. */
async function opened(data: string, name: string, domain: string): Promise<void> {
  const written = JSON.parse(await command(data, ["case", "new", "--example"], now)) as {
    client: { name: string; credit_code: string };
    case: object;
    sites: { domain: string }[];
  };
  written.client.name = name;
  if (name !== client) written.client.credit_code = "";
  written.case = { ...written.case, type: "change", phases: ["icp"], lookup: "已备案", lookup_day: "2026-11-02", signed_at: "2026-11-02" };
  written.sites[0]!.domain = domain;
  const file = join(folder(), "case.json");
  writeFileSync(file, JSON.stringify(written));
  await command(data, ["case", "new", "--file", file, "--agree"], now);
}

/** Takes the case to the bureau, the SMS verified on 11-05. */
async function atBureau(data: string): Promise<void> {
  const at = folder();
  for (const [i, material] of ["licence", "id-front", "id-back", "handheld"].entries()) {
    const image = scan(`${material}.png`, 300, 300, i + 1);
    writeFileSync(join(at, image.name), image.buffer);
    await command(data, ["attach", "--case", number, "--material", material, join(at, image.name)], now);
  }
  for (const [action, when] of [
    ["account.done", "2026-11-03 09:00"],
    ["materials.done", "2026-11-03 09:30"],
    ["forms.filled", "2026-11-03 10:00"],
    ["forms.face", "2026-11-03 11:00"],
    ["prereview.submit", "2026-11-03 12:00"],
    ["prereview.pass", "2026-11-04 10:00"],
    ["bureau-submit.sms", "2026-11-04 11:00"],
    ["sms.verified", "2026-11-05 10:00"],
  ])
    await command(data, ["case", "do", "--case", number, "--action", action!, "--at", when!], now);
}

describe("the desk's own clocks, rules and texts", () => {
  let data: string;
  let desk: Desk;
  const part = async (code: string) => {
    await desk.at("rail-settings").click();
    await desk.page.getByRole("tab", { name: code, exact: true }).click();
  };
  const dates = () => desk.page.getByRole("region", { name: "期限" });

  beforeAll(async () => {
    data = await demoFolder(0, now);
    await opened(data, client, "qinghe.example");
    await atBureau(data);
    desk = await Desk.open(data, { passphrase: demoPassphrase, now });
  });

  it("changes the longest review with its source; a change without one is not taken", async () => {
    await desk.openCase(client);
    await desk.says(dates(), "12月3日");
    await part("期限");
    await desk.at(clock).click();
    await desk.fill({ to: "25" });
    await desk.at("dialog-ok").click();
    await desk.says(desk.dialog, "写明依据");
    await desk.fill({ to: "9999", source: "浙江管局电话答复", sourced: "2026-11-20", confirmed: "2026-11-20" });
    await desk.at("dialog-ok").click();
    await desk.says(desk.dialog, "250 之间的整数");
    expect(await desk.at("value-source").inputValue()).toBe("浙江管局电话答复");
    await desk.fill({ to: "25" });
    await desk.confirm();
    for (const words of ["25 个工作日", "20 个工作日", "已改", "浙江管局电话答复，2026-11-20", "2026-11-20 周敏"]) await desk.says(clock, words);
  });

  it("leaves the open case as it was until it is ticked, and tells what would change", async () => {
    await desk.openCase(client);
    await desk.says(dates(), "12月3日");
    await part("期限");
    await desk.says("outdated-banner", "改动涉及 1 件在办案件正在办的环节");
    await desk.at("outdated-banner").getByRole("link").click();
    await desk.says(`outdated-${number}`, "2026-12-03→2026-12-10");
    await desk.at("outdated-all").click();
    await desk.at("outdated-take").click();
    await desk.says(desk.dialog, "会改 1 个日期");
    await desk.confirm();
    await desk.says("outdated-notice", "已更新 1 件，改了 1 个日期");
    await part("期限");
    await desk.at(clock).waitFor();
    expect(await desk.at("outdated-banner").count()).toBe(0);
  });

  it("shows the new date on the case, its source under 为什么, and the way back to the clock", async () => {
    await desk.openCase(client);
    await desk.says(dates(), "12月10日");
    await dates().locator("[data-why-row]", { hasText: "管局最迟" }).getByRole("button", { name: "为什么" }).click();
    const why = desk.page.locator(".n-popover");
    await desk.says(why, "浙江管局电话答复");
    await desk.says(why, "核实：2026-11-20 周敏");
    await desk.at("why-rule").click();
    await desk.says(desk.dialog, "管局最迟");
    expect(await desk.at("value-to").inputValue()).toBe("25");
    await desk.page.keyboard.press("Escape");
    await desk.dialog.waitFor({ state: "detached" });
  });

  // Opened by its link nothing had the focus before: the field in focus goes with the dialog.
  it("saves a clock that a link has opened, by the keys, and leaves no fault in the page", async () => {
    await desk.openCase(client);
    await dates().locator("[data-why-row]", { hasText: "管局预计" }).getByRole("button", { name: "为什么" }).click();
    await desk.at("why-rule").click();
    await desk.fill({ to: "20", source: "浙江管局电话答复" });
    await desk.page.keyboard.press("Control+Enter");
    await desk.dialog.waitFor({ state: "detached" });
    await desk.says("clock-clock/33/bureau-review.expected", "浙江管局电话答复");
    expect(desk.problems).toEqual([]);
  });

  it("adds a reminder for one province, and confirms it as it stands", async () => {
    await part("规则");
    await desk.at("pack-find").fill("浙江");
    await desk.page.keyboard.press("Enter");
    await desk.at("rule-add").click();
    await desk.page.getByRole("radio", { name: "人工核对的提醒" }).click();
    await desk.at("stage-prereview").click();
    await desk.fill({ label: "公章与执照一致", text: "须人工核对公章", advice: "公章与执照名称不一致时请客户重盖", source: "浙江管局电话答复" });
    await desk.confirm();
    await desk.says("pack-differs", "公章与执照一致");
    await desk.says("pack-33", "已改 1");
    const row = desk.page.getByRole("row").filter({ hasText: "公章与执照一致" });
    await desk.says(row, "未核实");
    await row.getByRole("button", { name: "核实" }).click();
    await desk.confirm();
    await desk.says(row, "2026-11-23 周敏");
    await desk.says("pack-33", "核实 1/");
  });

  it("runs the reminder over a new case and says when it was confirmed; the open case keeps its rules", async () => {
    await opened(data, later, "yingxi.example");
    await desk.openCase(later);
    await desk.at("tab-preflight").click();
    const main = desk.page.locator("main");
    await desk.says(main, "公章与执照一致");
    await desk.says(main, "核实 2026-11-23");
    await part("规则");
    await desk.says("outdated-banner", "改动涉及 1 件在办案件正在办的环节");
  });

  it("goes back to the release's, and keeps what was changed", async () => {
    await part("期限");
    await desk.at(clock).click();
    await desk.at("history").click();
    await desk.says("history-lines", "20 个工作日→25 个工作日");
    await desk.page.keyboard.press("Escape");
    await desk.at("history-lines").waitFor({ state: "detached" });
    await desk.at("restore").click();
    await desk.page.getByRole("dialog", { name: /^恢复/ }).getByRole("button", { name: /^恢复/ }).click();
    await desk.dialog.first().waitFor({ state: "detached" });
    await desk.says(clock, "20 个工作日");
    expect(await desk.at(clock).innerText()).not.toContain("已改");
    await desk.openCase(client);
    await desk.says(dates(), "12月10日");
  });

  it("says how old a paper may be in one province, by the keys, and takes it back", async () => {
    const own = "clock-age/33/lead-letter.issued";
    await part("期限");
    await desk.at("clock-age//lead-letter.issued").click();
    await desk.says(desk.dialog, "主体负责人授权书");
    expect(await desk.at("value-to").inputValue()).toBe("3");
    await desk.at("apart").click();
    await desk.says(desk.dialog, "全国是 3 个月");
    await desk.choose("scope", "浙江");
    await desk.fill({ to: "1", source: "浙江管局电话答复", sourced: "2026-11-20" });
    await desk.page.keyboard.press("Control+Enter");
    await desk.dialog.waitFor({ state: "detached" });
    for (const words of ["1 个月", "本台另定", "浙江管局电话答复，2026-11-20", "未核实"]) await desk.says(own, words);
    await part("影响");
    await desk.page.getByText(number).first().waitFor();
    await part("期限");
    await desk.at(own).click();
    await desk.at("restore").click();
    await desk.page.getByRole("dialog", { name: /^删去/ }).getByRole("button", { name: /^删去/ }).click();
    await desk.at(own).waitFor({ state: "detached" });
  });

  it("shows the papers of which nobody says a term once they are asked for", async () => {
    const plan = "clock-age//site-plan.issued";
    await part("期限");
    await desk.at("clock-age//lead-letter.issued").waitFor();
    expect(await desk.at(plan).count()).toBe(0);
    await desk.at("ages-all").click();
    await desk.says(plan, "未收录");
    expect(await desk.at(plan).getByRole("button").count()).toBe(0); // nothing stands there to be confirmed
    await desk.at(plan).click();
    await desk.says(desk.dialog, "没有收录多久");
    await desk.page.keyboard.press("Escape");
    await desk.at("ages-all").click();
    await desk.at(plan).waitFor({ state: "detached" });
  });

  it("takes away a rule of its own", async () => {
    await part("规则");
    await desk.at("pack-33").click();
    const row = desk.page.getByRole("row").filter({ hasText: "公章与执照一致" });
    await row.click();
    await desk.says(desk.dialog, "本台新增");
    await desk.at("restore").click();
    await desk.page.getByRole("dialog", { name: /^删去/ }).getByRole("button", { name: /^删去/ }).click();
    await desk.dialog.first().waitFor({ state: "detached" });
    await row.waitFor({ state: "detached" });
    expect(await desk.at("pack-differs").count()).toBe(0);
  });

  it("writes a text with its placeholders; an unknown one is refused under the field", async () => {
    await part("文字");
    const row = desk.at("text//account.todo.message");
    await row.click();
    await desk.says("text-base", "还差腾讯云子账号");
    await desk.fill({ text: "请尽快交接" });
    await desk.at("place-domain").click();
    expect(await desk.at("value-text").inputValue()).toBe("请尽快交接{domain}");
    await desk.page.keyboard.type("的子账号{wrong}");
    await desk.at("dialog-ok").click();
    await desk.says(desk.dialog, "没有 {wrong} 这个占位");
    await desk.fill({ text: "请尽快交接[{domain} 的]子账号。" });
    await desk.confirm();
    await desk.says(row, "已改");
  });

  it("words what stands around a message to a client, shows how it reads, and takes the release's own back", async () => {
    await part("文字");
    const row = desk.at("phrase//closing");
    await desk.says(row, "空着");
    await desk.look("phrases");
    await row.click();
    await desk.says("text-base", "空着");
    await desk.at("place-agency").click();
    await desk.page.keyboard.type(" {round}");
    await desk.at("dialog-ok").click();
    await desk.says(desk.dialog, "没有 {round} 这个占位");
    await desk.fill({ text: "[——{agency}]{staff}" });
    await desk.says("text-preview", "看起来是：[——本单位简称]发的经办");
    await desk.look("phrase");
    await desk.confirm();
    await desk.says(row, "已改");
    await row.click();
    await desk.at("restore").click();
    await desk.page.getByRole("dialog", { name: /^恢复/ }).getByRole("button", { name: /^恢复/ }).click();
    await desk.dialog.first().waitFor({ state: "detached" });
    await desk.says(row, "空着");
  });
});
