import { ref, shallowRef } from "vue";
import { rulebook } from "@/bridge/rulebook";
import type { HistoryLine, RulebookView } from "@/bridge/types";
import { useAct } from "@/lib/load";
import { field, useAsk } from "@/acts/ask/ask";
import { keyOf, type RuleEntry } from "./entries";

/** What can be done with an entry as it stands: confirm it, go back to the release's, look at what was changed. */
export function useEntryActs(how: {
  find: (key: string) => RuleEntry | undefined;
  reload: () => Promise<unknown>;
  /** Takes what a change answers with. */
  keep: (view: RulebookView) => unknown;
  /** It went back to the release's, or away. */
  restored: () => void;
}) {
  const asking = useAsk();
  const reading = useAct();
  const changes = shallowRef<{ name: string; lines: HistoryLine[] }>();
  const shown = ref(false);

  const seqOf = (entry: RuleEntry) => how.find(keyOf(entry.about))?.provenance.seq ?? 0;

  function confirm(entry: RuleEntry): void {
    asking.put({
      title: `核实“${entry.name}”`,
      text: `${entry.now ? `现在是 ${entry.now}。` : ""}已向管局、腾讯云或公安问过，没有变。只记核实，别的都不动。`,
      values: [field("on", "哪天核实的", { kind: "day", happened: true, hint: "空着就是今天" })],
      confirm: "记为已核实",
      keep: ["confirm", entry.about.kind, entry.about.scope, entry.about.code].join(":"),
      width: 440,
      version: () => seqOf(entry),
      refresh: how.reload,
      save: async (typed, seq) => how.keep(await rulebook.confirm({ ...entry.about, seq, on: typed.on ?? "" })),
    });
  }

  function restore(entry: RuleEntry): void {
    const then = "只影响新开的案件；在办案件要到“影响”里勾选。";
    asking.put({
      title: entry.own ? `删去“${entry.name}”` : `恢复“${entry.name}”`,
      text:
        entry.about.kind === "text"
          ? "换回随软件的文字。本台写的留在改动记录里。"
          : entry.own
            ? `本台加的这一条不再用，改动记录里还查得到。${then}`
            : `${entry.base ? `换回随软件的 ${entry.base}。` : "换回随软件的内容。"}${then}`,
      values: [],
      confirm: entry.own ? "删去" : "恢复",
      width: 440,
      version: () => seqOf(entry),
      refresh: how.reload,
      save: async (_, seq) => {
        const view = await rulebook.restore({ ...entry.about, seq });
        how.restored();
        await how.keep(view);
      },
    });
  }

  const history = (entry: RuleEntry) =>
    reading.run(async () => {
      changes.value = undefined;
      shown.value = true;
      changes.value = { name: entry.name, lines: (await rulebook.history(entry.about)).lines };
    });

  return { asking, reading, changes, shown, confirm, restore, history };
}

export type EntryActs = ReturnType<typeof useEntryActs>;
