import { computed, onBeforeUnmount, onMounted, reactive, ref } from "vue";
import { field, useAsk } from "@/acts/ask/ask";
import { retention } from "@/bridge/retention";
import { onEvent } from "@/bridge/runtime";
import type { RetentionLine, RetentionView } from "@/bridge/types";
import { useLoad } from "@/lib/load";

/** How long each kind is kept, what is due of it, and removing what is picked. */
export function useRetention() {
  const { data: view, error, busy, reload } = useLoad(retention.list);
  const asking = useAsk();
  onMounted(reload);
  onBeforeUnmount(onEvent("desk:changed", () => void reload()));

  const lines = computed(() => view.value?.lines ?? []);
  const ours = computed(() => lines.value.filter((line) => line.staff));
  const others = computed(() => lines.value.filter((line) => !line.staff));

  /** Which kind is laid open, and what is picked of each. */
  const open = ref("");
  const picked = reactive(new Map<string, Set<string>>());
  const of = (line: RetentionLine) => line.items.filter((item) => picked.get(line.code)?.has(item.id));
  function pick(line: RetentionLine, ids: string[], on: boolean): void {
    const now = new Set(picked.get(line.code));
    for (const id of ids) {
      if (on) now.add(id);
      else now.delete(id);
    }
    picked.set(line.code, now);
  }

  /** What was done last. */
  const notice = ref("");
  function purge(line: RetentionLine): void {
    const items = of(line);
    asking.put({
      title: `清除${line.label}`,
      about: items.length > 3 ? `${items.length} 项` : items.map((item) => item.label).join("；"),
      text: `${line.gone}。清除后不能恢复；备份里的到期才没有。`,
      confirm: `清除 ${items.length} 项`,
      keep: `purge:${line.code}`,
      width: 520,
      values: [field("reason", "原因", { kind: "long", required: true, default: "保存期满", hint: "写进操作记录，不写姓名和号码" })],
      save: async (typed) => {
        let now: RetentionView | undefined;
        try {
          now = await retention.purge({ kind: line.code, items: items.map((item) => item.id), reason: typed.reason ?? "" });
        } finally {
          // What went before one was refused stays gone.
          picked.delete(line.code);
          if (!now) await reload();
        }
        view.value = now;
        notice.value = `已清除${line.label} ${items.length} 项`;
      },
    });
  }

  return { view, error, busy, reload, asking, ours, others, open, of, pick, purge, notice };
}
