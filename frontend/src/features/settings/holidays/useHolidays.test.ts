import { mount } from "@vue/test-utils";
import { expect, it } from "vitest";
import { fakeGo, inSetup, settle } from "@/lib/testing";
import RecountLines from "./RecountLines.vue";
import { useHolidays } from "./useHolidays";

const rest = { open: false, done: 0, total: 0, moved: 0, firmed: 0, changes: [] };
const change = (number: string) => ({ caseId: number, number, stage: "管局审核", label: "管局预计", old: "2027-02-05", new: "2027-02-19", firmed: false });
const file = { bytes: new TextEncoder().encode('{"year":2027,"name":"元旦"}').buffer as ArrayBuffer };

/** A desk on which two batches wait after an import. */
function start(more: Record<string, (input: never) => unknown> = {}) {
  const steps = [
    { open: true, done: 250, total: 300, moved: 1, firmed: 0, changes: [change("BA2026-0001")] },
    { open: false, done: 300, total: 300, moved: 2, firmed: 0, changes: [change("BA2026-0002")] },
  ];
  const calls = fakeGo({
    HolidaysService: {
      Get: () => ({ years: [], closures: [], left: rest, notice: "", doubts: [] }),
      Import: () => ({ years: [], closures: [], left: { ...rest, open: true, total: 300 }, notice: "已导入 2027 年放假安排", doubts: [] }),
      Step: () => steps.shift(),
      ...more,
    },
  });
  return { calls, ...inSetup(useHolidays) };
}

it("hands the file's text to Go and counts until nothing is left", async () => {
  const { got, calls } = start();
  await settle();
  await got.take(file);
  await settle();
  expect(calls.map((c) => c.method)).toEqual(["HolidaysService.Get", "HolidaysService.Import", "HolidaysService.Step", "HolidaysService.Step"]);
  expect(calls[1]?.input).toEqual({ base64: Buffer.from('{"year":2027,"name":"元旦"}').toString("base64"), agree: false });
  expect(got.changes.value.map((c) => c.number)).toEqual(["BA2026-0001", "BA2026-0002"]);
  expect(got.left.value).toMatchObject({ open: false, done: 300, moved: 2 });
});

it("stops after the batch under way and goes on when asked", async () => {
  let answer = (_step: object): void => undefined;
  const { got, calls } = start({ Step: () => new Promise((done) => (answer = done)) });
  await settle();
  const steps = () => calls.filter((c) => c.method === "HolidaysService.Step").length;
  void got.take(file);
  await settle();
  expect([steps(), got.counting.busy.value]).toEqual([1, true]);
  got.stop();
  answer({ open: true, done: 250, total: 300, moved: 1, firmed: 0, changes: [change("BA2026-0001")] });
  await settle();
  expect([steps(), got.counting.busy.value, got.left.value?.open]).toEqual([1, false, true]);
  void got.count();
  await settle();
  answer({ open: false, done: 300, total: 300, moved: 2, firmed: 0, changes: [change("BA2026-0002")] });
  await settle();
  expect([steps(), got.left.value?.open, got.changes.value.length]).toEqual([2, false, 2]);
});

it("asks about a doubtful file, and takes it once somebody agrees", async () => {
  const doubts = ["一共放假 6 天，历年都在 20 到 45 天之间"];
  const { got, calls } = start({
    Import: (input: { agree: boolean }) => ({ years: [], closures: [], left: rest, notice: "", doubts: input.agree ? [] : doubts }),
  });
  await settle();
  await got.take(file);
  expect(got.doubted.value).toBe(file.bytes);
  expect(got.view.value?.doubts).toEqual(doubts);
  await got.agree();
  expect(got.doubted.value).toBeUndefined();
  expect(calls.at(-1)?.input).toMatchObject({ agree: true });
});

it("keeps the page and counts nothing when a file is refused", async () => {
  const { got, calls } = start({
    Import: () => {
      throw { code: "blocked", message: "2027 年放假安排尚未公布" };
    },
  });
  await settle();
  await got.take(file);
  expect(got.act.error.value?.message).toContain("尚未公布");
  expect(calls.some((c) => c.method.endsWith("Step"))).toBe(false);
});

it.each([
  ["nothing to count", { done: 0, moved: 0, firmed: 0 }, "没有受影响的期限"],
  ["no date touched", { done: 3, moved: 0, firmed: 0 }, "重算了 3 件案件，没有日期要改"],
  ["dates that only became firm", { done: 3, moved: 0, firmed: 2 }, "重算了 3 件案件，2 个暂定日期已确定，日期不变"],
  ["dates moved", { done: 3, moved: 4, firmed: 0 }, "重算了 3 件案件，改了 4 个期限"],
  ["both", { done: 3, moved: 1, firmed: 2 }, "重算了 3 件案件，改了 1 个期限；2 个暂定日期已确定，日期不变"],
])("tells what counting again came to: %s", (_, left, words) => {
  const lines = mount(RecountLines, { props: { left: { ...rest, ...left }, changes: [], busy: false }, global: { stubs: ["RouterLink"] } });
  expect(lines.find('[data-test="recount-words"]').text()).toBe(words);
});
