import { beforeAll, describe, expect, it } from "vitest";
import { demoFolder, demoPassphrase, Desk } from "./desk";

const made = "2026-11-23 10:00";
const now = "2027-02-10 10:00";
const client = "杭州青禾软件有限公司";

/** What follows a delivered case: its server runs out on 2 March. */
describe("after a case is over", () => {
  let desk: Desk;
  const row = () => desk.at("followup").filter({ hasText: "服务器到期" });

  beforeAll(async () => {
    desk = await Desk.open(await demoFolder(24, made), { passphrase: demoPassphrase, now });
    await desk.at("side-followup").first().waitFor();
  });

  it("stands on 今日 beside what runs out, with what to do, and leads to the case", async () => {
    const line = desk.at("side-followup").filter({ hasText: client });
    await desk.says(line.first(), "3月2日");
    await desk.says(line.first(), "剩 20 天");
    expect(await line.first().getAttribute("title")).toContain("续费");
    await desk.look("followups-today");
    // All of them stand in the dialog of what runs out, and go out from there as a table.
    await desk.at("expiry-all").click();
    await desk.dialog.getByText("续费").first().waitFor();
    await desk.page.evaluate(() => {
      const page = window as unknown as { asked: unknown; go: { app: { TablesService: Record<string, (input: unknown) => Promise<unknown>> } } };
      page.go.app.TablesService.Save = (input) => ((page.asked = input), Promise.resolve({ path: "/tmp/后续.xlsx", rows: 2 }));
    });
    await desk.dialog.locator('[data-test="table-export"]').waitFor();
    await desk.look("followups-table");
    await desk.page.keyboard.press("e");
    await desk.at("value-format").waitFor();
    await desk.page.keyboard.press("Control+Enter");
    await desk.says("table-said", "已存到 /tmp/后续.xlsx，2 行");
    expect(await desk.page.evaluate("window.asked")).toMatchObject({ table: "followups", format: "xlsx", clear: false });
    await desk.page.keyboard.press("Escape");
    await desk.dialog.waitFor({ state: "detached" });
    await line.first().click();
    await desk.says("case-client", client);
    await desk.says("followups", "服务器到期：qinghe.example");
    await desk.says("followups", "年度核查");
  });

  it("is done by its new day, and taken back by a key", async () => {
    await desk.page.keyboard.press("f");
    await desk.page.keyboard.press("Enter");
    await desk.fill({ until: "2027-03-01" });
    await desk.at("dialog-ok").click();
    await desk.says(desk.dialog, "应晚于原来的 2027-03-02");
    await desk.fill({ until: "2028-03-02" });
    await desk.confirm();
    await desk.says("followup-last", "已完成：服务器到期");
    await desk.says(row(), "2028年3月2日");
    await desk.page.keyboard.press("z");
    await desk.says(row(), "剩 20 天");
  });

  it("is not followed any more with a reason, and has days of its own beside", async () => {
    await row().getByRole("button", { name: "不再跟" }).click();
    await desk.fill({ reason: "客户自己续" });
    await desk.confirm();
    await row().waitFor({ state: "detached" });
    await desk.at("followup-past").click();
    await desk.says("followup-decided", "客户自己续");
    await desk.at("followup-decided").getByRole("button", { name: "撤销" }).click();
    await row().waitFor();
    await desk.at("followup-add").click();
    await desk.fill({ label: "续签服务合同", day: "2027-02-20", yearly: true });
    await desk.confirm();
    await desk.says("followups", "续签服务合同");
    await desk.look("followups-case");
  });

  it("becomes a case that is filled from the old one, and each names the other", async () => {
    await row().getByRole("button", { name: "办接入" }).click();
    await desk.says("new-from", "的后续开立");
    await expect.poll(() => desk.at("value-sites.0.domain").inputValue()).toBe("qinghe.example");
    await desk.look("followups-new");
    await desk.at("step-4").click();
    await desk.at("new-open").click();
    if (
      await desk
        .at("new-warning")
        .first()
        .isVisible({ timeout: 2000 })
        .catch(() => false)
    )
      await desk.at("dialog-ok").click();
    await desk.says("followup-from", "的后续开立");
    await desk.look("followups-led");
    await desk.at("followup-from").getByRole("button").click();
    await row().waitFor({ state: "detached" });
    await desk.at("followup-past").click();
    await desk.says("followup-decided", "已开案");
  });
});
