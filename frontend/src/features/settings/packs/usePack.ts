import { ref, watch } from "vue";
import { rulebook } from "@/bridge/rulebook";
import type { RuleSave } from "@/bridge/types";
import { useAct, useLoad } from "@/lib/load";
import { keyOf, ruleEntry, type RuleEntry } from "../rulebook/entries";
import type { Rulebook } from "../rulebook/useRulebook";

/** The rules of one pack. Its counts stand in the list of packs, which is read anew after each change. */
export function usePack(book: Rulebook) {
  const scope = ref("");
  const { data: pack, error, busy, reload } = useLoad(() => rulebook.pack(scope.value));
  const act = useAct();
  watch(scope, reload, { immediate: true });

  const save = (input: RuleSave) =>
    act.run(async () => {
      pack.value = await rulebook.saveRule(input);
      await book.reload();
    });
  return {
    scope,
    pack,
    error,
    busy,
    reload,
    act,
    save,
    /** A rule as it stands now. */
    entry: (key: string): RuleEntry | undefined => pack.value?.rules.map((r) => ruleEntry(pack.value!.scope, r)).find((t) => keyOf(t.about) === key),
    /** A rule of another pack, to be copied: "33/local-phone". */
    async model(code: string) {
      const cut = code.indexOf("/");
      const from = await rulebook.pack(code.slice(0, cut));
      return from.rules.find((r) => r.code === code.slice(cut + 1));
    },
  };
}
