import { describe, expect, it } from "vitest";
import { named } from "./files";

describe("what a case files, in words", () => {
  it.each([
    ["加{files}", "网站", "加网站"],
    ["加{files}", "APP", "加 APP"],
    ["{files}名称", "APP", "APP 名称"],
    ["“{files}”和{files}", "APP", "“APP”和 APP"],
    ["改{files}资料", "小程序", "改小程序资料"],
    ["没有", "APP", "没有"],
  ])("puts %s of %s", (text, files, want) => expect(named(text, files)).toBe(want));
});
