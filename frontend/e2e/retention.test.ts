import { beforeAll, describe, expect, it } from "vitest";
import { command, demoFolder, demoPassphrase, Desk } from "./desk";

/** Three years after the demonstration: what its ended cases keep of people is due. */
const now = "2030-01-23 10:00";

describe("what need not be kept any more", () => {
  let desk: Desk;
  let data: string;
  const kind = (code: string) => desk.at(`retention-${code}`);
  const due = async (code: string): Promise<number> => {
    const all = JSON.parse(await command(data, ["retention", "list", "--kind", code, "--json"], now)) as { due: number }[];
    return all[0]!.due;
  };

  beforeAll(async () => {
    data = await demoFolder(24, "2026-11-23 10:00");
    desk = await Desk.open(data, { passphrase: demoPassphrase, now });
  });

  it("is listed with its term and source, and says until when the rest is kept", async () => {
    await desk.at("rail-settings").click();
    await desk.page.getByRole("tab", { name: "保存期限" }).click();
    await desk.says(kind("people"), `到期 ${await due("people")} 项`);
    await desk.says("retention", "编号连续，备案台不删");
    await kind("people").getByRole("button").first().click();
    await desk.says(kind("people"), "诉讼时效三年");
    await desk.says(kind("people"), "没有结束");
    await desk.look("retention");
  });

  it("is picked and removed by the mouse, with a reason that the journal keeps", async () => {
    await kind("words").getByRole("button").first().click();
    await kind("words").getByText("全选").click();
    await desk.at("purge-words").click();
    await desk.says(desk.dialog, "不能恢复");
    await desk.look("retention-purge");
    await desk.fill({ reason: "满三年，核对过没有纠纷" });
    await desk.confirm();
    await desk.says("retention-notice", "已清除操作记录的内容");
    await desk.says(kind("words"), "没有到期的");
    expect(await due("words")).toBe(0);
    const said = JSON.parse(await command(data, ["audit", "--text", "按保存期限清除", "--json"], now)) as { text: string }[];
    expect(said.map((line) => line.text)).toContain("满三年，核对过没有纠纷");
  });

  it("is picked and removed by keys alone", async () => {
    await kind("people").getByRole("button").first().focus();
    await desk.page.keyboard.press("Enter");
    const box = kind("people").getByRole("list", { name: "到期的" }).getByRole("checkbox").first();
    await box.focus();
    await desk.page.keyboard.press("Space");
    await desk.at("purge-people").focus();
    await desk.page.keyboard.press("Enter");
    await desk.says(desk.dialog, "清除负责人的号码和地址");
    await desk.page.keyboard.press("Control+Enter");
    await desk.dialog.waitFor({ state: "detached" });
    await desk.says("retention-notice", "已清除负责人的号码和地址 1 项");
    expect(await due("people")).toBe(0);
  });
});
