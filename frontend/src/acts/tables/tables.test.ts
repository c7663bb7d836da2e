import { mount } from "@vue/test-utils";
import { afterEach, expect, it, vi } from "vitest";
import { defineComponent, h, nextTick, ref } from "vue";
import { setClipboardWriter } from "@/lib/clipboard";
import { useTable, type TableActs } from "./useTable";

afterEach(() => {
  delete window.go;
  delete window.runtime;
});

/** A list of 40 cases, two of which may be picked. */
function listed() {
  const picked = ref<string[]>([]);
  let acts!: TableActs;
  const one = () => useTable({ table: "cases", label: "案件", unit: "件", covered: "手机", input: () => ({}), total: () => "40", picked: () => picked.value });
  mount(defineComponent({ setup: () => ((acts = one()), () => h("div")) }));
  return { acts, picked };
}

/** Go's answers, with what it was asked. */
function answering(save: () => Promise<unknown>) {
  const asked: Record<string, unknown>[] = [];
  const take = (answer: () => Promise<unknown>) => (input: unknown) => (asked.push(input as Record<string, unknown>), answer());
  window.go = {
    app: { TablesService: { Save: take(save), Copy: take(async () => ({ text: "a\tb", html: "<table>", rows: 2 })), Stop: take(async () => ({})) } },
  };
  return asked;
}

it("says where a table went, and nothing once the dialog was closed", async () => {
  let path = "/media/案件.xlsx";
  const asked = answering(async () => ({ path, rows: 2 }));
  const { acts, picked } = listed();
  picked.value = ["a", "b"];
  acts.save();
  expect(acts.asking.asked.value?.about).toBe("选中的 2 件");
  await acts.asking.submit({ format: "csv", charset: "gb18030", shown: "clear" });
  expect(asked[0]).toMatchObject({ table: "cases", only: ["a", "b"], format: "csv", charset: "gb18030", clear: true });
  expect(acts.said.value).toBe("已存到 /media/案件.xlsx，2 行");
  path = "";
  picked.value = [];
  acts.save();
  expect(acts.asking.asked.value?.about).toBe("筛选出的 40 件");
  await acts.asking.submit({ format: "xlsx", shown: "covered" });
  expect(asked[1]).toMatchObject({ only: [], format: "xlsx", clear: false });
  expect(acts.said.value).toBe("");
});

it("tells how far a long table has come, and stops it", async () => {
  let tell!: (rows: number) => void;
  window.runtime = { EventsOn: (name, run) => (name === "desk:table" && (tell = run), () => {}) };
  let fail!: (why: unknown) => void;
  const asked = answering(() => new Promise((_, no) => (fail = no)));
  const { acts } = listed();
  acts.save();
  const saving = acts.asking.submit({ format: "xlsx" });
  await nextTick();
  tell(500);
  expect([acts.asking.busy.value, acts.written.value]).toEqual([true, 500]);
  await acts.stop();
  expect(asked).toHaveLength(2);
  fail(JSON.stringify({ code: "blocked", message: "已停下，没有存" }));
  await saving;
  expect([acts.asking.shown.value, acts.asking.error.value?.message]).toEqual([true, "已停下，没有存"]);
});

it("copies plain text where the web view refuses a table, and says when nothing can be copied", async () => {
  answering(async () => ({}));
  const { acts } = listed();
  const copied: string[] = [];
  setClipboardWriter(async (text) => void copied.push(text));
  const write = vi.spyOn(navigator.clipboard, "write").mockRejectedValue(new Error("not here"));
  await acts.copy();
  expect([copied, acts.said.value]).toEqual([["a\tb"], "已复制 2 行，可以粘贴到 Excel、WPS、微信"]);
  write.mockResolvedValueOnce();
  await acts.copy();
  expect([copied.length, write.mock.calls[1]![0][0]!.types]).toEqual([1, ["text/plain", "text/html"]]);
  setClipboardWriter(() => Promise.reject(new Error("no")));
  await acts.copy();
  expect([acts.said.value, acts.copying.error.value !== undefined]).toEqual(["", true]);
});
