import { afterEach, describe, expect, it, vi } from "vitest";
import type { TodayGroup, TodayInput, TodayRow, TodayView } from "@/bridge/types";
import { useSession } from "@/bridge/session";
import { setClipboardWriter } from "@/lib/clipboard";
import { keys } from "@/lib/keys";
import { forgetPlaces } from "@/lib/list/place";
import { drawn } from "@/lib/load";
import { fakeGo, inSetup, settle } from "@/lib/testing";
import { ahead } from "./ahead";
import { nextAfter, recountWords, stepOf, toTask, withMore } from "./rows";
import { useRowActs } from "./useRowActs";
import { useToday } from "./useToday";

const due = { day: "11月24日 周二", full: "", left: "明天", tone: "soon", kind: "agreed", clock: false, at: "", start: "", before: "", provisional: false };
const result = { code: "result", label: "记录结果", opens: "outcomes", noted: "note" };
const chase = { code: "chase", label: "催办", opens: "message", noted: "note" };
const row = (runId: string, more: Partial<TodayRow> = {}): TodayRow => ({
  runId,
  caseId: `case-${runId}`,
  number: "BA2026-0386",
  party: "client",
  partyLabel: "待客户",
  todo: "催核验",
  client: "青禾",
  stage: "短信核验",
  site: "qinghe.example",
  lead: "沈一鸣",
  owner: "周敏",
  lastContact: "11月20日 电话",
  due,
  whyLine: "第 2 轮",
  act: result,
  chase: false,
  silence: "",
  chased: "",
  rests: false,
  ...more,
});
const group = (code: string, rows: TodayRow[], more: Partial<TodayGroup> = {}): TodayGroup => ({
  code,
  label: code,
  count: rows.length,
  rows,
  next: "",
  folded: [],
  ...more,
});
const view = (groups: TodayGroup[]): TodayView => ({
  now: "2026-11-23T09:12:00+08:00",
  title: "11月23日 周一",
  total: 1,
  full: false,
  badge: 6,
  parties: [],
  groups,
  sms: [],
  moreSms: false,
  arrears: { count: 0, total: "0.00", rows: [] },
  expiry: [],
  fresh: false,
  missing: [],
  notices: [],
  quiet: [],
  quietMore: false,
  yearly: "",
  recount: { open: false, done: 0, total: 0, moved: 0, firmed: 0, changes: [] },
});
afterEach(() => {
  localStorage.clear();
  forgetPlaces();
});

const mine = { byParty: false, everybody: false };

describe("rows", () => {
  it("name the step's own act", () => expect([row("1", { act: chase }), row("1")].map((r) => toTask(r, mine).action)).toEqual(["催办", "记录结果"]));
  it("tell the time in the first column when grouped by party", () => {
    expect(toTask(row("1", { party: "agency", partyLabel: "待我方" }), mine)).toMatchObject({ who: "待我方", ours: true });
    expect(toTask(row("1"), { ...mine, byParty: true })).toMatchObject({ who: "7 天内", ours: false });
  });
  it("carry domain, lead and last contact", () =>
    expect(toTask(row("1"), mine).about).toEqual(["青禾", "短信核验", "qinghe.example", "沈一鸣", "11月20日 电话", "BA2026-0386", ""]));
  it("name whose they are among everybody's", () => expect(toTask(row("1"), { ...mine, everybody: true }).about.at(-1)).toBe("周敏"));
  it("name the last working day before a legal day off", () =>
    expect(toTask(row("1", { due: { ...due, before: "11月20日 周五" } }), mine).whyLine).toBe("第 2 轮，前一个工作日 11月20日 周五"));
  it("tell how far counting dates again has come", () =>
    expect(recountWords({ open: true, done: 1200, total: 50000, moved: 3, firmed: 0, changes: [] })).toBe(
      "放假安排或停办改动后，期限重算了 1,200 / 50,000 件，没算到的可能还是旧日期",
    ));
  it("say beside the sentence that somebody was chased", () =>
    expect(toTask(row("1", { chased: "今天催过", rests: true }), mine)).toMatchObject({ note: "今天催过", rests: true }));
  it("say how long a client has been silent, and what is to be done about it", () =>
    expect(toTask(row("1", { silence: "静默 8 天，该再次提醒", chased: "催过 1 次，上次 11月22日" }), mine)).toMatchObject({
      note: "静默 8 天，该再次提醒，催过 1 次，上次 11月22日",
    }));
  it("leave what was chased today behind, and go on below before above", () => {
    const rows = [row("a"), row("b"), row("c", { rests: true }), row("d")];
    expect([nextAfter(rows, "b", ["b"]), nextAfter(rows, "d", ["d", "a"]), nextAfter(rows.slice(1, 3), "b", ["b"])]).toEqual(["d", "b", ""]);
  });
  it("take a further page of one group", () => {
    const grown = withMore(view([group("today", [row("1")], { next: "c" }), group("week", [row("9")])]), "today", view([group("today", [row("2")])]));
    expect(grown.groups.map((g) => [g.rows.map((r) => r.runId).join(), g.next])).toEqual([
      ["1,2", ""],
      ["9", ""],
    ]);
  });
});

describe("useToday", () => {
  const service = () =>
    fakeGo({
      TodayService: {
        Load: (input: TodayInput) =>
          input.cursor ? view([group("today", [row("2")])]) : view([group("today", [row("1")], { count: 2, next: "c" }), group("later", [])]),
      },
    });
  it("loads mine by time, sets the badge, leaves out empty groups", async () => {
    const calls = service();
    const { got, leave } = inSetup(useToday);
    await settle();
    const all = { scope: "mine", party: "", by: "time", group: "", cursor: "", fold: { party: "", stage: "", group: "" }, first: false };
    expect(calls[0]!.input).toEqual({ ...all, first: true });
    expect(got.groups.value.map((g) => g.code)).toEqual(["today"]);
    expect(useSession().badge).toBe(6);
    leave();
  });
  it("asks for what fills a screen first, for the rest once that stands, and for no few rows again", async () => {
    const calls = service();
    const asked = () => calls.map((call) => (call.input as TodayInput).first);
    const { got, leave } = inSetup(useToday);
    await vi.waitFor(() => expect(asked()).toEqual([true, false]));
    got.place.focused = "1";
    leave();
    const again = inSetup(useToday);
    await settle();
    expect(asked()).toEqual([true, false, false]);
    again.leave();
  });
  it("asks for no rest where all of it came first", async () => {
    const calls = fakeGo({ TodayService: { Load: () => view([group("today", [row("1")])]) } });
    const { leave } = inSetup(useToday);
    await settle();
    await drawn();
    await settle();
    expect(calls.length).toBe(1);
    leave();
  });
  it("takes what was read before it was there, once, and only what holds still", async () => {
    const calls = service();
    const first = () => calls.filter((call) => (call.input as TodayInput).first).length;
    ahead.begin();
    const early = inSetup(useToday);
    await settle();
    expect([first(), early.got.groups.value.length]).toEqual([1, 1]);
    early.leave();
    const late = inSetup(useToday);
    await settle();
    expect(first()).toBe(2);
    late.leave();
    let changed = () => {};
    window.runtime = { EventsOn: (_, run) => ((changed = run), () => {}) };
    ahead.begin();
    changed();
    delete window.runtime;
    const after = inSetup(useToday);
    await settle();
    expect(first()).toBe(4);
    after.leave();
  });
  it("keeps the pages a person asked for through every reading", async () => {
    service();
    const { got, leave } = inSetup(useToday);
    await settle();
    await got.more("today");
    expect(got.groups.value[0]!.rows.map((r) => r.key)).toEqual(["1", "2"]);
    await got.reload();
    expect(got.groups.value[0]!.rows.map((r) => r.key)).toEqual(["1", "2"]);
    leave();
  });
  it("opens a line page by page, keeps it open through every reading, and closes it", async () => {
    const key = { party: "client", stage: "sms", group: "week" };
    const line = { key, party: "待客户", stage: "短信核验", count: 3, earliest: "11月24日 周二" };
    const calls = fakeGo({
      TodayService: {
        Load: (input: TodayInput) => {
          if (!input.fold.stage) return view([group("week", [], { count: 3, folded: [line] })]);
          return view([input.cursor ? group("week", [row("3")]) : group("week", [row("1"), row("2")], { next: "c" })]);
        },
      },
    });
    const { got, leave } = inSetup(useToday);
    await settle();
    const shown = () => got.groups.value[0]!.folded[0]!.open?.rows.map((r) => r.key);
    const name = got.groups.value[0]!.folded[0]!.key;
    expect(shown()).toBeUndefined();
    await got.fold(name);
    expect(calls.at(-1)!.input).toMatchObject({ group: "week", fold: key });
    expect([shown(), got.groups.value[0]!.folded[0]!.open!.more]).toEqual([["1", "2"], true]);
    await got.more(name);
    await got.reload();
    expect([shown(), got.row("3")?.caseId]).toEqual([["1", "2", "3"], "case-3"]);
    await got.fold(name);
    await got.reload();
    expect(shown()).toBeUndefined();
    leave();
  });
  it("asks anew when the filter changes and remembers whose", async () => {
    const calls = service();
    const { got, leave } = inSetup(useToday);
    await settle();
    got.scope.value = "all";
    got.party.value = "bureau";
    await settle();
    expect(calls.at(-1)!.input).toMatchObject({ scope: "all", party: "bureau" });
    leave();
    const again = inSetup(useToday);
    expect(again.got.scope.value).toBe("all");
    again.leave();
  });
});

describe("useRowActs", () => {
  const value = (key: string, kind: string) => ({ key, label: key, kind, required: false, happened: false, default: "", options: [], hint: "" });
  const action = {
    code: "record",
    label: "已上线",
    title: "",
    stage: "online",
    siteId: "s1",
    kind: "outcome",
    hint: "",
    warn: [] as string[],
    blocked: [] as string[],
    reason: true,
  };
  const view = (more = {}, values: object[] = []) => ({
    id: "case-1",
    version: 7,
    client: "青禾",
    number: "BA2026-0386",
    menu: [],
    undoes: "",
    next: [{ runId: "1", movable: true, promised: false, stageLabel: "上线", act: result, pending: "还没上线", actions: [{ ...action, values, ...more }] }],
  });
  const services = (more = {}, of = view()) =>
    fakeGo({
      TodayService: {
        Chase: () => ({ title: "催核验", to: "", text: "沈一鸣您好", runs: ["1"], cases: ["BA2026-0386"] }),
        Ticket: () => ({ title: "提工单", to: "", text: "请查看", runs: [], cases: [] }),
      },
      CasesService: { Get: () => of, Do: () => of, Agree: () => of, Note: () => of, ...more },
    });
  const start = (done = async () => {}) => inSetup(() => useRowActs(done)).got;

  it("催办 shows the text first and logs it only when copied", async () => {
    const calls = services();
    const copied: string[] = [];
    setClipboardWriter(async (text) => void copied.push(text));
    const done = vi.fn(async () => {});
    const chased: string[][] = [];
    const { got } = inSetup(() => useRowActs(done, (runs) => chased.push(runs)));
    got.steps.act(stepOf(row("1", { act: chase })));
    await settle();
    expect(got.steps.chase.shown.value).toBe(true);
    expect(calls.map((c) => c.input)).toEqual([{ caseId: "case-1", runId: "1", clientId: "", way: "wechat", sent: false, text: "" }]);
    await got.steps.chase.send();
    expect(copied).toEqual(["沈一鸣您好"]);
    expect(calls.at(-1)!.input).toEqual({ caseId: "case-1", runId: "1", clientId: "", way: "wechat", sent: true, text: "沈一鸣您好" });
    expect([got.steps.chase.shown.value, done.mock.calls.length, got.done.line.value?.words]).toEqual([false, 1, "催办已复制并记下"]);
    expect(chased).toEqual([["1"]]);
  });
  it("an outcome carries the version looked at, its moment and its reason apart from its values", async () => {
    const calls = services({}, view({}, [value("looked_up", "check"), value("skipped", "check"), value("result", "text")]));
    const got = start();
    got.steps.act(stepOf(row("1")));
    await settle();
    got.steps.outcomes.press("1");
    expect(got.asking.asked.value!.values.map((v) => v.key)).toEqual(["looked_up", "skipped", "result", "reason", "at"]);
    await got.asking.submit({ looked_up: "true", skipped: "", result: "pass", reason: "照齐", at: "2026-11-22 15:00" });
    expect(calls.at(-1)).toEqual({
      method: "CasesService.Do",
      input: {
        caseId: "case-1",
        action: "record",
        siteId: "s1",
        at: "2026-11-22 15:00",
        reason: "照齐",
        values: { looked_up: "yes", result: "pass" },
        version: 7,
      },
    });
  });
  it("a colleague's change in between keeps the dialog, and what is read anew is saved on top of", async () => {
    let stored = 7;
    const calls = services({
      Get: () => ({ ...view(), version: stored }),
      Do: (input: { version: number }) => {
        if (input.version !== stored) throw { code: "conflict", message: "同事刚改过这件案件" };
        return view();
      },
    });
    const done = vi.fn(async () => {});
    const got = start(done);
    got.steps.results(stepOf(row("1", { act: chase })));
    await settle();
    got.steps.outcomes.press("1");
    stored = 8;
    await got.asking.submit({ reason: "照齐" });
    expect([got.asking.shown.value, got.asking.conflict.value, done.mock.calls.length]).toEqual([true, true, 0]);
    await got.asking.refresh();
    expect(done.mock.calls.length).toBe(1);
    await got.asking.submit({ reason: "照齐" });
    expect([got.asking.shown.value, (calls.at(-1)!.input as { version: number }).version, done.mock.calls.length]).toEqual([false, 8, 2]);
  });
  it("a case that cannot be read asks nothing and says why", async () => {
    services({
      Get: () => {
        throw { code: "internal", message: "读不到，请再试" };
      },
    });
    const got = start();
    got.steps.act(stepOf(row("1")));
    await settle();
    expect([got.asking.shown.value, got.steps.outcomes.error.value?.message]).toEqual([false, "读不到，请再试"]);
  });
  it("what may not happen yet says why and can't be picked", async () => {
    const calls = services({}, view({ blocked: ["还缺营业执照"] }));
    const got = start();
    got.steps.act(stepOf(row("1")));
    await settle();
    expect(got.steps.outcomes.choices.value.map((c) => [c.key, c.label, c.blocked])).toEqual([
      ["1", "还没上线", []],
      ["", "已上线", ["还缺营业执照"]],
    ]);
    got.steps.outcomes.pick(got.steps.outcomes.choices.value[1]!);
    expect([got.asking.shown.value, calls.map((c) => c.method)]).toEqual([false, ["CasesService.Get"]]);
  });
  it("改期 and 记录通话 go where they belong", async () => {
    const calls = services();
    const got = start();
    await got.startAgree(row("1"));
    await got.asking.submit({ day: "2026-11-30", reason: "客户出差" });
    got.startNote(row("1"));
    await got.asking.submit({ text: "说周三补", at: "" });
    expect(calls.filter((c) => /Agree|Note/.test(c.method)).map((c) => c.input)).toEqual([
      { caseId: "case-1", runId: "1", day: "2026-11-30", reason: "客户出差", version: 7 },
      { caseId: "case-1", text: "说周三补", kind: "phone", at: "", draft: "call:case-1" },
    ]);
  });
  it.each([
    { more: [{ code: "7", label: "预审已通过 日期不详" }], among: ["9", "7"], takes: "" },
    { more: [], among: ["9"], takes: "9" },
  ])("补日期 asks on which day a step of an unknown day happened: of $among it takes '$takes' by itself", async ({ more, among, takes }) => {
    const seq = { key: "seq", options: [{ code: "9", label: "已核验 日期不详" }, { code: "8", label: "短信已收到 2026-11-02" }, ...more] };
    services({
      Get: () => ({
        ...view(),
        menu: [{ code: "move.correct", label: "更正时间", hint: "期限重算。", values: [seq, { key: "to", options: [] }], blocked: [] }],
      }),
    });
    const { got } = inSetup(() => useRowActs(async () => {}));
    await got.startDate(row("1"));
    const [first, , why] = got.asking.asked.value!.values;
    expect([got.asking.asked.value!.title, first!.default, first!.options.map((o) => o.code), why!.default]).toEqual([
      "补日期",
      takes,
      among,
      "导入时没有写，后来查到",
    ]);
    const bare = { ...row("1"), due: { ...row("1").due, left: "补日期" } };
    expect(toTask(bare, { byParty: false, everybody: false }).action).toBe("补日期");
  });
  it("改期 says where a date is not ours, and asks why where it was promised", async () => {
    services({
      Get: () => ({
        version: 7,
        next: [
          { runId: "1", movable: false, promised: false },
          { runId: "2", movable: true, promised: true },
        ],
      }),
    });
    const { got } = inSetup(() => useRowActs(async () => {}));
    await got.startAgree(row("1"));
    expect([got.asking.shown.value, keys.status.value]).toEqual([false, "这个期限不由我们定，不能改期"]);
    await got.startAgree(row("2"));
    expect(got.asking.asked.value!.values.map((v) => [v.key, v.required])).toEqual([
      ["day", true],
      ["reason", true],
    ]);
  });
});
