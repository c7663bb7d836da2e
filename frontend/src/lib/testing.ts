// Help for tests: a stand-in for the bound services, and a home for composables.
import { createPinia, setActivePinia } from "pinia";
import { createApp, nextTick, type App } from "vue";
import { drafts } from "./drafts";

type Answer = (input: never) => unknown;

/** Puts services where the window would; the answer lists every call made. A thrown object becomes Go's JSON text. */
export function fakeGo(services: Record<string, Record<string, Answer>>): { method: string; input: unknown }[] {
  const calls: { method: string; input: unknown }[] = [];
  const app = Object.fromEntries(
    Object.entries(services).map(([service, methods]) => [
      service,
      Object.fromEntries(
        Object.entries(methods).map(([name, answer]) => [
          name,
          async (input: unknown) => {
            calls.push({ method: `${service}.${name}`, input: JSON.parse(JSON.stringify(input)) as unknown });
            try {
              return await answer(input as never);
            } catch (thrown) {
              throw thrown instanceof Error ? thrown : JSON.stringify({ field: "", reference: "", ...(thrown as object) });
            }
          },
        ]),
      ),
    ]),
  );
  (window as unknown as { go: unknown }).go = { app };
  return calls;
}

/** Runs a composable inside a mounted component with a store of its own. */
export function inSetup<T>(use: () => T): { got: T; app: App; leave: () => void } {
  let got!: T;
  drafts.close(); // what an earlier test has typed
  const app = createApp({
    setup() {
      got = use();
      return () => null;
    },
  });
  const pinia = createPinia();
  setActivePinia(pinia);
  app.use(pinia).mount(document.createElement("div"));
  return { got, app, leave: () => app.unmount() };
}

/** Waits until promises that are already due, and what they change on the page, are through. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 30; i++) await Promise.resolve();
  await nextTick();
}
