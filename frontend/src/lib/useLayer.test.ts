import { afterEach, describe, expect, it } from "vitest";
import { nextTick, ref } from "vue";
import { inSetup } from "./testing";
import { useLayer } from "./useKeys";

afterEach(() => document.body.replaceChildren());
const input = () => document.body.appendChild(document.createElement("input"));

async function layer(leave: (field: HTMLInputElement) => void): Promise<Element | null> {
  const shown = ref(false);
  inSetup(() => useLayer(shown, () => undefined, { modal: true }));
  shown.value = true;
  await nextTick();
  const field = input();
  field.focus();
  leave(field);
  shown.value = false;
  await nextTick();
  return document.activeElement;
}

describe("the focus when a layer closes", () => {
  it("goes back to where it was", async () => {
    const before = input();
    before.focus();
    expect(await layer(() => undefined)).toBe(before);
  });
  it("leaves the layer's field where it was nowhere, before that is taken out of the page", async () => {
    expect(await layer(() => undefined)).toBe(document.body);
  });
  it("leaves it, too, where what had it is gone", async () => {
    const before = input();
    before.focus();
    expect(await layer(() => before.remove())).toBe(document.body);
  });
});
