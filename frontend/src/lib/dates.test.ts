import { expect, it } from "vitest";
import { datesIn } from "./dates";

it.each([
  ["第 20 个是 2026年12月11日 周五", ["2026年12月11日 周五"]],
  ["预计 12月17日 周四 至 12月31日 周四 全部办完，最迟 1月8日 周五。", ["12月17日 周四", "12月31日 周四", "1月8日 周五"]],
  ["11月23日 周一 06:32 到期", ["11月23日 周一 06:32"]],
  ["9月18日，当天不计", ["9月18日"]],
  ["没有日期，20 个工作日", []],
])("keeps the dates of %s whole", (text, dates) => {
  const pieces = datesIn(text);
  expect(pieces.filter((p) => p.date).map((p) => p.text)).toEqual(dates);
  expect(pieces.map((p) => p.text).join("")).toBe(text);
});
