import { computed, onBeforeUnmount, onMounted, reactive, ref, watch } from "vue";
import { audit } from "@/bridge/audit";
import { onEvent } from "@/bridge/runtime";
import type { AuditRow, AuditView } from "@/bridge/types";
import { usePause } from "@/lib/delayed";
import { usePages } from "@/lib/list/pages";
import { useAct } from "@/lib/load";

const pageSize = 50;

/** What was done on the desk, page by page, by what it is filtered. */
export function useAudit() {
  const asked = reactive({ from: "", to: "", staff: "", kind: "", number: "", text: "" });
  const typed = () => ({ ...asked, from: asked.from.trim(), to: asked.to.trim(), number: asked.number.trim(), text: asked.text.trim() });
  const filtered = computed(() => Object.values(typed()).some(Boolean));
  const list = usePages<AuditRow, AuditView>((cursor) => audit.list({ ...typed(), cursor, pageSize }));
  onMounted(list.restart);
  // Typing waits for a pause, a choice does not.
  const typing = usePause();
  watch(
    () => [asked.from, asked.to, asked.number, asked.text],
    () => typing.after(list.restart),
  );
  watch(
    () => [asked.staff, asked.kind],
    () => void list.restart(),
  );
  onBeforeUnmount(onEvent("desk:changed", () => void list.reload()));

  const saving = useAct();
  /** Where it was saved. */
  const notice = ref("");
  const take = () =>
    saving.run(async () => {
      const { path } = await audit.export({ ...typed(), cursor: "", pageSize: 0 });
      notice.value = path ? `已存到 ${path}` : "";
      await list.reload();
    });
  return { ...list, asked, filtered, take, saving, notice };
}
