import { describe, expect, it } from "vitest";
import { nextTick, ref } from "vue";
import { inSetup } from "../testing";
import { useTicks } from "./ticks";

const rows = ["a", "b", "c", "d", "e"];

function start(may?: (key: string) => boolean) {
  const order = ref(rows);
  const at = ref("b");
  const { got, leave } = inSetup(() => useTicks(() => order.value, may));
  const bound = got.bindings(
    () => at.value,
    (key) => (at.value = key),
  );
  const key = (name: string) => {
    const found = bound.find((b) => b.keys.includes(name) && (b.when?.() ?? true));
    found?.run(name, {} as KeyboardEvent);
    return found !== undefined;
  };
  const click = (row: string, shiftKey = false) => got.press(row, { shiftKey } as MouseEvent);
  return { got, order, at, key, click, leave };
}

describe("rows that are picked", () => {
  it.each([
    ["Space picks and lets go", ["Space", "Space"], []],
    ["X is the same", ["x"], ["b"]],
    ["Shift takes the next rows along", ["shift+ArrowDown", "shift+ArrowDown"], ["b", "c", "d"]],
    ["and gives them back on the way back", ["shift+ArrowDown", "shift+ArrowDown", "shift+ArrowUp"], ["b", "c"]],
    ["and goes on over the row it began at", ["shift+ArrowDown", "shift+ArrowUp", "shift+ArrowUp"], ["a", "b"]],
    ["Esc lets all go", ["shift+ArrowDown", "Escape"], []],
    ["and after it a range begins anew", ["shift+ArrowDown", "Escape", "shift+ArrowDown"], ["c", "d"]],
  ])("%s", (_, strokes, want) => {
    const { got, key, leave } = start();
    strokes.forEach(key);
    expect(got.picked.value).toEqual(want);
    leave();
  });
  it("leaves Esc to others while none is picked", () => {
    const { key, leave } = start();
    expect(key("Escape")).toBe(false);
    leave();
  });
  it("picks by a click, and with Shift all from the last one", () => {
    const { got, click, leave } = start();
    click("e");
    click("b");
    click("d", true);
    expect(got.picked.value).toEqual(["b", "c", "d", "e"]);
    click("c", true);
    expect(got.picked.value).toEqual(["b", "c", "e"]);
    leave();
  });
  it("passes over rows that can't be picked", () => {
    const { got, at, key, leave } = start((row) => row !== "b" && row !== "d");
    expect(key("x")).toBe(false);
    at.value = "c";
    for (const stroke of ["x", "shift+ArrowDown", "shift+ArrowDown"]) key(stroke);
    expect(got.picked.value).toEqual(["c", "e"]);
    leave();
  });
  it("picks no row that is gone", async () => {
    const { got, order, click, leave } = start();
    click("a");
    click("d");
    order.value = ["a", "b"];
    await nextTick();
    expect(got.picked.value).toEqual(["a"]);
    leave();
  });
});
