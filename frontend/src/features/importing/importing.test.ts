import { mount } from "@vue/test-utils";
import { nextTick } from "vue";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { useSession } from "@/bridge/session";
import type { ImportColumn, ImportHead, ImportInput, ImportRow, ImportView } from "@/bridge/types";
import { fakeGo, inSetup, settle } from "@/lib/testing";
import ImportFoot from "./ImportFoot.vue";
import { useImport } from "./useImport";
import { headers, how, nextOpen, remaining, said, told } from "./words";

const row = (line: number, outcome: string, more: Partial<ImportRow> = {}): ImportRow => ({
  line,
  client: "青禾",
  site: "qinghe.example",
  outcome,
  label: outcome,
  number: "",
  problems: [],
  asks: [],
  told: [],
  ...more,
});
const view = (counts: Record<string, number>, more: Partial<ImportView> = {}): ImportView => ({
  rows: Object.entries(counts).flatMap(([code, n]) => Array.from({ length: n }, (_, i) => row(i + 2, code))),
  sums: ["open", "skip", "ask", "wrong"].map((code) => ({ code, label: code, count: counts[code] ?? 0 })),
  unsure: 0,
  done: false,
  ...more,
});
const column = (header: string, field = "", more: Partial<ImportColumn> = {}): ImportColumn => ({
  header,
  field,
  guessed: false,
  values: [],
  looks: "",
  ...more,
});
const columns = [column("公司", "client.name"), column("站"), column("进度")];
const head = (more: Partial<ImportHead> = {}): ImportHead => ({ line: 1, known: true, lines: [], columns, fields: [], ...more });
const file = (...names: string[]) => ({ file: "跟进表.xlsx", sheets: names.map((name, index) => ({ index, name, rows: 3 })) });

beforeEach(() => localStorage.clear());

async function start(counts: Record<string, number>, sheets = ["台账"], more: object = {}) {
  const calls = fakeGo({
    DeskService: { SetDirty: () => ({}) },
    ImportService: {
      Sheets: () => file(...sheets),
      Head: (input: ImportInput) => head({ columns: columns.map((c) => ({ ...c, field: input.columns[c.header] ?? c.field })) }),
      Try: () => view(counts),
      Import: () => view(counts, { done: true }),
      Drop: () => ({}),
      ...more,
    },
  });
  const made = inSetup(useImport);
  await settle();
  return {
    form: made.got,
    leave: made.leave,
    calls,
    asked: (method: string) => calls.filter((c) => c.method === `ImportService.${method}`).map((c) => c.input),
  };
}

describe("the sheet", () => {
  it("is the only one there is, and read at once; of several one is chosen", async () => {
    expect((await start({ open: 1 })).form.ready.value).toBe(true);
    const { form, asked } = await start({ open: 1 }, ["甲", "乙"]);
    expect([form.sheet.value, asked("Try")]).toEqual([undefined, []]);
    await form.choose(1);
    expect(asked("Try")).toMatchObject([{ sheet: 1 }]);
  });
  it("is asked about before it is left, and dropped then", async () => {
    const { form, leave, asked } = await start({ open: 1 });
    expect(useSession().losing).toBe(true);
    await form.store();
    await settle();
    expect(useSession().losing).toBe(false);
    leave();
    expect(asked("Drop")).toHaveLength(1);
  });
});

describe("the import", () => {
  it.each([
    [{ open: 1, wrong: 1 }, false],
    [{ skip: 2 }, false],
    [{ open: 1, skip: 1 }, true],
  ])("of %o may be done: %s", async (counts, may) => {
    const { form, asked } = await start(counts);
    expect(form.ready.value).toBe(may);
    await form.store();
    expect(asked("Import")).toHaveLength(may ? 1 : 0);
  });
  it("of rows that ask waits for the tick, which another reading takes away", async () => {
    const { form, asked } = await start({ ask: 1 });
    expect(form.ready.value).toBe(false);
    form.agree.value = true;
    expect(form.ready.value).toBe(true);
    await form.set("站", "site.name");
    expect([form.agree.value, form.ready.value]).toEqual([false, false]);
    form.agree.value = true;
    await form.store();
    expect(asked("Import")).toMatchObject([{ agree: true, columns: { 站: "site.name" } }]);
  });
  it("is written out as far as it is to be put right, and another reading forgets where", async () => {
    const { form, asked } = await start({ wrong: 2, open: 1 }, ["台账"], { Faults: () => ({ path: "D:\\要改的行.xlsx" }) });
    await form.write();
    expect([form.written.value, asked("Faults")]).toMatchObject(["D:\\要改的行.xlsx", [{ sheet: 0 }]]);
    const foot = mount(ImportFoot, { props: { form } });
    expect(foot.get("[data-test=import-said]").text()).toBe("已存到 D:\\要改的行.xlsx。改好后抄回原表，再选一次原表");
    await form.choose(0);
    expect(form.written.value).toBe("");
    const right = await start({ open: 1 }, ["台账"], { Faults: () => ({ path: "x" }) });
    await right.form.write();
    expect(right.asked("Faults")).toEqual([]);
  });
  it("of what is right waits for the file of the rest, and leaves just that out", async () => {
    let path = "";
    const { form, asked } = await start({ open: 1, wrong: 1 }, ["台账"], { Faults: () => ({ path }) });
    expect([form.ready.value, form.partly.value]).toEqual([false, true]);
    await form.storeRest();
    expect(asked("Import")).toEqual([]);
    path = "D:\\要改的行.xlsx";
    const foot = mount(ImportFoot, { props: { form } });
    await foot.get("[data-test=import-rest]").trigger("click");
    await settle();
    const bad = form.view.value!.rows.filter((one) => one.outcome === "wrong").map((one) => one.line);
    expect(asked("Faults").at(-1)).toMatchObject({ leave: bad });
    expect(asked("Import")).toMatchObject([{ leave: bad, agree: false }]);
    expect(foot.get("[data-test=import-said]").text()).toContain("没有导入的行在 D:\\要改的行.xlsx");
    expect((await start({ wrong: 1 })).form.partly.value).toBe(false);
  });
  it("of what is right that is refused shows all rows again, read anew", async () => {
    let counts: Record<string, number> = { open: 1, wrong: 1 };
    const { form } = await start({}, ["台账"], { Try: () => view(counts), Faults: () => ({ path: "D:\\要改的行.xlsx" }), Import: () => view({ wrong: 1 }) });
    counts = { open: 2, wrong: 3 };
    await form.storeRest();
    expect(form.storing.error.value?.message).toContain("一件也没存");
    expect([form.count("open"), form.count("wrong"), form.partly.value]).toEqual([2, 3, true]);
  });
  it("that stores nothing shows what has become of it", async () => {
    const { form } = await start({ open: 1 }, ["台账"], { Import: () => view({ wrong: 1 }) });
    await form.store();
    expect(form.storing.error.value?.message).toContain("一件也没存");
    expect(form.count("wrong")).toBe(1);
  });
});

describe("the reading", () => {
  it("is given up, and goes on when it is asked for again", async () => {
    let fail = (_: unknown) => {};
    const slow = { Try: () => new Promise((_, no) => (fail = no)), Stop: () => fail({ code: "blocked", message: "已停下，没有试读完" }) };
    const { form, calls, asked } = await start({ open: 1 }, ["台账"], slow);
    vi.useFakeTimers();
    const foot = mount(ImportFoot, { props: { form } });
    await vi.advanceTimersByTimeAsync(200);
    form.progress.value = 40;
    await nextTick();
    expect(foot.get("[data-test=import-said]").text()).toBe("正在逐行试读… 40%");
    await foot.get("[data-test=import-stop]").trigger("click");
    vi.useRealTimers();
    await settle();
    expect([form.trying.busy.value, form.trying.error.value?.message, form.ready.value]).toEqual([false, "已停下，没有试读完", false]);
    expect(calls.filter((c) => c.method === "ImportService.Stop")).toHaveLength(1);
    void form.attempt();
    await settle();
    expect([asked("Try").length, form.progress.value]).toEqual([2, 0]);
  });
});

/** Tries that wait until they are answered, in the order in which they are asked for. */
function slowly() {
  const answers: ((got: ImportView) => void)[] = [];
  return { answers, more: { Try: () => new Promise<ImportView>((yes) => answers.push(yes)), Stop: () => ({}) } };
}

describe("what is chosen while rows are read", () => {
  it("is another file: the answer of the first is never shown as its own", async () => {
    const { answers, more } = slowly();
    const { form, calls } = await start({ open: 1 }, ["台账"], more);
    vi.stubGlobal("fetch", async () => new Response(JSON.stringify({ ...file("台账"), file: "另一张.xlsx" })));
    const taken = form.take([{ name: "另一张.xlsx", type: "", bytes: new ArrayBuffer(1) }]);
    await settle();
    vi.unstubAllGlobals();
    expect([form.file.value?.file, calls.some((c) => c.method === "ImportService.Stop")]).toEqual(["另一张.xlsx", true]);
    answers[0]!(view({ open: 7 }));
    await settle();
    expect([form.view.value, form.ready.value, answers.length]).toEqual([undefined, false, 2]);
    answers[1]!(view({ open: 2 }));
    await taken;
    expect([form.count("open"), form.ready.value]).toEqual([2, true]);
  });
  it("is another sheet: it is read as it was read before", async () => {
    const first = await start({ open: 1 }, ["甲", "乙"]);
    await first.form.choose(1);
    await first.form.set("站", "site.name");
    await first.form.store();
    const { answers, more } = slowly();
    const { form, asked } = await start({ open: 1 }, ["甲", "乙"], more);
    const both = [form.choose(0), settle().then(() => form.choose(1))];
    await settle();
    answers[0]!(view({ open: 7 }));
    await settle();
    answers[1]!(view({ open: 2 }));
    await Promise.all(both);
    expect(asked("Try").at(-1)).toMatchObject({ sheet: 1, columns: { 站: "site.name" } });
    expect([form.count("open"), form.fresh.value]).toEqual([2, true]);
  });
  it("is another header: it holds once they are read anew", async () => {
    const { answers, more } = slowly();
    const { form, asked } = await start({ open: 1 }, ["台账"], { ...more, Head: (input: ImportInput) => head({ line: input.header || 1 }) });
    const set = form.setHeader(3);
    answers[0]!(view({ open: 7 }));
    await settle();
    answers[1]!(view({ open: 2 }));
    await set;
    expect(asked("Try").at(-1)).toMatchObject({ header: 3 });
    expect([form.head.value?.line, form.count("open"), form.fresh.value]).toEqual([3, 2, true]);
  });
});

describe("the columns", () => {
  it("take a field from the one that had it, and are the same for the next sheet with these headers", async () => {
    const first = await start({ open: 1 });
    await first.form.set("站", "client.name");
    first.form.icp.value = true;
    await first.form.attempt();
    await first.form.store();
    const { asked } = await start({ open: 1 });
    expect(asked("Try")).toMatchObject([{ columns: { 公司: "", 站: "client.name" }, icp: true, police: false }]);
    expect(JSON.stringify({ ...localStorage })).not.toContain("青禾");
  });
  it("are read once more when they change while the rows are read", async () => {
    const { form, asked } = await start({ open: 1 });
    const both = [form.set("站", "site.name"), form.set("进度", "remark")];
    await Promise.all(both);
    expect(asked("Try").at(-1)).toMatchObject({ columns: { 站: "site.name", 进度: "remark" } });
    expect(form.fresh.value).toBe(true);
  });
  it("are told, with what no field takes", () => {
    expect([told(head({ line: 3 })), remaining(columns), remaining([])]).toEqual(["表头在第 3 行，认出 1 列", "记在备忘里：站、进度", ""]);
    expect(told(head({ line: 0, known: false }))).toBe("没有表头，第一行就是数据，按内容认作 1 列，请核对");
    expect(told(head({ line: 2, known: false }))).toBe("第 2 行当作表头，上面的名字认不出，按内容认作 1 列，请核对");
    expect([
      how(column("A列", "client.name", { guessed: true })),
      how(column("B列", "", { looks: "日期" })),
      how(column("C列", "type", { looks: "日期" })),
    ]).toEqual(["按内容", "像日期", ""]);
    expect(headers(["甲、乙", ""]).map((one) => [one.value, one.label])).toEqual([
      [-1, "没有表头，第一行就是数据"],
      [1, "第 1 行：甲、乙"],
      [2, "第 2 行：空行"],
    ]);
  });
  it("of a sheet without a header are read as guessed, and as said the next time", async () => {
    const bare = {
      Head: (input: ImportInput) =>
        head({
          line: 0,
          known: false,
          columns: [column("A列", input.columns.A列 ?? "client.name", { guessed: !("A列" in input.columns) }), column("B列", input.columns.B列 ?? "")],
        }),
    };
    const first = await start({ open: 1 }, ["台账"], bare);
    expect(first.asked("Try")).toMatchObject([{ header: -1, columns: {} }]);
    await first.form.set("B列", "site.domain");
    await first.form.store();
    const next = await start({ open: 1 }, ["台账"], bare);
    expect(next.asked("Try")).toMatchObject([{ header: -1, columns: { B列: "site.domain" } }]);
    const other = await start({ open: 1 }, ["台账"], {
      Head: () => head({ line: 0, known: false, columns: [column("A列", "lead.mobile", { guessed: true }), column("B列")] }),
    });
    expect(other.asked("Try")).toMatchObject([{ header: -1, columns: {} }]);
  });
  it("stay as they are where the row is no header", async () => {
    const refusing = (input: ImportInput) => (input.header === 2 ? Promise.reject({ code: "invalid", message: "是数据" }) : head());
    const { form } = await start({ open: 1 }, ["台账"], { Head: refusing });
    await form.set("站", "site.name");
    await form.setHeader(2);
    expect([form.trying.error.value?.message, form.fresh.value, form.ready.value]).toEqual(["是数据", true, true]);
  });
  it("are under the same row below the found one the next time", async () => {
    const at = (line: number) => ({ Head: (input: ImportInput) => head({ line: input.header || line }) });
    const first = await start({ open: 1 }, ["台账"], at(3));
    await first.form.setHeader(4);
    await first.form.store();
    expect((await start({ open: 1 }, ["台账"], at(6))).asked("Try")).toMatchObject([{ header: 7 }]);
  });
  it("have other names once another row is the header", async () => {
    const { form, asked } = await start({ open: 1 });
    await form.set("站", "site.name");
    await form.setHeader(1);
    expect(asked("Try").at(-1)).toMatchObject({ header: 1, columns: {} });
  });
});

it("says what is wrong by its column first, and leads from one open row to the next", () => {
  const wrong = row(4, "wrong", {
    problems: [
      { column: "域名", text: "不是域名" },
      { column: "", text: "分不清" },
    ],
    told: ["已去掉 www"],
  });
  expect(said(wrong)).toBe("域名：不是域名；分不清；已去掉 www");
  const rows = [row(2, "open"), wrong, row(9, "ask")];
  expect([nextOpen(rows, "")?.line, nextOpen(rows, "4")?.line, nextOpen(rows, "9")?.line, nextOpen([row(2, "skip")], "")]).toEqual([4, 9, 4, undefined]);
});
