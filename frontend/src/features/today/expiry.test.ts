import { mount } from "@vue/test-utils";
import { describe, expect, it } from "vitest";
import type { ExpiryRow } from "@/bridge/types";
import SideExpiry from "./SideExpiry.vue";

const row = (what: string, day: string, left: string, tone: string): ExpiryRow => ({
  caseId: `c-${tone}`,
  name: "栖云茶业",
  what,
  due: { day, full: "", left, tone, kind: "reminder", clock: false, at: "", start: "", before: "", provisional: false },
});

describe("what is about to end", () => {
  const rows = [
    row("域名到期 · qiyuntea.example", "11月20日 周五", "已过期", "overdue"),
    row("实名证明到期 · qiyuntea.example", "12月5日 周六", "剩 12 天", "soon"),
    row("授权到期 · qiyuntea.example", "2027年1月31日 周日", "剩 69 天", "later"),
  ];
  it("names the thing, its day and what is left, in the colour of the time", () => {
    const page = mount(SideExpiry, { props: { rows } });
    expect(page.findAll("[data-test=expiry]").map((b) => b.findAll("span").map((s) => s.text()))).toEqual(
      rows.map((r) => ["栖云茶业", r.due.day, r.what, r.due.left]),
    );
    expect(
      page.findAll("[data-test=expiry]").map((b) =>
        b
          .findAll("span")
          .at(-1)!
          .classes()
          .find((c) => c.startsWith("tone-")),
      ),
    ).toEqual(["tone-overdue", "tone-soon", "tone-later"]);
  });
  it("opens the case it belongs to", async () => {
    const page = mount(SideExpiry, { props: { rows } });
    await page.findAll("[data-test=expiry]")[1]!.trigger("click");
    expect(page.emitted("open")).toEqual([["c-soon"]]);
  });
});
