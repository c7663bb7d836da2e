import { beforeAll, describe, expect, it } from "vitest";
import { command, demoFolder, demoPassphrase, Desk } from "./desk";

const now = "2026-11-23 10:00";

/** What personal data went to whom: registered by the steps themselves and by hand, kept on its own. */
describe("the register of hand-overs", () => {
  let desk: Desk;
  /** The case whose last step handed data to the bureau, and when that was. */
  let client: string;
  let at: string;
  const lines = () => desk.at("handovers").getByRole("listitem");

  beforeAll(async () => {
    const data = await demoFolder(24, now);
    const [last] = JSON.parse(await command(data, ["list", "handovers", "--json"], now)) as { case: string; at: string; recipient: string }[];
    expect(last!.recipient).toBe("bureau");
    const all = JSON.parse(await command(data, ["list", "cases", "--json"], now)) as { number: string; client: string }[];
    client = all.find((one) => one.number === last!.case)!.client;
    at = last!.at;
    desk = await Desk.open(data, { passphrase: demoPassphrase, now, height: 2400 });
  });

  it("lists in the settings what the steps of all cases handed over, by recipient", async () => {
    await desk.at("task").first().waitFor();
    await desk.at("rail-settings").click();
    await desk.page.getByRole("tab", { name: "移交" }).click();
    await desk.says("register", "第十二条");
    await desk.says("handovers", "腾讯云");
    await desk.page.getByRole("button", { name: "接收方" }).click();
    await desk.page.getByRole("checkbox", { name: "通信管理局" }).click();
    await expect.poll(() => desk.at("handovers").innerText()).not.toContain("接入服务商");
    await desk.says("handovers", "主管部门・提供");
    await desk.says("handovers", "身份证人像面");
    await desk.at("handovers-find").fill("BA2026");
    await desk.at("handovers").first().waitFor();
    const asked = desk.page.evaluate(() => {
      const papers = (window as unknown as { go: { app: { PapersService: { Prepare: (input: { text: string }) => unknown } } } }).go.app.PapersService;
      const prepare = papers.Prepare;
      return new Promise<string>((tell) => (papers.Prepare = (input) => (tell(input.text), prepare(input))));
    });
    await desk.paper(() => desk.at("handovers-print").click());
    expect(await asked).toBe("BA2026");
    await desk.says(desk.dialog, "个人信息移交登记表");
    await desk.page.keyboard.press("Escape");
    await desk.dialog.waitFor({ state: "detached" });
  });

  it("takes what no step makes on the case, and keeps it struck out once it is taken back", async () => {
    await desk.openCase(client);
    await desk.at("tab-handovers").click();
    await desk.says("handovers", "通信管理局");
    const before = await lines().count();
    await desk.at("handover-add").click();
    await desk.fill({ recipient: "partner", name: "宁波协作事务所", kinds: "name", purpose: "打 138 0057 1001 联系", basis: "consent" });
    await desk.at("dialog-ok").click();
    await desk.says(desk.page.locator('[data-key="purpose"] [role="alert"]'), "只写种类");
    await desk.fill({ purpose: "代为递交纸质材料" });
    await desk.confirm();
    await expect.poll(() => lines().count()).toBe(before + 1);
    await desk.page.getByRole("button", { name: "撤回宁波协作事务所" }).click();
    await desk.fill({ reason: "登错了案件" });
    await desk.confirm();
    const line = lines().filter({ hasText: "宁波协作事务所" });
    await desk.says(line, "已撤回：登错了案件");
    expect(await line.getByText("代为递交纸质材料").evaluate((el) => getComputedStyle(el).textDecorationLine)).toBe("line-through");
    expect(await line.getByRole("button").count()).toBe(0);
    expect(await lines().count()).toBe(before + 1);
  });

  it("follows a step that is corrected, and strikes out one that is undone", async () => {
    const line = lines().filter({ hasText: "ICP 备案审核" }).first();
    const seen = await line.locator(".when").innerText();
    await desk.at("tab-timeline").click();
    await desk.at("timeline-correct").first().click();
    expect(await desk.at("value-to").inputValue()).toBe(at);
    const to = new Date(Date.parse(`${at.replace(" ", "T")}:00Z`) - 3 * 60_000).toISOString().slice(0, 16).replace("T", " ");
    await desk.fill({ to, reason: "看错了时间" });
    await desk.confirm();
    await desk.at("tab-handovers").click();
    await desk.says(line, to.slice(11));
    for (const _ of [0, 1]) {
      await desk.at("case-menu").click();
      await desk.act("case.undo");
    }
    await desk.at("tab-handovers").click();
    await desk.says(line, seen);
    await desk.says(line, "已撤回：这一步已撤销");
  });
});
