import { afterEach, expect, it } from "vitest";
import { createApp, nextTick } from "vue";
import { keys } from "@/lib/keys";
import AppShell from "./AppShell.vue";

afterEach(() => document.body.replaceChildren());

/** Presses Ctrl+Shift+V with the focus in what a page holds; tells whether it was taken, and how often a paste was asked for. */
async function pasteIn(html: string): Promise<[boolean, number]> {
  let asked = 0;
  const home = document.createElement("div");
  const page = document.createElement("div");
  page.innerHTML = html;
  document.body.append(home, page);
  const app = createApp(AppShell, { entries: [], active: "", onPaste: () => asked++ });
  app.mount(home);
  await nextTick();
  page.querySelector<HTMLElement>("input, textarea, button")?.focus();
  const event = new KeyboardEvent("keydown", { key: "V", ctrlKey: true, shiftKey: true, cancelable: true });
  keys.handle(event);
  app.unmount();
  return [event.defaultPrevented, asked];
}

it.each(["<input>", "<textarea></textarea>"])("leaves Ctrl+Shift+V to a field that somebody writes in: %s", async (html) => {
  expect(await pasteIn(html)).toEqual([false, 0]);
});

it.each(["", "<button></button>", "<section data-paste><textarea></textarea></section>"])("takes a text in from elsewhere: %s", async (html) => {
  expect(await pasteIn(html)).toEqual([true, 1]);
});
