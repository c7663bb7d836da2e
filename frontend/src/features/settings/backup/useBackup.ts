import { onBeforeUnmount, onMounted, shallowRef, watch } from "vue";
import { backup } from "@/bridge/backup";
import { onEvent } from "@/bridge/runtime";
import { useSession } from "@/bridge/session";
import type { BackupInput, BackupView } from "@/bridge/types";
import { settingsDraft } from "@/lib/drafts";
import { useAct, useLoad } from "@/lib/load";

/** The plan of backups, what came of it, and the one that is being made. */
export function useBackup() {
  const { data: view, error, busy, reload } = useLoad(backup.get);
  const saving = useAct();
  const making = useAct();
  /** As it was read first or saved last: a step that is told meanwhile must not take back what is being typed. */
  const plan = shallowRef<BackupInput>();
  const stopFirst = watch(view, (now) => {
    if (!now) return;
    plan.value = now.plan;
    stopFirst();
  });
  onMounted(reload);
  onBeforeUnmount(onEvent("desk:backup", () => void reload()));
  // Another window or a command may have changed the plan. What is being typed stays: saving it tells of the conflict.
  const session = useSession();
  onBeforeUnmount(
    onEvent("desk:changed", async () => {
      await reload();
      const now = view.value?.plan;
      if (now && now.version !== plan.value?.version && !session.unsaved.has(settingsDraft("backup"))) plan.value = now;
    }),
  );

  const answered = async (work: () => Promise<BackupView>) => {
    view.value = await work();
  };
  return {
    view,
    plan,
    error,
    busy,
    reload,
    saving,
    making,
    save: (input: BackupInput) =>
      saving.run(async () => {
        await answered(() => backup.save(input));
        plan.value = view.value!.plan;
      }),
    start: () => making.run(() => answered(backup.start)),
    stop: () => making.run(() => answered(backup.stop)),
  };
}
