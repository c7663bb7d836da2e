import { computed, ref, shallowRef, watch } from "vue";
import { drafts } from "@/lib/drafts";
import { defaults, type FormValue } from "./form";

/** A field as far as keeping it goes. */
export type KeptField = Pick<FormValue, "key" | "kind" | "default">;

/** A day or time that means another once the day is over: 今天, 08:40. */
const relative = (value: KeptField, text: string) => (value.kind === "day" || value.kind === "moment") && !/\d{4}/.test(text);

/**
 * Keeps what is typed into a form under its key, and puts it back when the same is asked
 * again. Only what was changed is kept, so that it goes on top of what is stored by then;
 * a password is not.
 */
export function useKept(key: () => string, values: () => KeptField[], typed: Record<string, string>) {
  /** What the fields began with. */
  const first = shallowRef<Record<string, string>>({});
  /** Left of other fields of the same thing, which this form does not show. */
  let rest: Record<string, string> = {};
  const live = ref(false);
  /** When what was put back had been typed; "" when nothing was. */
  const back = ref("");
  const changed = (): Record<string, string> => Object.fromEntries(Object.entries(typed).filter(([k, text]) => text !== (first.value[k] ?? "")));
  const dirty = computed(() => live.value && Object.keys(changed()).length > 0);

  function fill(more: Record<string, string> = {}): void {
    for (const one of Object.keys(typed)) delete typed[one];
    Object.assign(typed, first.value, more);
  }
  /** The question is put: its first values, and on top what was left of it. */
  function begin(): void {
    first.value = defaults(values());
    const had = key() ? drafts.get(key()) : undefined;
    const left = had ? (JSON.parse(had.body) as Record<string, string>) : {};
    const kept = values().filter((v) => left[v.key] !== undefined && (had?.today || !relative(v, left[v.key]!)));
    rest = Object.fromEntries(Object.entries(left).filter(([k]) => !values().some((v) => v.key === k)));
    fill(Object.fromEntries(kept.map((v) => [v.key, left[v.key]!])));
    back.value = kept.length ? had?.at || "刚才" : "";
    live.value = true;
  }
  /** Keeps these, and forgets the draft when there are none. */
  function keep(now: Record<string, string>): void {
    const secret = new Set(
      values()
        .filter((v) => v.kind === "secret")
        .map((v) => v.key),
    );
    const left = Object.entries({ ...rest, ...now }).filter(([k]) => !secret.has(k));
    if (left.length) drafts.put(key(), JSON.stringify(Object.fromEntries(left)));
    else drafts.drop(key());
  }
  watch(
    () => (live.value && key() ? JSON.stringify(changed()) : ""),
    (now) => live.value && now && keep(JSON.parse(now) as Record<string, string>),
  );
  /** The question is over; what was saved or discarded is forgotten. */
  function end(over: boolean): void {
    live.value = false;
    back.value = "";
    if (over && key()) keep({});
    void drafts.flush();
  }
  /** Takes what was put back away again. */
  function discard(): void {
    first.value = defaults(values());
    fill();
    back.value = "";
  }
  /** Whether a field holds something else than it began with. */
  const touched = (of: string): boolean => typed[of] !== (first.value[of] ?? "");
  /** Fills a field from elsewhere without calling it typed. */
  function put(of: string, text: string): void {
    first.value = { ...first.value, [of]: text };
    typed[of] = text;
  }
  return { back, dirty, begin, end, discard, touched, put };
}
