import { onMounted, ref, shallowRef } from "vue";
import { importing } from "@/bridge/materials";
import type { ImportBatch } from "@/bridge/types";
import { useAct } from "@/lib/load";

/** The latest imports, and the one that is about to be taken back. */
export function useBatches() {
  const list = shallowRef<ImportBatch[]>([]);
  const asked = ref<ImportBatch>();
  const undoing = useAct();

  const load = async () => {
    list.value = await importing.batches().catch(() => list.value); // what is shown stays
  };

  function ask(batch?: ImportBatch): void {
    undoing.error.value = undefined;
    asked.value = batch;
  }

  /** Takes back what was asked about; false where that was refused. */
  async function undo(): Promise<boolean> {
    const batch = asked.value;
    if (!batch) return false;
    const ok = await undoing.run(async () => {
      list.value = await importing.undo(batch.seq);
    });
    if (ok) asked.value = undefined;
    return ok;
  }

  onMounted(load);
  return { list, asked, undoing, load, ask, undo };
}
