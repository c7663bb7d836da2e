import { mount } from "@vue/test-utils";
import { afterEach, describe, expect, it, vi } from "vitest";
import { AppError } from "@/lib/apperror";
import { keys } from "@/lib/keys";
import { settle } from "@/lib/testing";
import { setStrength, type Strength } from "@/lib/strength";
import NewPassphrase from "./NewPassphrase.vue";
import PassphraseDialog from "./PassphraseDialog.vue";
import RecoveryCode from "./RecoveryCode.vue";

keys.install(window);

let mounted: { unmount: () => void }[] = [];
afterEach(() => {
  mounted.forEach((w) => w.unmount());
  mounted = [];
});

const field = (name: string) => document.querySelector<HTMLElement>(`.dialog [data-field="${name}"]`);
const input = (name: string) => field(name)!.querySelector("input")!;
async function type(name: string, text: string): Promise<void> {
  input(name).value = text;
  input(name).dispatchEvent(new Event("input", { bubbles: true }));
  await settle();
}
async function press(words: string): Promise<void> {
  const button = [...document.querySelectorAll<HTMLElement>(".dialog button")].find((b) => b.textContent!.trim() === words);
  button!.click();
  await settle();
}

async function open(more = {}) {
  const dialog = mount(PassphraseDialog, {
    attachTo: document.body,
    props: { shown: true, title: "改口令", text: "恢复码不变", confirm: "改口令", ...more },
  });
  mounted.push(dialog);
  await settle();
  return dialog;
}
const fresh = "correct horse 17a";
async function typeNew(): Promise<void> {
  await type("passphrase", fresh);
  await type("again", fresh);
}

describe("a new passphrase", () => {
  const pair = () => {
    const box = mount(NewPassphrase, {
      attachTo: document.body,
      props: { modelValue: "", again: "", "onUpdate:modelValue": (now: string) => void box.setProps({ modelValue: now }) },
    });
    mounted.push(box);
    return box;
  };

  it("is judged once it pauses, and never by what was said of another", async () => {
    vi.useFakeTimers();
    const asked: string[] = [];
    let answer: (of: Strength) => void = () => {};
    setStrength((of) => {
      asked.push(of);
      return new Promise((tell) => (answer = tell));
    });
    const box = pair();
    const input = box.get<HTMLInputElement>('[data-test="new-passphrase"]');
    for (const text of ["b", "be", "beian2026"]) {
      await input.setValue(text);
      await vi.advanceTimersByTimeAsync(150);
    }
    expect(asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(50);
    expect(asked).toEqual(["beian2026"]);
    answer({ bars: 1, words: "太弱，9 位", fault: "口令容易被猜到" });
    await settle();
    expect(box.text()).toContain("太弱，9 位口令容易被猜到");
    await input.setValue("beian2026 x");
    expect(box.text()).not.toContain("太弱");
    await vi.advanceTimersByTimeAsync(200);
    await input.setValue("beian2026 xy");
    answer({ bars: 2, words: "不够强，11 位", fault: "" });
    await settle();
    expect(box.text()).not.toContain("不够强");
    vi.useRealTimers();
  });

  it("says nothing of its strength where nobody can", async () => {
    vi.useFakeTimers();
    setStrength(() => Promise.reject(new Error("locked")));
    const box = pair();
    await box.get<HTMLInputElement>('[data-test="new-passphrase"]').setValue("beian2026");
    await vi.advanceTimersByTimeAsync(200);
    expect(box.find(".bars").exists()).toBe(false);
    vi.useRealTimers();
  });
});

describe("PassphraseDialog", () => {
  it("goes to what is missing, in the order of the dialog, and sends nothing till then", async () => {
    const dialog = await open();
    await press("改口令");
    expect(field("proof")!.textContent).toContain("输入现在的口令");
    expect(document.activeElement).toBe(input("proof"));
    await type("proof", "old one");
    await press("改口令");
    expect(field("passphrase")!.textContent).toContain("设一个新口令");
    await type("passphrase", fresh);
    await type("again", "something else");
    await press("改口令");
    expect(field("again")!.textContent).toContain("两次不一致");
    expect(dialog.emitted("submit")).toBeUndefined();
    await type("again", fresh);
    await press("改口令");
    expect(dialog.emitted("submit")).toEqual([[{ old: "old one", recovery: "", passphrase: fresh }]]);
  });

  it("takes the recovery code in place of the passphrase", async () => {
    const dialog = await open();
    await type("proof", "half remembered");
    await press("用恢复码");
    expect(input("proof").value).toBe("");
    await type("proof", " 7KQ2M X9RDF ");
    await typeNew();
    await press("改口令");
    expect(dialog.emitted("submit")).toEqual([[{ old: "", recovery: "7KQ2M X9RDF", passphrase: fresh }]]);
  });

  it("does not ask twice for a code typed just now, but does when Go refuses it", async () => {
    const dialog = await open({ code: "7KQ2M" });
    expect(field("proof")).toBeNull();
    await typeNew();
    await press("改口令");
    expect(dialog.emitted("submit")).toEqual([[{ old: "", recovery: "7KQ2M", passphrase: fresh }]]);
    await dialog.setProps({ error: new AppError("locked", "恢复码不是这一份", "recovery") });
    await settle();
    expect(field("proof")!.textContent).toContain("恢复码不是这一份");
    await press("改口令");
    expect(field("proof")!.textContent).toContain("输入恢复码");
    expect(dialog.emitted("submit")).toHaveLength(1);
  });

  it("puts Go's refusals at their fields, clears a wrong passphrase and keeps the rest", async () => {
    const dialog = await open();
    await type("proof", "wrong");
    await typeNew();
    await press("改口令");
    await dialog.setProps({ error: new AppError("locked", "现在的口令不对", "old") });
    await settle();
    expect(field("proof")!.textContent).toContain("现在的口令不对");
    expect(document.activeElement).toBe(input("proof"));
    await dialog.setProps({ error: new AppError("invalid", "口令太短", "passphrase") });
    await settle();
    expect(field("passphrase")!.textContent).toContain("口令太短");
    await dialog.setProps({ error: new AppError("storage", "写不进资料夹") });
    await settle();
    expect(document.querySelector(".dialog")!.textContent).toContain("写不进资料夹");
    expect([input("proof").value, input("passphrase").value, input("again").value]).toEqual(["", fresh, fresh]);
  });

  it("forgets everything once it is closed", async () => {
    const dialog = await open();
    await type("proof", "old one");
    await typeNew();
    await dialog.setProps({ shown: false, error: new AppError("locked", "现在的口令不对", "old") });
    await dialog.setProps({ shown: true });
    await settle();
    expect([input("proof").value, input("passphrase").value, input("again").value]).toEqual(["", "", ""]);
    expect(document.querySelector(".dialog")!.textContent).not.toContain("现在的口令不对");
  });
});

describe("RecoveryCode", () => {
  const recovery = ["7KQ2M", "X9RDF", "3HWTA", "PZ6NC", "E4VBJ", "8YGS5", "M2QKT", "D7RXW"];

  it("puts the code and nothing else of the window onto paper, and takes it away again", () => {
    let printed = "";
    vi.stubGlobal("print", () => {
      printed = document.querySelector(".print-sheets")!.textContent!;
      window.dispatchEvent(new Event("afterprint"));
    });
    const shown = mount(RecoveryCode, { attachTo: document.body, props: { code: { recovery, ask: [2, 6] }, faults: [], modelValue: [] } });
    mounted.push(shown);
    void shown.find("button").trigger("click");
    vi.unstubAllGlobals();
    for (const group of recovery) expect(printed).toContain(group);
    expect(printed).not.toContain("复制");
    expect(document.querySelector(".print-sheets")).toBeNull();
  });

  it("gives what was typed back by its place", async () => {
    const shown = mount(RecoveryCode, { props: { code: { recovery, ask: [2, 6] }, faults: ["", "与上面不一致"], modelValue: [] } });
    mounted.push(shown);
    await shown.find('[data-field="group-1"] input').setValue("M2QKT");
    expect(shown.emitted("update:modelValue")).toEqual([[["", "M2QKT"]]]);
    expect(shown.text()).toContain("输入第 3 组与第 7 组");
    expect(shown.find('[data-field="group-1"]').text()).toContain("与上面不一致");
  });
});
