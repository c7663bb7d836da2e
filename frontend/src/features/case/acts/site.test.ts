import { mount } from "@vue/test-utils";
import { describe, expect, it, vi } from "vitest";
import { useSession } from "@/bridge/session";
import type { DeskView } from "@/bridge/types";
import { inSetup, fakeGo, settle } from "@/lib/testing";
import AskDialog from "@/acts/ask/AskDialog.vue";
import "@/ui/dialog/FormDialog.vue"; // loaded before the time of the first test runs
import { chosen, faultOf } from "@/ui/form/form";
import { caseView, choices, due } from "../fixtures";
import { newSiteForm, partOf, siteForm, titleOf, toSite } from "./siteForms";
import SiteTerms from "../side/SiteTerms.vue";
import { useCase } from "../useCase";
import { useCaseActs } from "./useCaseActs";

const days = { serverUntil: "2027-03-02", domainUntil: "2026-12-05", proofUntil: "2026-11-20", grantUntil: "2027-01-31" };
const site = { ...caseView().sites[0]!, ...days };
const term = (code: string, day: string, left: string, tone: string) => ({ code, label: `${code}到期`, due: due({ day, left, tone }) });

describe("the dialog of a site", () => {
  it("asks for its four last days, filled with what is on record, and saves them", async () => {
    const calls = fakeGo({ CasesService: { Get: () => caseView({ sites: [site] }), SaveSite: () => caseView() } });
    const { got: acts, leave } = inSetup(() => {
      useSession().view = { choices } as unknown as DeskView;
      return useCaseActs(useCase("c1"));
    });
    await settle();
    acts.site(site);
    const dialog = mount(AskDialog, { props: { asking: acts.asking }, global: { stubs: { teleport: true, transition: false } }, attachTo: document.body });
    await vi.dynamicImportSettled();
    await settle();
    const input = (key: string) => document.querySelector<HTMLInputElement>(`[data-test="value-${key}"] input, input[data-test="value-${key}"]`)!;
    expect(Object.keys(days).map((key) => input(key).value)).toEqual(Object.values(days));
    input("domainUntil").value = "2027-12-05";
    input("domainUntil").dispatchEvent(new Event("input"));
    input("grantUntil").value = "";
    input("grantUntil").dispatchEvent(new Event("input"));
    await settle();
    document.querySelector<HTMLElement>('[data-test="dialog-ok"]')!.click();
    await settle();
    expect(calls.at(-1)).toMatchObject({
      method: "CasesService.SaveSite",
      input: { caseId: "c1", site: { ...days, id: "t1", domainUntil: "2027-12-05", grantUntil: "", version: 2 } },
    });
    dialog.unmount();
    leave();
  });

  it("leaves each to Go, which reads a day as it is typed", () => {
    for (const value of siteForm(site, choices, "网站").filter((v) => v.key.endsWith("Until"))) {
      expect([value.kind, value.happened ?? false, faultOf(value, "12月5日"), faultOf(value, "")], value.label).toEqual(["day", false, "", ""]);
    }
  });

  it("sends what is left alone as it was", () =>
    expect(toSite(site, Object.fromEntries(siteForm(site, choices, "网站").map((v) => [v.key, v.default])), 2)).toMatchObject(days));
});

describe("whose a domain is", () => {
  const inland = { where: "inland", region: "33", name: "阿里云计算有限公司（万网）" };
  const held = { ...site, registrar: inland, registrarLabel: "阿里云", boughtOn: "2026-03-01", verifiedOn: "2026-03-02" };
  const untouched = Object.fromEntries(siteForm(held, choices, "网站").map((v) => [v.key, v.default]));

  it("leaves the registrar and the days as they were", () =>
    expect(toSite(held, untouched, 2)).toMatchObject({ registrar: inland, boughtOn: "2026-03-01", verifiedOn: "2026-03-02" }));
  it("drops what was known of another registrar", () =>
    expect(toSite(held, { ...untouched, "registrar.name": "腾讯云" }, 2).registrar).toEqual({ where: "", region: "", name: "腾讯云" }));
  it("takes all of it from the police's form", () => {
    const typed = { "registrar.where": "abroad", "registrar.region": "", "registrar.name": "GoDaddy" };
    expect(toSite(held, typed, 2).registrar).toEqual({ where: "abroad", region: "", name: "GoDaddy" });
  });
});

describe("what the portals' forms ask of a site", () => {
  const filled = {
    ...site,
    contents: ["unit"],
    languages: ["zh-hans"],
    approvals: ["none"],
    remark: "介绍茶业",
    serverIp: "203.0.113.10",
    serverIpEnd: "203.0.113.20",
    access: { where: "inland", region: "33", name: "某云" },
    registrar: { where: "abroad", region: "", name: "某注册商" },
    services: ["unit"],
    hazard: "no",
  };
  const typed = (part: "basic" | "icp" | "police") => Object.fromEntries(siteForm(filled, choices, "网站", part).map((v) => [v.key, v.default]));

  it("goes back as it came from each dialog, whichever fields it asks for", () => {
    const {
      terms: _,
      registrarLabel: _r,
      serverWords: _s,
      domainFrom: _d,
      asks: _a,
      asksTitle: _b,
      icpNumber: __,
      liveDay: ___,
      policeNo: ____,
      footer: _____,
      footerLines: _______,
      footerHint: ______,
      ...own
    } = filled;
    for (const part of ["basic", "icp", "police"] as const) expect(toSite(filled, typed(part), 2), part).toEqual({ ...own, version: 2 });
  });

  it("is taken from the dialog that asks for it, and can be emptied there", () => {
    expect(toSite(filled, { ...typed("icp"), contents: "news,unit", approvals: "news", remark: "" }, 3)).toMatchObject({
      contents: ["news", "unit"],
      approvals: ["news"],
      remark: "",
      services: ["unit"],
    });
    expect(toSite(filled, { ...typed("police"), "registrar.where": "", "registrar.name": "", services: "", serverIpEnd: "" }, 3)).toMatchObject({
      registrar: { where: "", region: "", name: "" },
      services: [],
      serverIpEnd: "",
      contents: ["unit"],
    });
  });

  it("asks for a number of each approval that is chosen, and keeps those alone", () => {
    const permit = siteForm(filled, choices, "网站", "icp").filter((v) => v.key.startsWith("permits."));
    expect(permit.map((v) => [v.label, v.when!({ approvals: "drugs" })])).toEqual([
      ["新闻前置审批号", false],
      ["药品和医疗器械前置审批号", true],
    ]);
    const held = { ...filled, approvals: ["news"], permits: { news: "33120260001" } };
    expect(toSite(held, { approvals: "news,drugs", "permits.news": "33120260001", "permits.drugs": "浙-2" }, 3).permits).toEqual({
      news: "33120260001",
      drugs: "浙-2",
    });
    expect(toSite(held, { approvals: "none" }, 3).permits).toEqual({});
    expect(toSite(held, {}, 3).permits).toEqual({ news: "33120260001" });
  });

  it("is asked in the dialog of its sheet", () => {
    expect([partOf("contents", "site"), partOf("remark", "site"), partOf("domain", "site"), partOf("serverIp", "basic")]).toEqual([
      "icp",
      "icp",
      "basic",
      "basic",
    ]);
    expect([
      partOf("access.where", "police-site"),
      partOf("serverIp", "police-site"),
      partOf("approvals", "police-site"),
      partOf("name", "police-site"),
    ]).toEqual(["police", "police", "police", "basic"]);
  });

  it("lets 以上都不涉及 stand alone", () => {
    const approvals = siteForm(filled, choices, "网站", "icp").find((v) => v.key === "approvals")!;
    expect([chosen(approvals, "none", ["none", "news"]), chosen(approvals, "news,drugs", ["news", "drugs", "none"]), chosen(approvals, "news", [])]).toEqual([
      "news",
      "none",
      "",
    ]);
    expect(
      chosen(
        siteForm(filled, choices, "网站", "icp").find((v) => v.key === "contents")!,
        "",
        ["unit", "other"],
      ),
    ).toBe("unit,other");
  });
});

describe("what a case type asks of a site beside the common forms", () => {
  const app = {
    ...site,
    asksTitle: "APP 资料",
    asks: [
      { code: "icon", label: "图标", part: "", hint: "不超过 100 KB", long: false, options: [] },
      { code: "android-key", label: "安卓公钥", part: "安卓", hint: "", long: true, options: [] },
    ],
    details: { icon: "图标.png", "old-provider": "某云" },
  };

  it("has a dialog of its own, to which its gaps lead", () => {
    expect(partOf("details.icon", "details")).toBe("details");
    expect(titleOf(app, "details", "APP")).toBe("APP 资料");
    expect(siteForm(app, choices, "APP", "details").map((v) => [v.key, v.kind, v.default, v.part ?? ""])).toEqual([
      ["details.icon", "text", "图标.png", ""],
      ["details.android-key", "long", "", "安卓"],
    ]);
  });

  it("saves what was typed and keeps the rest", () => {
    expect(toSite(app, { "details.android-key": "30 82" }, 3).details).toEqual({ icon: "图标.png", "android-key": "30 82", "old-provider": "某云" });
    expect(toSite(app, { name: "新名" }, 3).details).toEqual({ icon: "图标.png", "android-key": "", "old-provider": "某云" });
  });
});

describe("a site that has no domain and no server", () => {
  const lacks = ["domain", "server", "content"];
  it("is asked for neither, nor for what the cloud alone wants to know", () => {
    expect(siteForm(site, choices, "小程序", "basic", lacks).map((v) => v.key)).toEqual(["name", "interactive"]);
    expect(siteForm(site, choices, "小程序", "icp", lacks).map((v) => v.key)).not.toContain("contents");
    expect(siteForm(site, choices, "小程序", "police", lacks).filter((v) => /^(access|registrar|server)/.test(v.key))).toEqual([]);
    expect(newSiteForm("小程序", choices, lacks).map((v) => v.key)).toEqual(["name", "interactive"]);
    expect(toSite({ ...site, domain: "qinghe.cn" }, { name: "新名" }, 1).domain).toBe("qinghe.cn");
  });
});

describe("the last days of a site", () => {
  const shown = (more: Partial<typeof site>, lacks: string[] = []) => mount(SiteTerms, { props: { site: { ...site, ...more }, lacks } });
  it("are marked by word and colour once they have ended or soon will", () => {
    const page = shown({
      terms: [
        term("server", "2027年3月2日 周二", "剩 99 天", "later"),
        term("domain", "12月5日 周六", "剩 12 天", "soon"),
        term("proof", "11月20日 周五", "已过期", "overdue"),
        term("grant", "11月23日 周一", "今天到期", "today"),
      ],
    });
    const line = (code: string) => page.get(`[data-test="term-${code}"]`);
    expect(["server", "domain", "proof", "grant"].map((code) => line(code).text())).toEqual([
      "2027年3月2日",
      "12月5日剩 12 天",
      "11月20日已过期",
      "11月23日今天到期",
    ]);
    expect([line("domain").find(".tone-soon").exists(), line("proof").find(".tone-overdue").exists(), line("grant").find(".tone-today").exists()]).toEqual([
      true,
      true,
      true,
    ]);
    expect(line("server").find("b").exists()).toBe(false);
  });

  it("say what is missing; an authorisation only where one must be", () => {
    const none = ["server", "domain", "proof", "grant"].map((code) => term(code, "", "", ""));
    expect(
      shown({ terms: none })
        .findAll("dd")
        .map((d) => d.text()),
    ).toEqual(["未填", "未填", "未填"]);
    expect(shown({ terms: none, serverKind: "code" }).get('[data-test="term-grant"]').text()).toBe("未填");
  });
});
