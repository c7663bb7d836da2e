import { beforeAll, describe, expect, it } from "vitest";
import { command, demoFolder, demoPassphrase, Desk } from "./desk";
import { carrying } from "./files";

const now = "2026-11-28 09:12";
const mobile = "13800571077";
const words = "客户说证件下周一寄到";

/** A press on the scrim, beside the dialog. */
const beside = (desk: Desk) => desk.page.mouse.click(20, 450);

describe("what is typed and not saved", () => {
  let desk: Desk;
  let data: string;
  let client: string;
  const reload = async () => {
    await desk.page.reload();
    await desk.at("rail-today").waitFor();
  };
  const stored = () => desk.page.evaluate("JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)])");

  beforeAll(async () => {
    data = await demoFolder(4, now);
    const all = JSON.parse(await command(data, ["list", "cases", "--json"], now)) as { number: string; client: string }[];
    const [first] = JSON.parse(await command(data, ["list", "deadlines", "--json"], now)) as { case: string }[];
    client = all.find((one) => one.number === first!.case)!.client;
    desk = await Desk.open(data, { passphrase: demoPassphrase, now, width: 1280 });
  });

  it("is in a note again after Esc, a press outside and a reload, until it is saved", async () => {
    await desk.openCase(client);
    await desk.at("case-note").click();
    await desk.fill({ text: words });
    await desk.page.keyboard.press("Escape");
    await desk.dialog.waitFor({ state: "detached" });

    await desk.at("case-note").click();
    await desk.says(desk.dialog, "上次没存的内容已放回");
    expect(await desk.at("value-text").inputValue()).toBe(words);
    await desk.fill({ text: `${words}，已催` });
    await beside(desk);
    await desk.dialog.waitFor({ state: "detached" });

    await reload();
    await desk.says("draft-back", "有一条没记完的备忘");
    await desk.at("draft-go").click();
    expect(await desk.at("value-text").inputValue()).toBe(`${words}，已催`);
    await desk.page.keyboard.press("Control+Enter");
    await desk.dialog.waitFor({ state: "detached" });
    expect(await desk.at("draft-back").count()).toBe(0);
    await desk.at("case-note").click();
    expect(await desk.at("value-text").inputValue()).toBe("");
    await desk.page.keyboard.press("Escape");
    await desk.dialog.waitFor({ state: "detached" });
  });

  it("is in the dialogs of the settings again after a lock, Esc, a press outside and a reload, and goes when it is given up", async () => {
    const clock = desk.at("clock-clock//bureau-review.max");
    const part = (name: string) => desk.page.getByRole("tab", { name, exact: true }).click();
    const closed = () => desk.dialog.waitFor({ state: "detached" });
    await desk.at("rail-settings").click();
    await part("期限");
    await clock.click();
    await desk.fill({ source: "浙江管局电话答复" });
    await desk.page.keyboard.press("Control+l");
    await desk.at("unlock-secret").fill(demoPassphrase);
    await desk.page.keyboard.press("Enter");
    await clock.click();
    await desk.says("draft-back", "上次没存的内容已放回");
    expect(await desk.at("value-source").inputValue()).toBe("浙江管局电话答复");
    await desk.at("dialog-cancel").click();
    await closed();
    await clock.click();
    expect(await desk.at("value-source").inputValue()).toBe("");
    await desk.page.keyboard.press("Escape");
    await closed();

    await part("规则");
    await desk.at("rule-add").click();
    await desk.page.getByRole("radio", { name: "人工核对的提醒" }).click();
    await desk.fill({ label: "公章与执照一致" });
    await desk.page.keyboard.press("Escape");
    await closed();
    await part("文字");
    await desk.at("text//account.todo.message").click();
    await desk.fill({ text: words });
    await beside(desk);
    await closed();
    await reload();
    await desk.at("text//account.todo.message").click();
    expect(await desk.at("value-text").inputValue()).toBe(words);
    await desk.at("dialog-cancel").click();
    await closed();
    await part("规则");
    await desk.at("rule-add").click();
    expect(await desk.at("value-label").inputValue()).toBe("公章与执照一致");
    await desk.at("dialog-cancel").click();
    await closed();
  });

  it("is in a new case again after another page, a reload and a restart, and nowhere in clear", async () => {
    await desk.page.keyboard.press("n");
    await desk.fill({ "client.name": "无锡试写科技有限公司", "lead.mobile": mobile });
    await desk.at("rail-cases").click();
    await desk.says("draft-back", "有一份没填完的新建案件");
    await desk.at("draft-go").click();
    expect(await desk.at("value-client.name").inputValue()).toBe("无锡试写科技有限公司");

    await reload();
    await desk.says("draft-back", "没填完的草稿已放回");
    expect(await desk.at("value-client.name").inputValue()).toBe("无锡试写科技有限公司");
    expect(await stored()).not.toMatch(new RegExp(`${mobile}|无锡试写`));

    await desk.close();
    for (const value of [mobile, "无锡试写科技有限公司", words]) expect(carrying(data, value)).toEqual([]);
    desk = await Desk.open(data, { passphrase: demoPassphrase, now, width: 1280, dark: true });
    await desk.at("rail-cases").click();
    await desk.says("draft-back", "11月28日 09:12");
    await desk.at("draft-go").click();
    await desk.at("value-lead.mobile").focus();
    expect(await desk.at("value-lead.mobile").inputValue()).toBe(mobile);
  });

  it("is gone once it is given up, which is asked", async () => {
    await desk.at("draft-drop").click();
    await desk.says(desk.dialog, "已填的内容会清空");
    await desk.confirm();
    expect(await desk.at("value-client.name").inputValue()).toBe("");
    await desk.at("rail-cases").click();
    await desk.says(desk.page.locator("main h1"), "案件");
    expect(await desk.at("draft-back").count()).toBe(0);
  });

  it("names a client and a domain that are there, and opens no second client unasked", async () => {
    const all = JSON.parse(await command(data, ["list", "cases", "--json"], now)) as { number: string; client: string; domain: string }[];
    const there = all.find((one) => one.client.includes("公司") && one.domain)!;
    const spaced = there.client.replace("公司", " 公司");
    await desk.page.keyboard.press("n");
    await desk.fill({ "client.name": spaced, "client.postcode": "310099", "sites.0.domain": there.domain });
    await desk.page.keyboard.press("Tab");
    await desk.says("earlier", there.number);
    await desk.says("same-client", `资料夹里已有“${there.client}”`);
    await desk.choose("province", "浙江");
    await desk.at("new-open").click();
    await desk.says(desk.at("same-client").getByRole("alert"), "用它，或另立一个");

    await desk.at("same-client.postcode").getByText("改成新填的").click();
    await desk.at("same-use").click();
    await desk.says("same-taken", "1 项");
    await desk.at("new-open").click();
    await desk.says("case-client", there.client);

    const after = JSON.parse(await command(data, ["list", "cases", "--json"], now)) as typeof all;
    const both = after.filter((one) => one.client === there.client);
    expect(both).toHaveLength(2);
    const ids = await Promise.all(
      both.map(async (one) => (JSON.parse(await command(data, ["case", "show", "--case", one.number, "--json"], now)) as { client_id: string }).client_id),
    );
    expect(new Set(ids).size).toBe(1);
  });

  it("is asked about where a page of the settings is left, or the window", async () => {
    await desk.at("rail-settings").click();
    const name = desk.page.getByLabel("简称");
    const before = await name.inputValue();
    await name.fill("青桐备案");
    await desk.at("rail-today").click();
    await desk.says(desk.dialog, "现在离开");
    await desk.page.keyboard.press("Escape");
    await desk.dialog.waitFor({ state: "detached" });
    expect(await name.inputValue()).toBe("青桐备案");
    await desk.ask();
    await desk.says(desk.dialog, "现在退出");
    await desk.dialog.getByText("回去继续").click();
    await desk.dialog.waitFor({ state: "detached" });

    await reload();
    await desk.says("draft-back", "上次没存的内容已放回");
    expect(await name.inputValue()).toBe("青桐备案");
    await desk.at("rail-today").click();
    await desk.confirm();
    await desk.says(desk.page.locator("main h1"), "今日");
    await desk.at("rail-settings").click();
    await name.waitFor();
    expect(await name.inputValue()).toBe(before);
  });
});
