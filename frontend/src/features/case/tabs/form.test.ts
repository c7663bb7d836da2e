import { mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, describe, expect, it } from "vitest";
import type { DeskView, FormLine, FormSheet } from "@/bridge/types";
import { useSession } from "@/bridge/session";
import { setClipboardWriter } from "@/lib/clipboard";
import { keys } from "@/lib/keys";
import { fakeGo, inSetup, settle } from "@/lib/testing";
import { caseView, choices } from "../fixtures";
import { useCase } from "../useCase";
import { useCaseActs } from "../acts/useCaseActs";
import { useFill } from "../acts/useFill";
import { useRoles } from "../acts/useRoles";
import FormTab from "./FormTab.vue";

keys.install(window);

const line = (label: string, value: string, more: Partial<FormLine> = {}): FormLine => ({
  label,
  value,
  sealed: false,
  reveal: "",
  empty: value === "",
  note: "",
  fill: { what: "", of: "", key: "" },
  ...more,
});
const at = (what: string, of: string, key: string) => ({ fill: { what, of, key } });
const sheets: FormSheet[] = [
  {
    code: "basic",
    site: "",
    short: "基本信息",
    label: "基本信息",
    rows: [line("备案省份", "浙江"), line("公网 IP", "203.0.113.10", at("site", "t1", "serverIp"))],
  },
  {
    code: "site",
    site: "",
    short: "互联网服务信息",
    label: "互联网服务信息",
    rows: [line("网站名称", "栖云茶业"), line("服务内容", "", at("site", "t1", "contents"))],
  },
  {
    code: "police-site",
    label: "公安 新办网站",
    site: "",
    short: "公安 新办网站",
    rows: [
      line("网络接入服务商", "境内", { ...at("site", "t1", "access.where"), empty: true }),
      line("服务类型", "单位门户网站", { ...at("site", "t1", "services"), note: "没有另选，按主体性质" }),
      line("舆情引导员", "", at("role", "t1", "opinion")),
    ],
  },
];

let mounted: VueWrapper[] = [];
afterEach(() => {
  mounted.forEach((w) => w.unmount());
  mounted = [];
});
function tab() {
  const w = mount(FormTab, { props: { sheets, reveal: () => async () => "" }, attachTo: document.body });
  mounted.push(w);
  return w;
}

describe("the sheets of the portals' forms", () => {
  it("stand in a row for each of several sites, by their short names", () => {
    const of = (code: string, label: string, site: string): FormSheet => ({ code, label: site ? `${label}（${site}）` : label, short: label, site, rows: [] });
    const several = [
      of("basic", "基本信息", ""),
      of("site", "互联网服务信息", "甲站"),
      of("site-lead", "网站负责人", "甲站"),
      of("site", "互联网服务信息", "乙站"),
    ];
    const page = mount(FormTab, { props: { sheets: several, reveal: () => async () => "" }, attachTo: document.body });
    mounted.push(page);
    expect(page.findAll(".of").map((row) => row.text().replaceAll(/\s+/g, " "))).toEqual([
      "1 基本信息",
      "甲站2 互联网服务信息3 网站负责人",
      "乙站4 互联网服务信息",
    ]);
    expect(page.findAll('[role="tab"]').at(-1)!.attributes("aria-label")).toBe("互联网服务信息（乙站）");
  });

  it("count their gaps, and a gap leads to where it is filled", async () => {
    const page = tab();
    expect(page.get('[data-test="form-site"]').text()).toBe("2 互联网服务信息1");
    expect([page.get('[data-test="form-basic"]').text(), page.find('[data-test="form-gaps"]').exists()]).toEqual(["1 基本信息", false]);
    await page.get('[data-test="form-site"]').trigger("click");
    expect([page.get('[data-test="form-gaps"]').text(), page.get('[data-test="fill-contents"]').text()]).toEqual(["本表还差 1 项", "填写"]);
    await page.get('[data-test="fill-contents"]').trigger("click");
    expect(page.emitted("fill")).toEqual([[{ what: "site", of: "t1", key: "contents" }, "site"]]);
  });

  it("are filled by a key, from the row in focus", async () => {
    const page = tab();
    const press = (key: string) => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    press("e");
    expect(page.emitted("fill")).toBeUndefined();
    press("j");
    await settle();
    press("e");
    expect(page.emitted("fill")).toEqual([[{ what: "site", of: "t1", key: "serverIp" }, "basic"]]);
  });

  it("tell of each copy whether a sealed value is in it", async () => {
    const copied: unknown[] = [];
    setClipboardWriter(async (text, secret) => void copied.push([text, secret]));
    const rows = [line("姓名", "陈若溪"), line("证件号码", "330***********022X", { sealed: true, reveal: "person:p1:doc" })];
    const sheet = { ...sheets[0]!, rows };
    const page = mount(FormTab, { props: { sheets: [sheet], reveal: () => async () => "33010619820529022X" }, attachTo: document.body });
    mounted.push(page);
    for (const button of page.findAll(".row .copy")) await button.trigger("click");
    for (const _ of rows) {
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "c", bubbles: true }));
      await settle();
    }
    await page.get('[data-test="form-copy-all"]').trigger("click");
    await settle();
    const each = [
      ["陈若溪", false],
      ["33010619820529022X", true],
    ];
    expect(copied).toEqual([...each, ...each, ["姓名\t陈若溪\n证件号码\t33010619820529022X", true]]);
  });

  it("say what is only half there, and what nobody chose", async () => {
    const page = mount(FormTab, { props: { sheets: sheets.slice(2), reveal: () => async () => "" } });
    mounted.push(page);
    expect(page.findAll(".row .value").map((row) => row.text())).toEqual(["境内，没有填全", "单位门户网站（没有另选，按主体性质）", "未填"]);
  });
});

describe("filling a gap", () => {
  async function start() {
    const calls = fakeGo({
      CasesService: { Get: () => caseView({ form: sheets }), SetLead: () => caseView({ version: 8 }), SetRemark: () => caseView({ version: 8 }) },
    });
    const { got } = inSetup(() => {
      const roles = [{ code: "opinion", label: "舆情引导员", bySite: true }];
      useSession().view = { choices, roles, docKinds: [] } as unknown as DeskView;
      const desk = useCase("c1");
      const acts = useCaseActs(desk);
      let shown = 0;
      return { acts, shown: () => shown, fill: useFill(desk, acts, useRoles(desk, acts.asking), () => shown++) };
    });
    await settle();
    const asked = () => got.acts.asking.asked.value!;
    return { ...got, asked, calls };
  }

  it("asks in the dialog of the sheet, at the field that is missing", async () => {
    const { fill, asked } = await start();
    fill({ what: "site", of: "t1", key: "contents" }, "site");
    expect([asked().title, asked().first, asked().values.map((v) => v.key)]).toEqual([
      "互联网服务信息",
      "contents",
      ["contents", "languages", "approvals", "permits.news", "permits.drugs", "remark"],
    ]);
    fill({ what: "site", of: "t1", key: "access.where" }, "police-site");
    expect([asked().title, asked().first]).toEqual(["公安网站信息", "access.where"]);
    fill({ what: "person", of: "p1", key: "email" }, "subject-lead");
    expect([asked().title, asked().values.map((v) => v.key)]).toEqual(["改陈若溪的资料", ["email"]]);
  });

  it("names somebody of the client for a role", async () => {
    const { fill, asked, acts, calls } = await start();
    fill({ what: "role", of: "t1", key: "opinion" }, "police-site");
    expect([asked().title, asked().values[0]!.options.map((o) => o.label)]).toEqual(["指定舆情引导员", ["陈若溪，主体负责人"]]);
    await acts.asking.submit({ person: "p1" });
    expect(calls.at(-1)).toEqual({ method: "CasesService.SetLead", input: { caseId: "c1", role: "opinion", siteId: "t1", personId: "p1", version: 7 } });
  });

  it("writes the subject's remark, and shows the paper that is wanted", async () => {
    const { fill, acts, calls, shown } = await start();
    fill({ what: "case", of: "", key: "remark" }, "subject");
    await acts.asking.submit({ remark: "两地办公" });
    expect(calls.at(-1)).toEqual({ method: "CasesService.SetRemark", input: { caseId: "c1", text: "两地办公", version: 7 } });
    fill({ what: "material", of: "", key: "approval-news" }, "site");
    expect(shown()).toBe(1);
  });
});
