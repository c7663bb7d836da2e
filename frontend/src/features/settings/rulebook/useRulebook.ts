import { computed, onMounted } from "vue";
import { rulebook } from "@/bridge/rulebook";
import type { ClockSave, RulebookView, TextSave } from "@/bridge/types";
import { useAct, useLoad } from "@/lib/load";
import { clockEntry, keyOf, textEntry, type RuleEntry } from "./entries";

/** Clocks, texts and the list of rule packs: what the release brings and what the desk has changed. */
export function useRulebook() {
  const { data: view, error, busy, reload } = useLoad(rulebook.get);
  const act = useAct();
  onMounted(reload);

  const keep = (work: () => Promise<RulebookView>) =>
    act.run(async () => {
      view.value = await work();
    });
  const clocks = computed(() => [...(view.value?.clocks ?? []), ...(view.value?.agreed ?? []), ...(view.value?.ages ?? [])]);

  return {
    view,
    error,
    busy,
    reload,
    act,
    clocks,
    saveClock: (input: ClockSave) => keep(() => rulebook.saveClock(input)),
    saveText: (input: TextSave) => keep(() => rulebook.saveText(input)),
    /** A clock or a text as it stands now. */
    entry: (key: string): RuleEntry | undefined =>
      [...clocks.value.map(clockEntry), ...(view.value?.texts ?? []).map(textEntry)].find((t) => keyOf(t.about) === key),
  };
}

export type Rulebook = ReturnType<typeof useRulebook>;
