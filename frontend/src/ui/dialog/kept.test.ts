// What is typed into a dialog outlives Esc, a press beside it, and the program.
import { mount } from "@vue/test-utils";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { drafts } from "@/lib/drafts";
import { keys } from "@/lib/keys";
import { settle } from "@/lib/testing";
import type { FormValue } from "@/ui/form/form";
import FormDialog from "./FormDialog.vue";

const value = (key: string, more: Partial<FormValue> = {}): FormValue => ({
  key,
  label: key,
  kind: "text",
  required: false,
  default: "",
  options: [],
  hint: "",
  ...more,
});
const values = [value("text"), value("at", { kind: "moment" }), value("mobile", { default: "138****1001" }), value("secret", { kind: "secret" })];

let stored: Record<string, string>;
const keeper = {
  keep: async (key: string, body: string) => {
    stored[key] = body;
    return { at: "11月28日 09:12" };
  },
  drop: async (key: string) => delete stored[key],
};
/** The program ends and begins again, on the same day or another. */
async function again(today = true): Promise<void> {
  await drafts.flush();
  drafts.close();
  drafts.open(
    keeper,
    Object.entries(stored).map(([key, body]) => ({ key, body, at: "11月28日 09:12", today })),
  );
}

let dialog: ReturnType<typeof show>;
function show(more: Record<string, unknown> = {}) {
  return mount(FormDialog, { props: { shown: true, title: "备忘", confirm: "记下", values, keep: "note:c1", ...more }, attachTo: document.body });
}
async function put(more: Record<string, unknown> = {}): Promise<void> {
  dialog = show(more);
  await settle();
}
async function type(key: string, text: string): Promise<void> {
  const input = document.querySelector<HTMLInputElement>(`[data-test="value-${key}"]`)!;
  input.value = text;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  await settle();
}
const typed = (key: string) => document.querySelector<HTMLInputElement>(`[data-test="value-${key}"]`)!.value;
const press = async (handle: string) => {
  document.querySelector<HTMLElement>(`[data-test="${handle}"]`)!.click();
  await settle();
};
const esc = async () => {
  window.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
  await settle();
};
const said = () => document.querySelector('[data-test="draft-back"]')?.textContent ?? "";

beforeEach(() => {
  keys.install(window);
  stored = {};
  drafts.open(keeper, []);
});
afterEach(() => {
  dialog.unmount();
  drafts.close();
  document.body.innerHTML = "";
});

describe("a dialog that is left", () => {
  it("has what was typed again, says so, and gives it up on a press", async () => {
    await put();
    await type("text", "客户说下周一寄");
    await esc();
    expect(dialog.emitted("close")).toHaveLength(1);
    dialog.unmount();
    await again();
    await put();
    expect([typed("text"), typed("mobile")]).toEqual(["客户说下周一寄", "138****1001"]);
    expect(said()).toContain("上次没存的内容已放回");
    expect(said()).toContain("11月28日 09:12");
    await press("draft-drop");
    await drafts.flush();
    expect([typed("text"), said(), stored]).toEqual(["", "", {}]);
  });

  it("keeps only what was changed, and no password", async () => {
    await put();
    await type("mobile", "13800571005");
    await type("secret", "hunter2");
    await drafts.flush();
    expect(stored).toEqual({ "note:c1": '{"mobile":"13800571005"}' });
  });

  it("forgets a time that meant another day, and keeps the rest", async () => {
    await put();
    await type("text", "没接");
    await type("at", "昨天 15:20");
    dialog.unmount();
    await again(false);
    await put();
    expect([typed("text"), typed("at")]).toEqual(["没接", ""]);
  });

  it("leaves what is left of other fields of the same thing", async () => {
    stored["client:k1"] = '{"note":"老客户"}';
    await again();
    await put({ keep: "client:k1" });
    expect(said()).toBe("");
    await type("text", "a");
    await press("dialog-cancel");
    await drafts.flush();
    expect(stored).toEqual({ "client:k1": '{"note":"老客户"}' });
  });

  it.each(["dialog-cancel", "saved"])("is forgotten once it is over: %s", async (how) => {
    await put();
    await type("text", "a");
    await drafts.flush();
    if (how === "saved") {
      await press("dialog-ok");
      await dialog.setProps({ shown: false });
    } else await press(how);
    await drafts.flush();
    expect(stored).toEqual({});
  });

  it("asks first where nothing can be kept", async () => {
    await put({ keep: "" });
    await esc();
    expect(dialog.emitted("close")).toHaveLength(1);
    dialog.unmount();
    await put({ keep: "" });
    await type("text", "a");
    await esc();
    expect(dialog.emitted("close")).toBeUndefined();
    expect(document.body.textContent).toContain("写的还没有存");
  });
});
