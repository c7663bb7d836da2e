import { describe, expect, it } from "vitest";
import { scrollKeys, stepKeys, stepTo } from "./steps";
import { stopsOf } from "./trail";

describe("stepTo", () => {
  it.each([
    ["j", 3, 4],
    ["ArrowUp", 3, 2],
    ["k", 0, 0],
    ["j", 9, 9],
    ["Home", 7, 0],
    ["End", 0, 9],
    ["PageDown", 1, 5],
    ["PageDown", 8, 9],
    ["PageUp", 2, 0],
  ])("%s from row %i of ten leads to %i", (key, at, to) => expect(stepTo(key, at, 10, 4)).toBe(to));
  it("begins at the first row where none is in focus", () => expect(stepTo("j", -1, 10, 4)).toBe(0));
});

describe("the key bar", () => {
  const told = (bindings: ReturnType<typeof stepKeys>) => bindings.filter((one) => one.bar).length;
  it("tells the steps of a list once, though the page beneath scrolls by the same keys", () => {
    expect([told(stepKeys(() => undefined)), told(scrollKeys(() => undefined))]).toEqual([1, 0]);
  });
});

describe("stopsOf", () => {
  const rows = ["a1", "b1", "a2", "c1"];
  const stops = (opened: string) =>
    stopsOf(
      rows,
      (row) => row,
      (row) => row[0]!,
      opened,
    );
  it("names a case once, in the list's order", () => expect(stops("c1").map((stop) => stop.row)).toEqual(["a1", "b1", "c1"]));
  it("lets the row that was opened stand for its case", () => {
    expect(stops("a2")).toEqual([
      { id: "b", row: "b1", at: 1 },
      { id: "a", row: "a2", at: 2 },
      { id: "c", row: "c1", at: 3 },
    ]);
  });
});
