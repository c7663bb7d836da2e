import { expect, it } from "vitest";
import { countWords } from "./count";

it("tells a sum only of what was counted to its end", () => {
  expect(countWords({ count: "12", unpaid: "1,800.00" })).toBe("12 件，未收 1,800.00");
  expect(countWords({ count: "2000+", unpaid: "" })).toBe("2000+ 件");
});
