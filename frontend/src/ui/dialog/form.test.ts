import { mount } from "@vue/test-utils";
import { afterEach, describe, expect, it } from "vitest";
import { AppError } from "@/lib/apperror";
import { keys } from "@/lib/keys";
import { settle } from "@/lib/testing";
import { faultOf, type FormValue } from "../form/form";
import FormDialog from "./FormDialog.vue";

keys.install(window);
const press = (key: string, more: KeyboardEventInit = {}) =>
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));

let mounted: { unmount: () => void }[] = [];
const show = ((component: never, options: object) => {
  const wrapper = mount(component, { attachTo: document.body, ...options });
  mounted.push(wrapper);
  return wrapper;
}) as unknown as typeof mount;
afterEach(() => {
  mounted.forEach((w) => w.unmount());
  mounted = [];
});

const value = (more: Partial<FormValue> = {}): FormValue => ({
  key: "k",
  label: "结果",
  kind: "text",
  required: true,
  default: "",
  options: [{ code: "pass", label: "通过" }],
  hint: "",
  ...more,
});

describe("faultOf", () => {
  it.each([
    [value(), "", "填写结果"],
    [value({ required: false }), " ", ""],
    [value({ kind: "choice" }), "", "选一个结果"],
    [value({ kind: "choice" }), "other", "选一个结果"],
    [value({ kind: "choice" }), "pass", ""],
    [value({ kind: "check" }), "", "须先确认：结果"],
    [value({ kind: "day" }), "11-23", ""],
    [value({ kind: "moment" }), "what only Go can read", ""],
    [value({ kind: "money" }), "600.005", "写成元和分，如 600.00"],
    [value({ kind: "money" }), "600.5", ""],
  ])("%o with %s", (of, typed, fault) => expect(faultOf(of, typed)).toBe(fault));
});

describe("FormDialog", () => {
  const props = {
    shown: true,
    title: "记录结果",
    confirm: "记下",
    values: [value({ key: "a", label: "甲" }), value({ key: "b", label: "乙", required: false, default: "有" })],
  };
  const inputs = () => [...document.querySelectorAll<HTMLInputElement>(".dialog input")];
  it("tells what is missing, gives what was typed, and closes by Esc", async () => {
    const dialog = show(FormDialog, { props: { ...props, keep: "form" } });
    await settle();
    press("Enter", { ctrlKey: true });
    await settle();
    expect(document.querySelector(".dialog")!.textContent).toContain("填写甲");
    expect(dialog.emitted("submit")).toBeUndefined();
    const [first] = inputs();
    first!.value = " 好 ";
    first!.dispatchEvent(new Event("input", { bubbles: true }));
    await settle();
    press("Enter", { ctrlKey: true });
    expect(dialog.emitted("submit")).toEqual([[{ a: "好", b: "有" }]]);
    press("Escape");
    expect(dialog.emitted("close")).toHaveLength(1);
  });
  it("puts Go's fault under its field and keeps what was typed", async () => {
    const dialog = show(FormDialog, { props });
    await settle();
    await dialog.setProps({ error: new AppError("invalid", "甲不能是这个", "a") });
    await settle();
    expect(document.querySelector('[data-key="a"]')!.textContent).toContain("甲不能是这个");
    expect(inputs()[1]!.value).toBe("有");
  });
});
