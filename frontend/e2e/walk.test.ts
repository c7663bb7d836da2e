import { beforeAll, describe, expect, it } from "vitest";
import { demoFolder, demoPassphrase, Desk } from "./desk";
import { scan, textOf } from "./files";

const home = "浙江省杭州市西湖区翠苑一区 8 幢 302 室";
const client = "杭州青禾软件有限公司";

/** The worked example: each step on the day it happened, the desk started anew on that day. */
describe("a case from signing to hand-over", () => {
  let data: string;
  let desk: Desk;

  /** Ends the desk and starts it again at another moment; the case must be there as it was left. */
  async function at(now: string): Promise<void> {
    await desk.close();
    desk = await Desk.open(data, { passphrase: demoPassphrase, now });
    await desk.openCase(client);
  }
  const stage = (code: string, note: string) => desk.says(`stage-${code}`, note);
  const clock = (words: string) => desk.says(desk.page.getByRole("region", { name: "期限" }), words);

  beforeAll(async () => {
    data = await demoFolder();
    desk = await Desk.open(data, { passphrase: demoPassphrase, now: "2026-09-07 09:00" });
  });

  it("09-07 opens with the client and the two phases, and issues the bill", async () => {
    await desk.at("new-case").click();
    await desk.fill({
      "client.name": client,
      "client.creditCode": "91330106MA2KQ7T8XJ",
      "client.address": "浙江省杭州市西湖区文三路 398 号 4 幢 1203 室",
      "client.officePhone": "0086-0571-88880101",
      "lead.name": "沈一鸣",
      "lead.docNumber": "330106198205290002",
      "lead.docUntil": "2039-06-12",
      legalRep: true,
      "sites.0.domain": "qinghe.example",
      "sites.0.name": "青禾进销存",
      "sites.0.serverIp": "203.0.113.10",
      "sites.0.serverUntil": "2027-03-02",
      "sites.0.serverKind": "lighthouse",
      lookup: "主体和域名均未备案",
    });
    await desk.choose("province", "浙江");
    await desk.at("new-open").click();
    await desk.says("case-client", client);
    await desk.says("lookup", "主体和域名均未备案");
    await desk.at("tab-fees").click();
    await desk.paper(() => desk.at("issue-invoice").click());
    const bill = await desk.paper(() => desk.at("dialog-ok").click());
    const text = textOf(bill);
    expect(text).toContain("人民币壹仟贰佰元整");
    expect(text).toContain("非发票");
    expect(text).toContain("ZD2026-0001");
    expect(text).toContain(client);
    expect(text).toContain("2026年9月21日");
    expect(bill.length).toBeLessThan(150_000);
    await desk.page.keyboard.press("Escape");
    await desk.says("bill-ZD2026-0001", "1,200.00");
  });

  it("09-08 hands over the sub-account with its five policies; a licence of 41 KB is kept but does not do", async () => {
    await at("2026-09-08 10:00");
    await desk.at("tab-account").click();
    expect(await desk.at("policy").allInnerTexts()).toEqual([
      "QcloudBAFullAccess",
      "QcloudCVMInnerReadOnlyAccess",
      "QcloudLighthouseReadOnlyAccess",
      "QcloudSLSReadOnlyAccess",
      "QcloudCLBReadOnlyAccess",
    ]);
    await desk.at("account-message").click();
    await expect.poll(() => desk.clipboard()).toContain("QcloudLighthouseReadOnlyAccess");
    await desk.at("account-edit").click();
    await desk.fill({ userName: "beian-desk", secret: "a secret of the client" });
    await desk.confirm();
    await desk.act("account.done");
    // The next step is done with the materials: they lie open.
    await desk.upload("licence", scan("licence.png", 200, 206, 1));
    expect(await desk.at("state-licence").innerText()).toBe("不合格");
    await desk.at("tab-form").click();
    await stage("account", "9月8日");
    await desk.says("blocked-materials.done", "41 KB，须不低于 55 KB");
  });

  it("09-09 takes the rest of the materials; the template is due 48 hours after it was sent", async () => {
    await at("2026-09-09 16:30");
    await desk.at("tab-timeline").click();
    await desk.page.getByRole("button", { name: "改沈一鸣的资料" }).click();
    await desk.fill({
      docAddress: home,
      living: home,
      mobile: "13800571001",
      emergency: "13800571002",
      email: "shen@example.com",
    });
    await desk.confirm();
    await desk.at("tab-materials").click();
    await desk.upload("licence", scan("licence-2.png", 400, 450, 2));
    await desk.leaveDays();
    await desk.upload("id-front", scan("front.png", 300, 300, 3));
    await desk.upload("id-back", scan("back.png", 300, 300, 4));
    await desk.upload("handheld", scan("handheld.png", 500, 500, 5));
    await desk.at("material-postcode").click();
    await desk.at("material-edit").click();
    await desk.fill({ postcode: "310013" });
    await desk.confirm();
    await desk.says("tab-materials", "11/11");
    await desk.at("tab-form").click();
    await desk.act("materials.done", { at: "2026-09-09 10:00" });
    await desk.act("template.submit", { at: "2026-09-09 10:00" });
    await clock("9月11日");
    await desk.act("template.approve");
    await desk.says("next-todo", "域名");
  });

  it("09-10 buys and verifies the domain; reporting ends on the next working day", async () => {
    await at("2026-09-10 15:00");
    await desk.act("domain.bought");
    await desk.act("domain.verified");
    await clock("9月14日");
  });

  it("09-14 fills the forms and sends them to pre-review, the call's script at hand", async () => {
    await at("2026-09-14 10:00");
    await desk.act("reporting.done");
    await desk.act("forms.filled");
    await desk.act("forms.face");
    await desk.act("prereview.submit");
    await clock("9月15日–9月16日");
    await desk.says(desk.page.getByRole("region", { name: "预审核电话" }), "后六位");
  });

  it("09-15 a missed call, then a rejection with its reason: back at the forms, the face again", async () => {
    await at("2026-09-15 12:30");
    await desk.act("prereview.missed-call", { at: "2026-09-15 11:20" });
    await clock("12:20");
    await desk.at("act-prereview.reject").click();
    await desk.at("dialog-ok").click();
    await desk.says(desk.dialog, "选一个原因");
    await desk.choose("cause", "手持照反光");
    await desk.fill({ at: "2026-09-15 12:25" });
    await desk.confirm();
    await desk.at("stage-prereview").click();
    await desk.says(desk.page.locator(".n-popover"), "手持照反光");
    await desk.page.keyboard.press("Escape");
    await desk.says("blocked-forms.filled", "手持身份证 第 1 次预审核被驳回");
  });

  it("09-17 passes at the second try; the bureau gets it by 09-21, past a worked Sunday", async () => {
    await at("2026-09-17 11:00");
    await desk.at("refused-go").click();
    await desk.upload("handheld", scan("handheld-2.png", 500, 500, 6));
    await desk.at("tab-form").click();
    await desk.act("forms.filled", { at: "2026-09-16 10:00" });
    await desk.act("forms.face", { at: "2026-09-16 11:00" });
    await desk.act("prereview.submit", { at: "2026-09-16 12:00" });
    await clock("9月17日–9月18日");
    await desk.act("prereview.pass");
    await clock("9月21日");
  });

  it("09-18 the bureau's SMS runs for 24 hours, on Today as on the case", async () => {
    await at("2026-09-18 15:14");
    await desk.act("bureau-submit.sms", { at: "2026-09-18 15:04" });
    await clock("9月19日");
    await desk.says("next", "15:04");
    await desk.at("rail-today").click();
    await desk.says(desk.page.locator("main"), "剩 23 小时");
  });

  it("09-19 confirms the missed round; with nothing to change the cloud submits the order again by itself", async () => {
    await at("2026-09-19 15:30");
    await desk.act("sms.missed", { change: "no" });
    await desk.says("next-todo", "等它再次提交");
    await desk.says("next", "待腾讯云");
    await desk.says("next", "9月20日");
    expect(await desk.at("act-bureau-submit.submit").count()).toBe(1);
  });

  it("09-21 the second round: one wrong entry, then verified; the review's dates follow 国庆", async () => {
    await at("2026-09-21 17:40");
    await desk.act("bureau-submit.again", { at: "2026-09-20 09:00" });
    await clock("9月23日");
    await desk.act("bureau-submit.sms", { at: "2026-09-21 10:00" });
    await desk.act("sms.wrong");
    await desk.says(desk.page.getByRole("table"), "1");
    await desk.act("sms.verified", { at: "2026-09-21 17:40" });
    await clock("9月28日–10月8日");
    await clock("10月26日");
    await desk.page.keyboard.press("w");
    await desk.says(desk.page.locator(".n-popover"), "国庆节");
  });

  it("09-22 tells on Today what is overdue", async () => {
    await at("2026-09-22 09:00");
    await desk.at("rail-today").click();
    await desk.says(desk.page.locator("main"), "1,200.00");
    await desk.says(desk.page.locator("main"), "逾期 1 天");
  });

  it("10-16 records the numbers, revokes the sub-account and goes live; the police want it by 11-15", async () => {
    await at("2026-10-16 14:00");
    await desk.act("bureau-review.approve", { at: "2026-10-15 10:00" });
    await desk.act("number.record", {
      subject_number: "浙ICP备2026051234号",
      site_number: "浙ICP备2026051234号-1",
      at: "2026-10-15 11:00",
    });
    await desk.says("site-icp", "浙ICP备2026051234号-1");
    await desk.act("revoke.ask");
    await desk.act("revoke.confirm");
    await desk.at("footer-copy").click();
    await expect.poll(() => desk.clipboard()).toContain("浙ICP备2026051234号-1");
    const report = textOf(await desk.paper(() => desk.at("case-report").click()));
    expect(report).toContain("浙ICP备2026051234号-1");
    expect(report).toContain(client);
    await desk.page.keyboard.press("Escape");
    await desk.act("online.live", { looked_up: true });
    await clock("11月15日");
  });

  it("10-20 the police platform: the account is made; an image of 600 KB is refused, one that fits goes out with the subject", async () => {
    await at("2026-10-20 16:00");
    await desk.act("police-account.done", { at: "2026-10-19 10:00" });
    await desk.at("tab-materials").click();
    await desk.upload("licence", scan("licence-600.png", 748, 799, 7));
    expect(await desk.at("state-licence").innerText()).toBe("不合格");
    await desk.at("tab-form").click();
    await desk.says("blocked-police-subject.submit", "营业执照");
    await desk.says("blocked-police-subject.submit", "600 KB");
    await desk.at("tab-materials").click();
    await desk.upload("licence", scan("licence-300.png", 550, 560, 8));
    await desk.leaveDays();
    expect(await desk.at("state-licence").innerText()).toBe("合格");
    await desk.at("tab-form").click();
    expect(await desk.at("blocked-police-subject.submit").count()).toBe(0);
    await desk.act("police-subject.submit", { at: "2026-10-20 10:00" });
    await clock("10月22日–10月23日");
  });

  it("10-30 the police site: submitted in time, approved, to be shown by 11-29", async () => {
    await at("2026-10-30 15:00");
    await desk.act("police-subject.approve", { at: "2026-10-23 10:00" });
    await desk.act("police-site.submit", { at: "2026-10-26 10:00" });
    await clock("10月29日–11月2日");
    await desk.act("police-site.approve", { police_number: "浙公网安备 33010602012345号" });
    await clock("11月29日");
  });

  it("11-03 is paid and handed over: nothing owed, nothing due", async () => {
    await at("2026-11-03 10:00");
    await desk.act("police-number.shown", { at: "2026-11-02 10:00" });
    await desk.at("rail-billing").click();
    await desk.says(desk.page.locator("main h1"), "账单");
    await desk.page.getByText("ZD2026-0001").first().click();
    await desk.at("bill-pay").click();
    await desk.confirm();
    await desk.says("bill-state", "已收");
    await desk.openCase(client);
    await desk.act("handover.done", { scans: "purge" });
    await desk.says("ended", "已交付");
    await desk.says(desk.page.getByRole("region", { name: "期限" }), "现在没有期限在走");

    await desk.close();
    desk = await Desk.open(data, { passphrase: demoPassphrase, now: "2026-11-04 09:00" });
    await desk.at("rail-today").click();
    await desk.says(desk.page.locator("main"), "今天没有要办的事");
  });
});
