import { expect, it } from "vitest";
import { fakeGo, inSetup, settle } from "@/lib/testing";
import { outdatedCase } from "../rulebook/fixtures";
import { useOutdated } from "./useOutdated";

const page = (cases: ReturnType<typeof outdatedCase>[], more: object = {}) => ({
  cases,
  same: [],
  looked: cases.length,
  total: cases.length,
  next: "",
  ...more,
});
const many = (n: number, from = 1) => Array.from({ length: n }, (_, i) => outdatedCase(from + i));

/** A desk whose `Behind` answers with these pages, one a call. */
function start(pages: object[], more: Record<string, (input: never) => unknown> = {}) {
  const ended: string[] = [];
  const calls = fakeGo({ RulebookService: { Outdated: () => pages.shift(), ...more } });
  return { calls, ended, ...inSetup(() => useOutdated(() => ended.push("ended"))) };
}
const idsOf = (calls: { method: string; input: unknown }[]) =>
  calls.filter((c) => c.method.endsWith("MoveToLatest")).map((c) => (c.input as { ids: string[] }).ids.length);

it("looks on from where each call ended until nothing is left", async () => {
  const { got, calls } = start([
    page(many(2), { same: ["s1"], looked: 250, total: 300, next: "c250" }),
    page(many(1, 3), { same: ["s2"], looked: 50, total: 0 }),
  ]);
  await settle();
  expect(calls.map((c) => c.input)).toEqual([{ after: "" }, { after: "c250" }]);
  expect([got.found.value.map((c) => c.id), got.same.value, got.looked.value, got.total.value, got.ended.value]).toEqual([
    ["c1", "c2", "c3"],
    ["s1", "s2"],
    300,
    300,
    true,
  ]);
});

it("stops after the call under way and goes on when asked", async () => {
  let answer = (_page: object): void => undefined;
  const { got, calls } = start([], { Outdated: () => new Promise((done) => (answer = done)) });
  await settle();
  got.stop();
  answer(page(many(1), { looked: 250, total: 300, next: "c250" }));
  await settle();
  expect([calls.length, got.looking.busy.value, got.ended.value]).toEqual([1, false, false]);
  void got.goOn();
  await settle();
  answer(page(many(1, 2), { looked: 50, total: 300 }));
  await settle();
  expect([calls[1]?.input, got.found.value.length, got.ended.value]).toEqual([{ after: "c250" }, 2, true]);
});

it("keeps what it has seen when a call fails, and goes on from there", async () => {
  let fails = true;
  const { got, calls } = start([], {
    Outdated: (input: { after: string }) => {
      if (input.after === "") return page(many(1), { looked: 1, total: 2, next: "c1" });
      if (fails) throw { code: "internal", message: "没有读出来，请重试" };
      return page(many(1, 2), { looked: 1, total: 2 });
    },
  });
  await settle();
  expect([got.looking.error.value?.message, got.found.value.length]).toEqual(["没有读出来，请重试", 1]);
  fails = false;
  await got.goOn();
  expect([calls.at(-1)?.input, got.found.value.map((c) => c.id)]).toEqual([{ after: "c1" }, ["c1", "c2"]]);
});

it("ticks all but those that are blocked", async () => {
  const { got } = start([page([outdatedCase(1), outdatedCase(2, { blocked: "这件案件的环节记录和新的对不上" }), outdatedCase(3)])]);
  await settle();
  got.tickAll(true);
  expect([...got.ticked.value]).toEqual(["c1", "c3"]);
  got.tick("c1", false);
  expect([...got.ticked.value]).toEqual(["c3"]);
});

it("takes cases further in pieces of fifty and adds up what came of it", async () => {
  const { got, calls, ended } = start([page(many(120))], {
    MoveToLatest: ({ ids }: { ids: string[] }) => ({ done: ids.length, moved: ids.length * 2, failed: [] }),
  });
  await settle();
  got.tickAll(true);
  await got.take([...got.ticked.value]);
  expect(idsOf(calls)).toEqual([50, 50, 20]);
  expect(got.taken.value).toEqual({ of: 120, tried: 120, done: 120, moved: 240 });
  expect([got.found.value, [...got.ticked.value], ended]).toEqual([[], [], ["ended"]]);
});

it("leaves in the list, still ticked, what did not go through", async () => {
  const { got } = start([page(many(3))], { MoveToLatest: () => ({ done: 2, moved: 2, failed: ["BA2026-0002：同事刚改过这件案件"] }) });
  await settle();
  got.tickAll(true);
  await got.take(["c1", "c2", "c3"]);
  expect([got.found.value.map((c) => c.id), [...got.ticked.value], got.failed.value]).toEqual([["c2"], ["c2"], ["BA2026-0002：同事刚改过这件案件"]]);
});

it("keeps the pieces that came through when a later one is refused", async () => {
  let turn = 0;
  const { got, ended } = start([page(many(60))], {
    MoveToLatest: ({ ids }: { ids: string[] }) => {
      if (++turn > 1) throw { code: "internal", message: "没存上，磁盘已满。腾出空间后重试" };
      return { done: ids.length, moved: 0, failed: [] };
    },
  });
  await settle();
  got.tickAll(true);
  await got.take([...got.ticked.value]);
  expect([got.taken.value.done, got.taken.value.of, got.found.value.length, got.ticked.value.size, ended]).toEqual([50, 60, 10, 10, ["ended"]]);
  expect(got.taking.error.value?.message).toContain("磁盘已满");
});

it("takes those along in which nothing changes", async () => {
  const { got, calls } = start([page([], { same: ["s1", "s2"], looked: 2, total: 2 })], { MoveToLatest: () => ({ done: 2, moved: 0, failed: [] }) });
  await settle();
  await got.take(got.same.value);
  expect([calls.at(-1)?.input, got.same.value, got.taken.value.done]).toEqual([{ ids: ["s1", "s2"] }, [], 2]);
});

it("stops taking after the piece under way, and keeps the rest in the list", async () => {
  let answer = (_taken: object): void => undefined;
  const { got, calls, ended } = start([page(many(120))], { MoveToLatest: () => new Promise((done) => (answer = done)) });
  await settle();
  got.tickAll(true);
  const taking = got.take([...got.ticked.value]);
  await settle();
  got.halt();
  answer({ done: 50, moved: 50, failed: [] });
  await taking;
  expect([idsOf(calls), got.taken.value, got.found.value.length, ended]).toEqual([[50], { of: 120, tried: 50, done: 50, moved: 50 }, 70, ["ended"]]);
});
