import { expect, it } from "vitest";
import { fitColumns } from "@/lib/list/columns";
import { arranged, choosable, columnsFor, exported, withFollowers } from "./columns";

const keysOf = (all: { key: string }[]) => all.map((column) => column.key).join(" ");

it("keeps what is due in sight at 150 %, and gives up what is told elsewhere", () => {
  const shown = fitColumns(columnsFor(true, false), 864);
  expect(keysOf(shown)).toBe("number client partyLabel todo due left");
  expect(shown.reduce((sum, column) => sum + column.width, 0)).toBeLessThanOrEqual(864);
});
it("leaves the columns as they are without an order", () => {
  expect(keysOf(arranged(columnsFor(false, false), []))).toBe(keysOf(columnsFor(false, false)));
});
it("takes what is left of a date along with it, and puts a column that an order does not know behind its neighbour", () => {
  const order = ["due", "client", "number", "todo", "unpaid"];
  expect(keysOf(arranged(columnsFor(false, false), order))).toBe("due left contact owner client site province stage partyLabel number todo unpaid");
  expect(keysOf(arranged(columnsFor(false, true), order))).toBe("due contact owner client site province partyLabel number unpaid");
});
it("forgets columns that are no more", () => {
  expect(keysOf(arranged(choosable, ["gone", "client"]))).toContain("client");
  expect(keysOf(arranged(choosable, ["gone", "client"]))).not.toContain("gone");
});
it("hides what is left of a date with it", () => {
  expect([...withFollowers(["due", "owner"])]).toEqual(["due", "owner", "left"]);
  expect([...withFollowers(["owner"])]).toEqual(["owner"]);
});
it("exports how cases ended where the screen tells it", () => {
  const keys = ["number", "partyLabel", "due"];
  expect(exported(keys, "open")).toEqual(keys);
  expect(exported(keys, "closed")).toEqual(["number", "status", "ended"]);
  expect(exported(keys, "all")).toEqual(["number", "partyLabel", "status", "due", "ended"]);
});
