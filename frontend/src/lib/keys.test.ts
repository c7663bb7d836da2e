import { describe, expect, it, vi } from "vitest";
import { capsOf, createKeys, keyOf } from "./keys";

function press(keys: ReturnType<typeof createKeys>, key: string, more: KeyboardEventInit = {}, target: HTMLElement = document.body) {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  Object.defineProperty(event, "target", { value: target });
  keys.handle(event);
  return event;
}
const element = (tag: string, type = "") => {
  const made = document.createElement(tag);
  if (type) (made as HTMLInputElement).type = type;
  document.body.append(made);
  return made;
};
function bound(key: string) {
  const keys = createKeys();
  const run = vi.fn();
  keys.register([{ keys: [key], label: key, run }]);
  return { keys, run };
}

describe("keyOf", () => {
  it.each([
    [{ key: "J" }, "j"],
    [{ key: "?", shiftKey: true }, "?"],
    [{ key: "k", ctrlKey: true }, "mod+k"],
    [{ key: "1", altKey: true }, "alt+1"],
    [{ key: "Tab", shiftKey: true }, "shift+Tab"],
    [{ key: " " }, "Space"],
  ])("writes %o as %s", (init, written) => expect(keyOf(new KeyboardEvent("keydown", init))).toBe(written));
});

describe("capsOf", () => {
  it.each([
    ["mod+Enter", ["Ctrl", "Enter"]],
    ["ArrowUp", ["↑"]],
    ["j", ["J"]],
  ])("prints %s", (key, caps) => expect(capsOf(key)).toEqual(caps));
});

describe("single letters", () => {
  it("run on the page", () => {
    const { keys, run } = bound("j");
    const event = press(keys, "j");
    expect(run).toHaveBeenCalledOnce();
    expect(event.defaultPrevented).toBe(true);
  });
  it.each([
    ["input", "text"],
    ["textarea", ""],
    ["select", ""],
    ["input", "password"],
  ])("are dead while typing in %s %s", (tag, type) => {
    const { keys, run } = bound("j");
    press(keys, "j", {}, element(tag, type));
    expect(run).not.toHaveBeenCalled();
  });
  it("live while a tick box has the focus", () => {
    const { keys, run } = bound("j");
    press(keys, "j", {}, element("input", "checkbox"));
    expect(run).toHaveBeenCalledOnce();
  });
  it.each([{ isComposing: true }, { keyCode: 229 }])("are dead while composing: %o", (init) => {
    const { keys, run } = bound("j");
    press(keys, "j", init);
    expect(run).not.toHaveBeenCalled();
  });
  it("are dead with Ctrl held", () => {
    const { keys, run } = bound("j");
    press(keys, "j", { ctrlKey: true });
    expect(run).not.toHaveBeenCalled();
  });
});

describe("chords and function keys", () => {
  it.each([
    ["mod+Enter", "Enter", { ctrlKey: true }],
    ["F8", "F8", {}],
    ["alt+2", "2", { altKey: true }],
  ])("%s works while typing", (key, pressed, init) => {
    const { keys, run } = bound(key);
    press(keys, pressed, init, element("input", "text"));
    expect(run).toHaveBeenCalledOnce();
  });
  it("are heard before a control that takes every Enter", () => {
    const { keys, run } = bound("mod+Enter");
    keys.install(window);
    const control = element("div");
    const taken = vi.fn();
    control.addEventListener("keydown", taken);
    control.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", ctrlKey: true, bubbles: true, cancelable: true }));
    expect(run).toHaveBeenCalledOnce();
    expect(taken).not.toHaveBeenCalled();
  });
});

describe("Enter", () => {
  it.each(["button", "a"])("belongs to the %s that has the focus", (tag) => {
    const { keys, run } = bound("Enter");
    press(keys, "Enter", {}, element(tag));
    expect(run).not.toHaveBeenCalled();
  });
});

describe("layers", () => {
  it("Esc closes the top one only", () => {
    const keys = createKeys();
    const first = vi.fn();
    const second = vi.fn();
    keys.open(first, true);
    const { leave } = keys.open(second);
    press(keys, "Escape");
    expect([first.mock.calls.length, second.mock.calls.length]).toEqual([0, 1]);
    leave();
    press(keys, "Escape");
    expect(first).toHaveBeenCalledOnce();
  });
  it("a dialog hides the keys of the page, a popover does not", () => {
    const { keys, run } = bound("j");
    const popover = keys.open(() => {});
    press(keys, "j");
    expect(run).toHaveBeenCalledOnce();
    popover.leave();
    const dialog = keys.open(() => {}, true);
    press(keys, "j");
    expect(run).toHaveBeenCalledOnce();
    dialog.leave();
    press(keys, "j");
    expect(run).toHaveBeenCalledTimes(2);
  });
  it("Esc leaves an open drop-down to itself", () => {
    const keys = createKeys();
    const close = vi.fn();
    keys.open(close, true);
    const select = element("div");
    select.className = "n-base-selection--active";
    const menu = document.createElement("div");
    menu.className = "n-base-select-menu";
    document.body.append(menu);
    press(keys, "Escape", {}, select);
    expect(close).not.toHaveBeenCalled();
    // With its menu gone the drop-down merely has the focus, and Esc is the dialog's.
    menu.remove();
    press(keys, "Escape", {}, select);
    expect(close).toHaveBeenCalledOnce();
  });
  it("the newest binding of a key wins and gives way again", () => {
    const { keys, run } = bound("n");
    const newer = vi.fn();
    const off = keys.register([{ keys: ["n"], label: "n", run: newer }]);
    press(keys, "n");
    off();
    press(keys, "n");
    expect([newer.mock.calls.length, run.mock.calls.length]).toEqual([1, 1]);
  });
  it("a binding that may not run now lets an older one", () => {
    const { keys, run } = bound("n");
    keys.register([{ keys: ["n"], label: "n", run: vi.fn(), when: () => false }]);
    press(keys, "n");
    expect(run).toHaveBeenCalledOnce();
  });
  it("what may never wait is heard through a dialog, behind the dialog's own keys", () => {
    const keys = createKeys();
    const [lock, own] = [vi.fn(), vi.fn()];
    keys.register([{ keys: ["mod+l"], label: "锁定", always: true, run: lock }]);
    const { layer, leave } = keys.open(() => undefined, true);
    press(keys, "l", { ctrlKey: true });
    expect(lock).toHaveBeenCalledOnce();
    keys.register([{ keys: ["mod+l"], label: "别的", run: own }], layer);
    press(keys, "l", { ctrlKey: true });
    expect([lock.mock.calls.length, own.mock.calls.length]).toEqual([1, 1]);
    leave();
    press(keys, "l", { ctrlKey: true });
    expect(lock).toHaveBeenCalledTimes(2);
  });
  it("one Esc closes one level, when a menu closes itself by it, too", () => {
    const keys = createKeys();
    const close = vi.fn();
    const target = new EventTarget();
    keys.install(target as Window);
    keys.open(close);
    const { leave } = keys.open(() => undefined);
    // The menu hears the key before the window does.
    target.addEventListener("keydown", leave, true);
    target.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
    expect(close).not.toHaveBeenCalled();
    target.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
    expect(close).toHaveBeenCalledOnce();
  });
});

describe("what the mouse has pressed", () => {
  const keys = createKeys();
  keys.install(window);
  function clicked(el: HTMLElement, detail: number): boolean {
    el.focus();
    el.dispatchEvent(new MouseEvent("click", { bubbles: true, detail }));
    return document.activeElement === el;
  }
  it("lets go of the focus", () => expect(clicked(element("button"), 1)).toBe(false));
  it("keeps it when a key has pressed it", () => expect(clicked(element("button"), 0)).toBe(true));
  it("keeps it where one types", () => expect(clicked(element("input", "text"), 1)).toBe(true));
  it("keeps it in a dialog", () => {
    const dialog = element("div");
    dialog.setAttribute("role", "dialog");
    const button = dialog.appendChild(document.createElement("button"));
    expect(clicked(button, 1)).toBe(true);
  });
});
