import { ref, shallowRef } from "vue";
import { rulebook } from "@/bridge/rulebook";
import type { HistoryLine, RulebookView } from "@/bridge/types";
import { useAct } from "@/lib/load";
import { field, useAsk } from "@/acts/ask/ask";
import { keyOf, type RuleEntry } from "./entries";

/** What can be done with entries as they stand: confirm them, take that back, go back to the release's, look at what was changed. */
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
  const withdrawing = useAct();
  /** What was confirmed just now, and of what that may be taken back. */
  const done = shallowRef<{ words: string; keys: string[] }>();
  const changes = shallowRef<{ name: string; lines: HistoryLine[] }>();
  const shown = ref(false);

  const seqOf = (entry: RuleEntry) => how.find(keyOf(entry.about))?.provenance.seq ?? 0;

  /** As they were shown: what a colleague changes meanwhile is read before it is confirmed. */
  const refsOf = (all: RuleEntry[]) => all.map((entry) => ({ ...entry.about, seq: seqOf(entry) }));

  /** One, or several with one day and one note: each is confirmed by itself. */
  function confirm(all: RuleEntry[], confirmed: () => void = () => {}): void {
    const [entry] = all;
    if (!entry) return;
    const one = all.length === 1;
    let of = refsOf(all);
    const names = all.slice(0, 5).map((e) => `“${e.name}”`);
    const rest = all.length > names.length ? `等 ${all.length} 条` : "";
    asking.put({
      title: one ? `核实“${entry.name}”` : `核实 ${all.length} 条`,
      text: one
        ? `${entry.now ? `现在是 ${entry.now}。` : ""}已向管局、腾讯云或公安问过，没有变。只记核实，别的都不动。`
        : `${names.join("、")}${rest}。已向管局、腾讯云或公安问过，都没有变。每一条各记一次核实，别的都不动。`,
      values: [
        field("confirmed", "哪天核实的", { kind: "day", happened: true, hint: "空着就是今天" }),
        field("note", "说明", { hint: one ? "问的谁、怎么答的，记在改动记录里" : "问的谁、怎么答的，每一条都记上" }),
      ],
      confirm: "记为已核实",
      keep: one ? ["confirm", entry.about.kind, entry.about.scope, entry.about.code].join(":") : `confirm:several:${entry.about.kind}:${entry.about.scope}`,
      width: 440,
      refresh: async () => {
        await how.reload();
        of = refsOf(all);
      },
      save: async (typed) => {
        const view = await rulebook.confirm({ of, confirmed: typed.confirmed ?? "", note: typed.note ?? "" });
        await how.keep(view);
        withdrawing.error.value = undefined;
        done.value = { words: one ? `已核实“${entry.name}”` : `已核实 ${all.length} 条`, keys: all.map((e) => keyOf(e.about)) };
        confirmed();
      },
    });
  }

  /** Takes back what was confirmed just now. */
  const undo = () =>
    withdrawing.run(async () => {
      const all = (done.value?.keys ?? []).flatMap((key) => how.find(key) ?? []);
      if (all.length === 0) return;
      await how.keep(await rulebook.withdraw(refsOf(all)));
      done.value = { words: all.length === 1 ? `已撤销核实“${all[0]!.name}”` : `已撤销 ${all.length} 条的核实`, keys: [] };
    });
  function dismiss(): void {
    done.value = undefined;
  }

  /** Takes the last confirmation of an entry back, whenever it was. */
  function withdraw(entry: RuleEntry): void {
    asking.put({
      title: `撤销核实“${entry.name}”`,
      text: `${entry.provenance.confirmed} 的核实不再算数；更早核实过的，回到更早那次。改动记录里还查得到。`,
      values: [],
      confirm: "撤销核实",
      width: 440,
      version: () => seqOf(entry),
      refresh: how.reload,
      save: async (_, seq) => {
        dismiss();
        await how.keep(await rulebook.withdraw([{ ...entry.about, seq }]));
      },
    });
  }

  function restore(entry: RuleEntry): void {
    const then = "只影响新开的案件；在办案件要到“影响”里勾选。";
    asking.put({
      title: entry.own ? `删去“${entry.name}”` : `恢复“${entry.name}”`,
      text:
        entry.about.kind === "text" || entry.about.kind === "phrase"
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

  return { asking, reading, withdrawing, changes, shown, done, confirm, undo, dismiss, withdraw, restore, history };
}

export type EntryActs = ReturnType<typeof useEntryActs>;
