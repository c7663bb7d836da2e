import { onBeforeUnmount, shallowRef, watch } from "vue";
import { days, type DateKind, type Month, type Understood } from "@/lib/days";

/** After the last key; short enough to seem at once, long enough not to ask for each letter. */
const pauseMs = 100;

/**
 * What a typed day or time means. It is told of the text that stands in the field and of no
 * other: the answer about an older text is dropped. A reading that fails says nothing; what
 * is saved is read again and judged then.
 */
export function useDate(field: { text: () => string; kind: () => DateKind; happened: () => boolean; put: (text: string) => void }) {
  const got = shallowRef<Understood & { of: string }>();
  const month = shallowRef<Month>();
  let pause: ReturnType<typeof setTimeout> | undefined;

  const ask = (text: string, step: number) => days().read({ text, kind: field.kind(), happened: field.happened(), step });

  async function read(): Promise<void> {
    clearTimeout(pause);
    const text = field.text();
    if (text.trim() === "" || got.value?.of === text) return;
    const now = await ask(text, 0).catch(() => undefined);
    if (now && field.text() === text) got.value = { ...now, of: text };
  }
  watch(
    field.text,
    (now) => {
      clearTimeout(pause);
      if (now.trim() !== "" && got.value?.of !== now) pause = setTimeout(() => void read(), pauseMs);
    },
    { immediate: true },
  );
  onBeforeUnmount(() => clearTimeout(pause));

  /** What is known of the text that stands there; undefined while it is not read. */
  const understood = (): Understood | undefined => (got.value?.of === field.text() ? got.value : undefined);

  /** Writes what was understood into the field. */
  function write(now: Understood): void {
    got.value = { ...now, of: now.text };
    field.put(now.text);
  }

  // One after the other: a key held down goes a day further each time.
  let turn = Promise.resolve();
  const after = (work: () => Promise<void>) => (turn = turn.then(work).catch(() => undefined));

  /** Goes some days on. A step into what may not be is none. */
  const step = (by: number) =>
    after(async () => {
      const text = field.text();
      const now = await ask(text, by);
      if (now.text !== "" && field.text() === text) write(now);
    });

  /** The small month, pointing at what was typed, or else at today. */
  const open = () =>
    after(async () => {
      await read();
      const day = /^\d{4}-\d{2}-\d{2}/.exec(understood()?.text ?? "")?.[0] ?? "";
      month.value = await days().month({ day, days: 0, months: 0 });
    });
  const close = () => (month.value = undefined);

  const move = (by: { days?: number; months?: number }) =>
    after(async () => {
      const from = month.value;
      if (from) month.value = await days().month({ day: from.day, days: 0, months: 0, ...by });
    });

  /** Takes a day; a time of day that was typed stays. */
  const choose = (day?: string) =>
    after(async () => {
      const taken = day ?? month.value?.day;
      if (!taken) return;
      const clock = field.kind() === "moment" ? (/ \d{2}:\d{2}$/.exec(understood()?.text ?? "")?.[0] ?? "") : "";
      const now = await ask(taken + clock, 0);
      if (now.text === "") return;
      write(now);
      close();
    });

  return { understood, month, read, step, open, close, move, choose };
}
