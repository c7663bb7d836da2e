import { beforeAll, describe, expect, it } from "vitest";
import { command, demoFolder, demoPassphrase, Desk } from "./desk";
import { scan } from "./files";

const now = "2026-11-23 10:00";

interface Listed {
  number: string;
  client: string;
  stage: string;
  status: string;
  todo: string;
}

describe("a case that remembers", () => {
  let desk: Desk;
  let all: Listed[];
  let data: string;
  const at = (stage: string, todo = "") => all.find((c) => c.status === "open" && c.stage === stage && c.todo.includes(todo))!;
  const open = (of: Listed) => desk.openCase(of.client);
  const main = () => desk.page.locator("main");

  beforeAll(async () => {
    data = await demoFolder(48, now);
    all = JSON.parse(await command(data, ["list", "cases", "--json"], now)) as Listed[];
    // So high that the list of cases draws every row.
    desk = await Desk.open(data, { passphrase: demoPassphrase, now, height: 2000 });
  });

  it("opens on what its next step is done with", async () => {
    const opens = async (of: Listed, tab: string) => {
      await open(of);
      await expect.poll(() => desk.at(`tab-${tab}`).getAttribute("aria-selected")).toBe("true");
    };
    await opens(at("materials"), "materials");
    await opens(at("forms", "填五张备案表单"), "form");
    await opens(at("account"), "account");
    await opens(at("prereview", "提交腾讯云预审核"), "preflight");
    await opens(at("bureau-review"), "timeline");
  });

  it("keeps a rejection with its usual reason on top, and the material that it names 不合格, until it is sent again", async () => {
    await open(at("prereview", "接预审核电话"));
    await desk.at("act-prereview.reject").click();
    await desk.choose("cause", "手持照反光");
    await desk.fill({ at: "2026-11-23 09:20", reason: "左下角最暗" });
    await desk.confirm();
    for (const words of ["次预审核被驳回", "09:20", "手持照反光，证件看不清；左下角最暗", "手持身份证不合格"]) await desk.says("refused", words);

    await desk.at("refused-go").click();
    expect(await desk.at("state-handheld").innerText()).toBe("不合格");
    await desk.says("material-refused", "次预审核被驳回：手持照反光");
    await desk.upload("handheld", scan("handheld.png", 500, 500, 9));
    await expect.poll(() => desk.at("state-handheld").innerText()).toBe("合格");
    await desk.says("refused", "手持身份证现在合格");

    await desk.at("tab-form").click();
    await desk.act("forms.filled");
    await desk.act("forms.face");
    await desk.says("refused", "手持身份证现在合格");
    await desk.act("prereview.submit");
    await desk.at("refused").waitFor({ state: "detached" });
  });

  it("has its numbers in the head, to be copied", async () => {
    await open(at("police-number"));
    const first = desk.at("numbers").getByRole("button").first();
    await first.click();
    await expect.poll(() => desk.clipboard()).toMatch(/^.ICP备\d{8,10}号$/);
    await desk.says("numbers", "公网安备");
  });

  it("is held until a day for a usual reason, and comes back on it", async () => {
    const of = at("reporting");
    await open(of);
    await desk.at("case-menu").click();
    await desk.at("act-case.hold").click();
    await desk.fill({ cause: "hold-money" });
    await desk.at("dialog-ok").click();
    await desk.says(desk.dialog, "暂停到哪天");
    await desk.fill({ until: "2026-11-27", reason: "月底付" });
    await desk.confirm();
    await desk.says("standing", "客户款项未到；月底付");
    await desk.says(main(), "暂停到 11月27日");
    await desk.at("rail-cases").click();
    const row = desk.page.getByRole("row", { name: of.number });
    for (const words of ["暂停", "客户款项未到", "11月27日"]) await desk.says(row, words);

    await desk.close();
    desk = await Desk.open(data, { passphrase: demoPassphrase, now: "2026-11-27 09:00", height: 2000 });
    await open(of);
    await desk.says("next-todo", "暂停到期");
    await desk.says("next", "今天到期");
    await desk.act("case.resume");
    await desk.at("standing").waitFor({ state: "detached" });
  });

  it("opens what a withdrawal leaves to do, and reads as closed once that is done", async () => {
    const of = at("bureau-submit", "等腾讯云提交管局");
    await open(of);
    await desk.at("case-menu").click();
    await desk.act("case.withdraw", { reason: "客户不做网站了" });
    await desk.says("standing", "客户不办了 11月27日");
    await desk.says(main(), "清除留下的扫描件");
    await desk.act("revoke.confirm");
    // The materials that are to be destroyed lie open; every act stands beside the stages.
    await desk.at("tab-timeline").click();
    await desk.act("left-scans.done", { scans: "purge" });
    await desk.says("ended", "客户不办了 11月27日");
    await desk.says("ended", "客户不做网站了");
    expect(await main().locator(".n-button--primary-type").count()).toBe(0);
  });
});
