import { mount } from "@vue/test-utils";
import { afterEach, expect, it } from "vitest";
import { field, useAsk } from "@/acts/ask/ask";
import { setCheck } from "@/lib/checks";
import { inSetup, settle } from "@/lib/testing";
import FormDialog from "@/ui/dialog/FormDialog.vue";
import MendedLines from "./MendedLines.vue";

let mounted: { unmount: () => void }[] = [];
afterEach(() => {
  mounted.forEach((w) => w.unmount());
  mounted = [];
});

/** A dialog that asks for these values, and what is asked of Go. */
async function dialog(values: ReturnType<typeof field>[], answer: (kind: string, value: string) => object) {
  const asked: string[] = [];
  setCheck(async ({ kind, value }) => {
    asked.push(`${kind} ${value}`);
    return { ok: true, value, message: "", notes: [], warnings: [], ...answer(kind, value) };
  });
  const shown = mount(FormDialog, { attachTo: document.body, props: { shown: true, title: "改网站", values, confirm: "存下" } });
  mounted.push(shown);
  await settle();
  const box = (key: string) => document.querySelector<HTMLInputElement>(`[data-test="value-${key}"]`)!;
  return {
    asked,
    shown,
    box,
    below: (key: string) => document.querySelector(`[data-key="${key}"] .below`)?.textContent ?? "",
    type: async (key: string, text: string) => {
      box(key).value = text;
      box(key).dispatchEvent(new Event("input"));
      await settle();
    },
    leave: async (key: string) => {
      box(key).dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
      await settle();
    },
  };
}

it("mends a value once its field is left, and says under it what was changed", async () => {
  const { box, type, leave, below, asked } = await dialog([field("domain", "域名", { check: "domain", hint: "如 qinghe.cn" })], () => ({
    value: "qinghe.example",
    notes: ["已去掉前面的 https://"],
    warnings: ["后缀没有批复"],
  }));
  expect(below("domain")).toBe("如 qinghe.cn");
  await type("domain", "https://qinghe.example");
  await leave("domain");
  expect([box("domain").value, below("domain")]).toEqual(["qinghe.example", "已去掉前面的 https://；后缀没有批复"]);
  await leave("domain");
  expect(asked).toEqual(["domain https://qinghe.example"]);
  await type("domain", "qinghe2.example");
  expect(below("domain")).toBe("如 qinghe.cn");
});

it("says what is wrong with a value, lets it be saved for Go to judge, and leaves covered numbers alone", async () => {
  const values = [field("mobile", "手机", { kind: "phone", check: "phone", default: "138****1001" }), field("postcode", "邮编", { check: "postcode" })];
  const { type, leave, below, asked, shown } = await dialog(values, () => ({ ok: false, message: "邮编 6 位" }));
  await leave("mobile");
  await type("postcode", "31001");
  await leave("postcode");
  expect([below("postcode"), asked]).toEqual(["邮编 6 位", ["postcode 31001"]]);
  document.querySelector<HTMLElement>('[data-test="dialog-ok"]')!.click();
  await settle();
  expect(shown.emitted("submit")).toEqual([[{ mobile: "138****1001", postcode: "31001" }]]);
});

it("judges a name and a number as their document has them", async () => {
  const { asked, leave } = await dialog(
    [field("docKind", "证件类型", { default: "passport" }), field("name", "姓名", { default: "JOHN SMITH", check: (typed) => `${typed.docKind} name` })],
    () => ({}),
  );
  await leave("name");
  expect(asked).toEqual(["passport name JOHN SMITH"]);
});

it("tells on the page what saving has changed, but no day that was typed in words", async () => {
  const { got } = inSetup(() => useAsk());
  const answer = {
    mended: [
      { field: "domain", label: "域名", note: "已去掉前面的 www." },
      { field: "values.day", label: "约定日期", note: "已写成 2026-11-30" },
    ],
  };
  got.put({ title: "改网站", values: [field("domain", "域名"), field("day", "约定日期", { kind: "day" })], confirm: "存下", save: async () => answer });
  await got.submit({ domain: "www.qinghe.example", day: "明天" });
  const page = mount(MendedLines);
  mounted.push(page);
  expect(page.findAll("li").map((line) => line.text())).toEqual(["存下时改写：域名 已去掉前面的 www."]);
  got.put({ title: "改期", values: [], confirm: "改期", save: async () => undefined });
  await got.submit({});
  await settle();
  expect(page.findAll("li")).toHaveLength(0);
});
