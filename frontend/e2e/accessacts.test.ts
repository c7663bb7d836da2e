import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { Judge } from "./access";
import { command, demoFolder, demoPassphrase, Desk, folder } from "./desk";

const now = "2026-11-23 10:00";
/** Days later reviews are late. */
const later = "2026-11-28 10:00";
const passphrase = "correct horse 备案 2026";

interface Listed {
  number: string;
  client: string;
  domain: string;
  stage: string;
  status: string;
  todo: string;
}

/** Everybody can use the dialogs of acts, too. */
describe("access to acts", () => {
  let data: string;
  let desk: Desk;
  let judge: Judge;
  let all: Listed[];
  const press = (key: string) => desk.page.keyboard.press(key);
  const dialog = (what: string, bring: () => Promise<unknown>) => judge.dialog(what, bring);
  const open = (todo: string) => desk.openCase(all.find((one) => one.status === "open" && one.todo.startsWith(todo))!.client);
  /** Opens what a case's own step does. */
  async function enter(todo: string, then: string): Promise<void> {
    await open(todo);
    await desk.at("next").waitFor();
    await press("Enter");
    await desk.at(then).first().waitFor();
  }
  async function settings(name: string): Promise<void> {
    await desk.at("rail-settings").click();
    await desk.page.getByRole("tablist", { name: "设置的哪一部分" }).getByRole("tab", { name, exact: true }).click();
    await desk.page.locator("main .page").first().waitFor();
  }

  /** Opens the desk at a moment, so high that the lists draw every row that is looked for. */
  async function at(moment: string): Promise<void> {
    if (desk) await desk.close();
    all = JSON.parse(await command(data, ["list", "cases", "--json"], moment)) as Listed[];
    desk = await Desk.open(data, { passphrase: demoPassphrase, now: moment, height: 2000 });
    judge = new Judge(desk);
    await desk.at("task").first().waitFor();
  }

  beforeAll(async () => {
    data = await demoFolder(48, now);
    await at(now);
  });
  afterEach(() => expect(judge.faults.splice(0)).toEqual([]));

  it("a visit", async () => {
    await dialog("面审", () => enter("陪", "visit-bring"));
  });

  it("ticket, outcomes and a rejection", async () => {
    await at(later);
    await dialog("提工单", () => enter("提腾讯云工单", "ticket-text"));
    await dialog("记录结果", () => enter("致电", "outcome-pending"));
    await dialog("驳回", async () => {
      await press("Enter");
      await desk.at("outcome-pending").waitFor();
      await press("2");
      await desk.says(desk.dialog, "：原因");
      await judge.look("驳回的原因");
      await press("1");
      await desk.at("value-at").waitFor();
    });
  });

  it("hold, withdrawal, undo and correction", async () => {
    await open("填五张备案表单");
    for (const code of ["case.hold", "case.withdraw", "case.undo", "move.correct"]) {
      await dialog(code, async () => {
        await desk.at("case-menu").click();
        await desk.at(`act-${code}`).click();
      });
    }
    // What is noted is written at once; its kind is there to be changed.
    await desk.at("case-note").click();
    const written = () => desk.at("value-text").evaluate((el) => el === document.activeElement);
    await expect.poll(written).toBe(true);
    await press("Escape");
    await desk.dialog.waitFor({ state: "detached" });
  });

  it("a bill looked at before it is issued, a bill made void, a payment reversed", async () => {
    await open("催石");
    await desk.at("tab-fees").click();
    await dialog("开账单", async () => {
      await desk.at("issue-invoice").click();
      await desk.dialog.locator('[data-test="paper"][data-pages]').waitFor();
    });
    await desk.at("rail-billing").click();
    await desk.at("row").first().waitFor();
    const cut = () => desk.page.locator('[data-test="row"] .two-lines').evaluateAll((all) => all.filter((el) => el.scrollHeight > el.clientHeight + 1).length);
    expect(await cut(), "clients and states that are cut").toBe(0);
    await desk.page.getByRole("row", { name: "沈阳明溪" }).filter({ hasText: "逾期" }).click();
    await dialog("作废账单", async () => {
      await desk.at("bill-menu").click();
      await desk.at("bill-void").click();
    });
    await desk.page.getByText("部分已收").first().click();
    await dialog("冲正收款", () => desk.at("bill-reverse").first().click());
  });

  it("what the settings ask", async () => {
    await settings("期限");
    await desk.page.locator('[role="row"][aria-selected="true"]').waitFor();
    await dialog("核实", () => press("v"));
    await dialog("另定期限", async () => {
      await desk.page.locator('[data-test^="clock-"]', { hasText: "管局审核" }).first().click();
      await desk.at("apart").click();
      await desk.at("value-scope").waitFor();
    });
    await settings("规则");
    await dialog("新增规则", () => desk.at("rule-add").click());
    await settings("数据");
    await dialog("改口令", () => desk.at("change-passphrase").click());
    await dialog("换恢复码", () => desk.at("renew-recovery").click());
  });

  it("a client and a domain that are there already", async () => {
    const there = all.find((one) => one.client.includes("公司") && one.domain)!;
    await press("n");
    await desk.fill({ "client.name": there.client.replace("公司", " 公司"), "client.postcode": "310099", "sites.0.domain": there.domain });
    await press("Tab");
    await desk.at("earlier").waitFor();
    await desk.at("same-use").waitFor();
    await judge.look("新建案件 of a known client");
  });
});

describe("access to a new desk", () => {
  let desk: Desk;
  let judge: Judge;
  const field = (name: string) => desk.page.locator(`[data-field="${name}"] input`);

  beforeAll(async () => {
    desk = await Desk.open(folder());
    judge = new Judge(desk);
    await desk.at("setup-go").waitFor();
  });
  afterEach(() => expect(judge.faults.splice(0)).toEqual([]));

  it("first run, step by step", async () => {
    await judge.look("folder and passphrase");
    await desk.at("setup-go").click();
    await judge.look("what is missing");
    await field("staff").fill("周敏");
    await field("passphrase").fill(passphrase);
    await field("again").fill(passphrase);
    await desk.at("setup-go").click();
    await field("group-0").waitFor();
    await judge.look("the recovery code");
    const asked = (await desk.page.getByText("确认已抄下").innerText()).match(/\d+/g)!.map(Number);
    const code = await desk.page.getByRole("list", { name: "恢复码" }).getByRole("listitem").allInnerTexts();
    await field("group-0").fill(code[asked[0]! - 1]!);
    await field("group-1").fill(code[asked[1]! - 1]!);
    await desk.at("setup-go").click();
    await desk.at("setup-start").waitFor();
    await judge.look("letterhead and price");
  });

  it("every page while it is empty", async () => {
    await desk.at("setup-later").click();
    await desk.at("missing-letterhead").waitFor();
    await judge.look("今日");
    for (const page of ["cases", "clients", "billing"]) {
      await desk.at(`rail-${page}`).click();
      await desk.page.locator("main .empty").waitFor();
      await judge.look(page);
    }
  });

  it("a bill without a letterhead says so, and the way there is what Enter presses", async () => {
    const focused = () => desk.page.evaluate(() => document.activeElement?.getAttribute("data-test"));
    await desk.at("new-case").click();
    await desk.fill({ "client.name": "杭州青禾软件有限公司", "lead.name": "沈一鸣", "sites.0.domain": "qinghe.example" });
    await desk.choose("province", "浙江");
    await desk.at("new-open").click();
    await desk.at("tab-fees").click();
    await judge.dialog("开账单 without a letterhead", async () => {
      await desk.at("issue-invoice").click();
      await expect.poll(focused).toBe("fill-letterhead");
    });
    await desk.at("issue-invoice").click();
    await expect.poll(focused).toBe("fill-letterhead");
    await desk.page.keyboard.press("Enter");
    await desk.page.getByLabel("公司全称").waitFor();
    await desk.page.keyboard.press("Control+l");
    await desk.at("unlock-secret").waitFor();
    await judge.look("the lock");
    await desk.page.getByText("用恢复码打开").click();
    await judge.look("the lock by code");
  });
});
