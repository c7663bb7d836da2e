import { describe, expect, it } from "vitest";
import { useSession } from "@/bridge/session";
import type { CaseView, DeskView, DocumentView } from "@/bridge/types";
import { setClipboardWriter } from "@/lib/clipboard";
import { keys } from "@/lib/keys";
import { fakeGo, inSetup, settle } from "@/lib/testing";
import { action, caseView, choices, item, next, person } from "../fixtures";
import { useMaterials } from "../materials/useMaterials";
import { useCase } from "../useCase";
import { useCaseActs } from "./useCaseActs";

async function start(more: Record<string, Record<string, (input: never) => unknown>> = {}, view: CaseView = caseView()) {
  const calls = fakeGo({
    ...more,
    CasesService: { Get: () => view, Do: () => caseView({ version: 8 }), SetOwner: () => caseView({ version: 8, owner: "赵一帆" }), ...more.CasesService },
  });
  const { got, leave } = inSetup(() => {
    useSession().view = { choices } as unknown as DeskView;
    const desk = useCase("c1");
    const acts = useCaseActs(desk);
    return { desk, acts, mats: useMaterials(desk, acts) };
  });
  await settle();
  calls.length = 0;
  return { ...got, calls, leave };
}

describe("acts of a case", () => {
  it("records an action with the version that was shown, and takes the answer as the page", async () => {
    const { desk, acts, calls } = await start();
    acts.start(action("sms.verified", { siteId: "t1" }));
    await acts.asking.submit({ at: "2026-11-23 09:00", reason: "" });
    expect(calls).toEqual([
      { method: "CasesService.Do", input: { caseId: "c1", action: "sms.verified", siteId: "t1", at: "2026-11-23 09:00", reason: "", values: {}, version: 7 } },
    ]);
    expect([desk.view.value?.version, acts.asking.shown.value]).toEqual([8, false]);
  });

  it("shows reasons instead of a form for what is blocked", async () => {
    const { acts } = await start();
    const of = action("materials.done", { blocked: ["还缺手持身份证"] });
    acts.start(of);
    expect([acts.blocked.value, acts.asking.shown.value]).toEqual([of, false]);
  });

  it("does by its button and by Enter the one thing that may come of a step", async () => {
    const { acts } = await start();
    const act = { code: "done", label: "登记完成", opens: "outcomes", noted: "note" };
    acts.own(next({ act, actions: [action("online.done", { title: "已上线" })] }));
    expect([acts.asking.shown.value, acts.asking.asked.value?.title, acts.steps.outcomes.shown.value]).toEqual([true, "已上线", false]);
    acts.asking.close();
    acts.own(next({ act, actions: [action("a"), action("b")] }));
    expect([acts.asking.shown.value, acts.steps.outcomes.shown.value]).toEqual([false, true]);
  });

  it("keeps the form and reads the newer version after a colleague's change", async () => {
    let stored = caseView();
    const { acts, calls } = await start(
      {
        CasesService: {
          Get: () => stored,
          SetOwner: (input: never) => {
            if ((input as { version: number }).version !== stored.version) throw { code: "conflict", message: "案件刚被别人改过" };
            return stored;
          },
        },
      },
      undefined,
    );
    acts.owner();
    stored = caseView({ version: 9 });
    await acts.asking.submit({ ownerId: "s2" });
    expect([acts.asking.shown.value, acts.asking.conflict.value]).toEqual([true, true]);
    await acts.asking.refresh();
    await acts.asking.submit({ ownerId: "s2" });
    expect(calls.at(-1)).toEqual({ method: "CasesService.SetOwner", input: { caseId: "c1", ownerId: "s2", version: 9 } });
    expect(acts.asking.shown.value).toBe(false);
  });

  it("moves an agreed date of the run it was asked for", async () => {
    const { acts, calls } = await start({ CasesService: { Agree: () => caseView() } });
    acts.agree(next({ runId: "r9" }));
    expect(acts.asking.asked.value!.values.map((v) => [v.key, v.required, v.offers ?? false])).toEqual([
      ["day", true, true],
      ["reason", false, false],
    ]);
    await acts.asking.submit({ day: "2026-12-01", reason: "客户出差" });
    expect(calls[0]!.input).toEqual({ caseId: "c1", runId: "r9", day: "2026-12-01", reason: "客户出差", version: 7 });
  });

  it("saves a site and a person by their own versions", async () => {
    const { acts, calls } = await start({ CasesService: { SaveSite: () => caseView() }, ClientsService: { SavePerson: () => ({}) } });
    acts.site(caseView().sites[0]!);
    await acts.asking.submit({ name: "栖云茶业", domain: "qiyuntea.cn", interactive: "true" });
    expect(calls[0]!.input).toMatchObject({ caseId: "c1", site: { id: "t1", interactive: true, version: 2 } });
    expect((calls[0]!.input as { site: object }).site).toMatchObject({ serverUntil: "", domainUntil: "", proofUntil: "", grantUntil: "" });
    acts.person(person, ["mobile"]);
    await acts.asking.submit({ mobile: "13800571001" });
    expect(calls.find((c) => c.method === "ClientsService.SavePerson")!.input).toMatchObject({
      id: "p1",
      clientId: "k1",
      mobile: "13800571001",
      docNumber: "330***********022X",
      version: 5,
    });
  });

  it("copies the ready message and only then notes that it was sent", async () => {
    const copied: string[] = [];
    setClipboardWriter(async (text) => void copied.push(text));
    const { acts, calls } = await start({
      TodayService: { Chase: () => ({ title: "催办", to: "陈若溪", text: "请今天核验", runs: ["r1"], cases: ["BA2026-0386"] }) },
    });
    acts.own(next());
    await settle();
    expect(calls.at(-1)!.input).toEqual({ caseId: "c1", runId: "r1", clientId: "", way: "wechat", sent: false, text: "" });
    await acts.steps.chase.send();
    expect(copied).toEqual(["请今天核验"]);
    expect(calls.filter((c) => c.method === "TodayService.Chase").at(-1)!.input).toMatchObject({ sent: true });
    expect(acts.steps.chase.shown.value).toBe(false);
  });

  it("does not note a message that could not be copied", async () => {
    setClipboardWriter(async () => {
      throw new Error("refused");
    });
    const { acts, calls } = await start({ TodayService: { Chase: () => ({ title: "", to: "", text: "x", runs: [], cases: [] }) } });
    acts.own(next());
    await settle();
    await acts.steps.chase.send();
    expect(calls.filter((c) => c.method === "TodayService.Chase")).toHaveLength(1);
    expect([acts.steps.chase.shown.value, acts.steps.chase.error.value?.message]).toEqual([true, "没复制上，也没有记下。再按一次"]);
  });

  it("logs a reveal in this case's timeline", async () => {
    const { desk, calls } = await start({ ClientsService: { Reveal: () => ({ value: "13800571001" }) } });
    expect(await desk.reveal("person:p1:mobile")()).toBe("13800571001");
    expect(calls[0]!.input).toEqual({ token: "person:p1:mobile", caseId: "c1", use: "show" });
  });
});

describe("files that come in", () => {
  const items = [item("id-front", { state: "合格" }), item("licence", { state: "不合格" }), item("mobile", { kind: "field", target: "person:p1" })];
  const view = caseView({ materials: { done: 1, total: 3, items } });
  const file = (name: string) => ({ name, type: "image/jpeg", bytes: new Uint8Array([1, 2, 3]).buffer });
  const posts: { url: string; init: RequestInit }[] = [];
  const answer = (ok: boolean, body: unknown) => {
    posts.length = 0;
    globalThis.fetch = (async (url: string, init: RequestInit) => {
      posts.push({ url, init });
      return { ok, json: async () => body, text: async () => JSON.stringify(body) };
    }) as unknown as typeof fetch;
  };

  it("looks first at what failed", async () => {
    const { mats } = await start({}, view);
    expect(mats.item.value?.code).toBe("licence");
  });

  it("go to Go as an ArrayBuffer, with their names outside the address", async () => {
    answer(true, { done: 2, total: 3, items });
    const { mats, desk } = await start({ CasesService: { Get: () => ({ ...view, materials: { done: 2, total: 3, items } }) } }, view);
    await mats.send("licence", [file("营业执照 副本.jpg")]);
    expect(posts[0]!.url).toBe("/upload/c1/licence");
    expect(posts[0]!.init.body).toBeInstanceOf(ArrayBuffer);
    expect((posts[0]!.init.headers as Record<string, string>)["X-File-Name"]).toBe(encodeURIComponent("营业执照 副本.jpg"));
    expect([desk.view.value?.materials.done, mats.uploads.value]).toEqual([2, []]);
  });

  it("stay listed with the reason when they are refused", async () => {
    answer(false, { code: "hostile", message: "这个文件打不开，请另存一份再传", field: "" });
    const { mats } = await start({}, view);
    await mats.send("licence", [file("a.jpg")]);
    expect(mats.uploads.value).toMatchObject([{ name: "a.jpg", state: "failed", message: "这个文件打不开，请另存一份再传" }]);
    mats.dismiss(mats.uploads.value[0]!.id);
    expect(mats.uploads.value).toEqual([]);
  });

  it("ask which item each belongs to, and offer the one looked at", async () => {
    answer(true, { done: 2, total: 3, items });
    const { mats, acts } = await start({}, view);
    mats.ask([file("a.jpg")]);
    const value = acts.asking.asked.value!.values[0]!;
    expect([value.default, value.options.map((o) => o.code)]).toEqual(["licence", ["id-front", "licence"]]);
    await acts.asking.submit({ "file-0": "id-front" });
    await settle();
    expect(posts.map((p) => p.url)).toEqual(["/upload/c1/id-front"]);
  });

  it("that came in together are each asked for their days, one after the other; a bad one is not", async () => {
    const version = (id: string) => ({ id, no: 1, name: `${id}.jpg`, days: "", issued: "", until: "" }) as DocumentView;
    const papers = [
      item("licence", { dated: ["until"], state: "合格", versions: [version("d1")] }),
      item("lead-letter", { dated: ["issued", "until"], state: "待核对", versions: [version("d2")] }),
      item("promise", { dated: ["issued"], state: "不合格", versions: [version("d3")] }),
      item("id-front", { state: "合格", versions: [version("d4")] }),
    ];
    answer(true, { done: 2, total: 3, items: papers });
    const came = caseView({ materials: { done: 2, total: 3, items: papers } });
    const { mats, acts, calls } = await start({ CasesService: { Get: () => came }, MaterialsService: { SetDays: () => came.materials } }, came);
    for (const code of ["licence", "lead-letter", "promise", "id-front"]) await mats.send(code, [file(`${code}.jpg`)]);
    const asked = () => (acts.asking.shown.value ? acts.asking.asked.value!.title : "");
    await settle();
    expect(asked()).toBe("licence的日期");
    acts.asking.close();
    await settle();
    expect([asked(), acts.asking.asked.value!.values.map((v) => v.key)]).toEqual(["lead-letter的日期", ["issued", "until"]]);
    await acts.asking.submit({ issued: "2026-11-01", until: "" });
    await settle();
    expect([asked(), calls.filter((c) => c.method.endsWith("SetDays")).map((c) => c.input)]).toEqual([
      "",
      [{ documentId: "d2", issued: "2026-11-01", until: "" }],
    ]);
  });

  it("are asked for their days once nothing else is open, and not after the case was left", async () => {
    const version = (id: string) => ({ id, no: 1, name: `${id}.jpg`, days: "", issued: "", until: "" }) as DocumentView;
    const paper = item("licence", { dated: ["until"], state: "合格", versions: [version("d1")] });
    answer(true, { done: 1, total: 1, items: [paper] });
    const came = caseView({ materials: { done: 1, total: 1, items: [paper] } });
    const { mats, acts, leave } = await start({ CasesService: { Get: () => came } }, came);
    const menu = keys.open(() => {});
    await mats.send("licence", [file("a.jpg")]);
    await settle();
    expect(acts.asking.shown.value).toBe(false);
    menu.leave();
    await settle();
    expect([acts.asking.shown.value, acts.asking.asked.value?.title]).toEqual([true, "licence的日期"]);
    acts.asking.close();
    const again = mats.send("licence", [file("b.jpg")]);
    leave();
    await again;
    await settle();
    expect(acts.asking.shown.value).toBe(false);
  });

  it("opens the person a field belongs to", async () => {
    const { mats, acts } = await start({}, view);
    mats.edit("mobile");
    expect(acts.asking.asked.value?.values.map((v) => v.key)).toEqual(["mobile"]);
  });
});
