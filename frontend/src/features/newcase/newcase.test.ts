import { describe, expect, it, vi } from "vitest";
import { nextTick } from "vue";
import { useSession } from "@/bridge/session";
import type { DeskView } from "@/bridge/types";
import { drafts } from "@/lib/drafts";
import { fakeGo, inSetup, settle } from "@/lib/testing";
import { stepOf } from "./checks";
import { useDraft } from "./draft";
import { useNewCase } from "./useNewCase";

const start = (more: Record<string, (input: never) => unknown> = {}, clients = {}) => {
  const calls = fakeGo({
    DeskService: { SetDirty: () => ({}) },
    CasesService: {
      Check: (input: never) => ({ ok: true, value: (input as { value: string }).value.toUpperCase(), message: "", notes: [], warnings: [] }),
      Open: () => ({ id: "c1", number: "BA2026-0001", warnings: [], confirm: false, same: [] }),
      ...more,
    },
    ClientsService: clients,
  });
  return { calls, ...inSetup(() => ({ form: useNewCase(), session: useSession(), draft: useDraft() })) };
};
function fill(form: ReturnType<typeof useNewCase>): void {
  form.set("client.name", "苏州墨屿文化创意有限公司");
  form.set("province", "32");
  form.set("sites.0.domain", "moyuart.cn");
}

describe("a new case", () => {
  it("opens with a name, a domain, a province and the phases", async () => {
    const {
      got: { form },
      calls,
    } = start();
    fill(form);
    expect(await form.open(false)).toMatchObject({ id: "c1" });
    expect(calls.find((c) => c.method === "CasesService.Open")!.input).toMatchObject({
      client: { name: "苏州墨屿文化创意有限公司" },
      province: "32",
      icp: true,
      police: true,
      sites: [{ domain: "moyuart.cn" }],
      agree: false,
    });
  });

  it("asks Go nothing while something needed is missing, and names it", async () => {
    const {
      got: { form },
      calls,
    } = start();
    expect(await form.open(false)).toBeUndefined();
    expect([...form.wrong.value].sort()).toEqual(["client.name", "province", "sites.0.domain"]);
    expect(calls.some((c) => c.method === "CasesService.Open")).toBe(false);
  });

  it("tells a fault when the field is left, keeps it, and drops it on an edit", async () => {
    const { form } = start({ Check: () => ({ ok: false, value: "", message: "末位应为 X，请对照执照核对", notes: [], warnings: [] }) }).got;
    form.set("client.creditCode", "91320594MA20QH6W9K");
    expect(form.told("client.creditCode")).toBe("");
    await form.leave("client.creditCode");
    expect([form.told("client.creditCode"), form.wrongIn(0)]).toEqual(["末位应为 X，请对照执照核对", 1]);
    expect(form.text("client.creditCode")).toBe("91320594MA20QH6W9K");
    form.set("client.creditCode", "91320594MA20QH6W9X");
    expect(form.told("client.creditCode")).toBe("");
  });

  it("takes the value as Go writes it", async () => {
    const { form } = start().got;
    form.set("client.creditCode", "91320594ma20qh6w9x");
    await form.leave("client.creditCode");
    expect(form.text("client.creditCode")).toBe("91320594MA20QH6W9X");
  });

  it("says under the field what was mended, and keeps saying it to who passes by", async () => {
    const {
      calls,
      got: { form },
    } = start({
      Check: () => ({ ok: true, value: "qinghe.example", message: "", notes: ["已去掉前面的 https://", "已去掉前面的 www."], warnings: ["后缀没有批复"] }),
    });
    form.set("sites.0.domain", "https://www.qinghe.example");
    await form.leave("sites.0.domain");
    const said = "已去掉前面的 https://；已去掉前面的 www.；后缀没有批复";
    expect([form.text("sites.0.domain"), form.hint("sites.0.domain")]).toEqual(["qinghe.example", said]);
    await form.leave("sites.0.domain");
    expect([form.hint("sites.0.domain"), calls.filter((c) => c.method === "CasesService.Check")]).toEqual([said, [expect.anything()]]);
    form.set("sites.0.domain", "qinghe2.example");
    expect(form.hint("sites.0.domain")).toBe("");
  });

  it("drops a late answer about a value that is another now", async () => {
    let answer!: (value: unknown) => void;
    const { form } = start({ Check: () => new Promise((resolve) => (answer = resolve)) }).got;
    form.set("lead.mobile", "139");
    const left = form.leave("lead.mobile");
    await settle();
    form.set("lead.mobile", "13900008815");
    answer({ ok: false, value: "139", message: "手机号 11 位", notes: [], warnings: [] });
    await left;
    expect([form.told("lead.mobile"), form.text("lead.mobile")]).toEqual(["", "13900008815"]);
  });

  it("only hints at a site's name", async () => {
    const { form } = start({ Check: () => ({ ok: false, value: "", message: "不足三个汉字", notes: [], warnings: [] }) }).got;
    form.set("sites.0.name", "墨屿");
    await form.leave("sites.0.name");
    expect([form.told("sites.0.name"), form.hint("sites.0.name")]).toEqual(["", "不足三个汉字"]);
  });

  it("puts every fault Go finds at its field", async () => {
    const {
      got: { form },
    } = start({
      Open: () => {
        throw {
          code: "invalid",
          message: "a",
          field: "lead.mobile",
          problems: [
            { field: "lead.mobile", message: "手机号 11 位" },
            { field: "sites.0.domain", message: "没有这样的域名" },
          ],
        };
      },
    });
    fill(form);
    expect(await form.open(false)).toBeUndefined();
    expect([form.told("lead.mobile"), form.told("sites.0.domain"), form.stray.value]).toEqual(["手机号 11 位", "没有这样的域名", undefined]);
  });

  it("asks before a second case in flight, and goes on when agreed", async () => {
    const {
      got: { form, draft },
      calls,
    } = start({
      Open: (input: never) =>
        (input as { agree: boolean }).agree
          ? { id: "c2", number: "", warnings: [], confirm: false, same: [] }
          : { id: "", number: "", warnings: ["同一主体已有在办案件"], confirm: true, same: [] },
    });
    fill(form);
    expect(await form.open(false)).toBeUndefined();
    expect([form.warnings.value, draft.dirty]).toEqual([["同一主体已有在办案件"], true]);
    expect(await form.open(true)).toMatchObject({ id: "c2" });
    expect(calls.filter((c) => c.method === "CasesService.Open").map((c) => (c.input as { agree: boolean }).agree)).toEqual([false, true]);
    expect(draft.dirty).toBe(false);
  });

  it("is kept at a pause, put back when the desk opens again, and gone once it was opened or dropped", async () => {
    vi.useFakeTimers();
    const stored: Record<string, string> = {};
    const keeper = {
      keep: async (key: string, body: string) => {
        stored[key] = body;
        return { at: "11月28日 09:12" };
      },
      drop: async (key: string) => delete stored[key],
    };
    const opened = () =>
      drafts.open(
        keeper,
        Object.entries(stored).map(([key, body]) => ({ key, body, at: "11月28日 09:12", today: true })),
      );
    const { form, draft } = start().got;
    opened();
    form.set("lookup", "均未备案");
    await nextTick();
    expect([stored.newcase, drafts.unstored.value]).toEqual([undefined, true]);
    await vi.advanceTimersByTimeAsync(500);
    expect([JSON.parse(stored.newcase!).lookup, drafts.unstored.value]).toEqual(["均未备案", false]);

    drafts.close();
    expect([form.text("lookup"), draft.dirty]).toEqual(["", false]);
    opened();
    expect([form.text("lookup"), draft.back]).toEqual(["均未备案", "11月28日 09:12"]);

    form.reset();
    await vi.advanceTimersByTimeAsync(500);
    expect([stored.newcase, draft.back]).toEqual([undefined, ""]);
    fill(form);
    await vi.advanceTimersByTimeAsync(500);
    expect(stored.newcase).toContain("moyuart.cn");
    await form.open(false);
    await vi.advanceTimersByTimeAsync(500);
    expect(stored.newcase).toBeUndefined();
    drafts.close();
    vi.useRealTimers();
  });

  it("brings the lead of an existing client", async () => {
    const client = { id: "k1", name: "青禾", kind: "personal" };
    const { form } = start({}, { Get: () => ({ client, kind: "个人", people: [{ id: "p1", name: "沈一鸣" }], cases: [], warnings: [] }) }).got;
    await form.choose("k1");
    expect([form.input.value.leadId, form.input.value.client.kind]).toEqual(["p1", "personal"]);
    form.set("province", "33");
    form.set("sites.0.domain", "qinghe.cn");
    expect(await form.open(false)).toMatchObject({ id: "c1" });
  });

  it("wants a client to be picked where one is looked for, and no new one's name", async () => {
    const client = { id: "k1", name: "青禾", kind: "enterprise" };
    const { form } = start({}, { Get: () => ({ client, kind: "企业", people: [], cases: [], warnings: [] }) }).got;
    fill(form);
    form.blame("client.creditCode", "末位应为 X");
    form.seek(true);
    await form.open(false);
    expect([form.wrong.value, form.told("clientId")]).toEqual([["clientId"], "查找并选一个客户，或改填新客户"]);
    await form.choose("k1");
    expect(await form.open(false)).toMatchObject({ id: "c1" });
  });

  it("forgets what was said of sites when one is taken away", () => {
    const { form } = start().got;
    form.addSite();
    form.demand(1);
    expect(form.wrongIn(1)).toBe(2);
    form.removeSite(1);
    expect([form.input.value.sites.length, form.wrongIn(1)]).toEqual([1, 0]);
  });
});

describe("the type of a case", () => {
  const asked = { key: "new_domain", label: "要买新域名吗", kind: "choice", required: false, default: "yes", options: [], hint: "" };
  const types = [
    { code: "first", label: "首次备案", hasIcp: true, hasPolice: true, notSure: "", lacks: [], values: [] },
    { code: "add", label: "新增网站", hasIcp: true, hasPolice: true, notSure: "", lacks: [], values: [asked] },
    { code: "app", label: "APP 备案", hasIcp: true, hasPolice: true, notSure: "先问当地网安再办（待核实）。", lacks: [], values: [] },
    { code: "police", label: "公安备案", hasIcp: false, hasPolice: true, notSure: "", lacks: [], values: [] },
    {
      code: "mini",
      label: "小程序备案",
      hasIcp: true,
      hasPolice: true,
      notSure: "先问当地网安再办（待核实）。",
      lacks: ["domain", "server", "content", "account"],
      values: [],
    },
  ];
  const typed = () => {
    const all = start();
    all.got.session.view = { state: "open", types } as unknown as DeskView;
    return all;
  };

  it.each([
    ["police", false, true],
    ["app", true, false],
    ["first", true, true],
  ])("%s has the phases of its data", (code, icp, police) => {
    const {
      got: { form },
    } = typed();
    form.set("type", code);
    expect([form.input.value.icp, form.input.value.police]).toEqual([icp, police]);
  });
  it("asks a mini program for its name, and sends nothing that it does not have", async () => {
    const {
      got: { form },
      calls,
    } = typed();
    fill(form);
    form.set("accountUin", "100001234567");
    form.set("sites.0.serverIp", "203.0.113.9");
    form.set("sites.0.name", "");
    form.set("type", "mini");
    form.demand(1);
    expect([form.told("sites.0.name"), form.told("sites.0.domain")]).toEqual(["填写名称", ""]);
    form.set("sites.0.name", "青禾库存助手");
    await form.open(false);
    expect(calls.find((c) => c.method === "CasesService.Open")!.input).toMatchObject({
      type: "mini",
      accountUin: "",
      sites: [{ name: "青禾库存助手", domain: "", serverIp: "" }],
    });
  });
  it("holds nobody up for what the type chosen does not ask, and says it again where it does", async () => {
    const {
      got: { form },
    } = typed();
    fill(form);
    form.set("type", "add");
    form.blame("sites.0.serverUntil", "没有这一天");
    form.blame("values.new_domain", "请填 yes 或 no");
    form.blame("accountUin", "只有数字");
    expect(form.wrong.value).toHaveLength(3);
    form.set("type", "mini");
    form.set("sites.0.name", "青禾库存助手");
    expect(form.wrong.value).toEqual([]);
    form.set("type", "first");
    expect([...form.wrong.value].sort()).toEqual(["accountUin", "sites.0.serverUntil"]);
    form.set("type", "mini");
    expect(await form.open(false)).toMatchObject({ id: "c1" });
  });
  it("tells in the foot what Go finds in a field that the page does not have", async () => {
    const {
      got: { form, session },
    } = start({
      Open: () => {
        throw { code: "invalid", message: "域名不对", field: "sites.0.domain" };
      },
    });
    session.view = { state: "open", types } as unknown as DeskView;
    fill(form);
    form.set("type", "mini");
    form.set("sites.0.name", "青禾库存助手");
    await form.open(false);
    expect([form.stray.value?.message, form.wrong.value]).toEqual(["域名不对", []]);
  });
  it("leaves 公安 unticked where staff did not want it, and offers it again after a type that is sold without", () => {
    const {
      got: { form },
    } = typed();
    form.set("police", false);
    form.set("type", "add");
    expect(form.input.value.police).toBe(false);
    form.set("type", "app");
    form.set("type", "first");
    expect(form.input.value.police).toBe(true);
  });
  it("sends what it asks at signing, and puts a fault found in it there", async () => {
    const {
      got: { form },
      calls,
    } = typed();
    fill(form);
    form.set("type", "add");
    expect(form.text("values.new_domain")).toBe("yes");
    form.set("values.new_domain", "no");
    await form.open(false);
    expect(calls.find((c) => c.method === "CasesService.Open")!.input).toMatchObject({ type: "add", values: { new_domain: "no" } });
    const refused = start({
      Open: () => {
        throw { code: "invalid", message: "请填 yes 或 no", field: "new_domain" };
      },
    }).got;
    refused.session.view = { state: "open", types } as unknown as DeskView;
    fill(refused.form);
    refused.form.set("type", "add");
    await refused.form.open(false);
    expect(refused.form.told("values.new_domain")).toBe("请填 yes 或 no");
  });
  it("forgets the answer with the type that asked", () => {
    const {
      got: { form },
    } = typed();
    form.set("type", "add");
    form.set("type", "first");
    expect(form.input.value.values).toEqual({});
  });
});

describe("fields", () => {
  it.each([
    ["client.name", 0],
    ["clientId", 0],
    ["lead.mobile", 0],
    ["province", 0],
    ["legalRep", 0],
    ["sites.1.domain", 1],
    ["phases", 2],
    ["lookupDay", 2],
  ])("%s stands in step %i", (path, step) => expect(stepOf(path)).toBe(step));

  it("an emergency number must be another one", () => {
    const { form } = start().got;
    form.set("lead.mobile", "13900008815");
    form.set("lead.emergency", "13900008815");
    form.demand();
    expect(form.told("lead.emergency")).toContain("与手机相同");
  });
  it("a lead with a number needs a name", () => {
    const { form } = start().got;
    form.set("lead.mobile", "13900008815");
    form.demand();
    expect(form.told("lead.name")).not.toBe("");
  });
  it("waits for a day to be put right that its field can't read", () => {
    const { form } = start().got;
    form.set("lookupDay", "明年");
    form.blame("lookupDay", "还不知道是哪一天");
    expect([form.told("lookupDay"), form.wrongIn(2)]).toEqual(["还不知道是哪一天", 1]);
    form.set("lookupDay", "昨天");
    expect([form.told("lookupDay"), form.wrong.value.includes("lookupDay")]).toEqual(["", false]);
  });
});
