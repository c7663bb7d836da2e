import { onMounted } from "vue";
import { useSession } from "@/bridge/session";
import { settings } from "@/bridge/settings";
import type { LetterheadInput, PriceInput, SettingsView, StaffView } from "@/bridge/types";
import { useAct, useLoad } from "@/lib/load";

/** The desk's settings and saving each part of them. */
export function useSettings() {
  const session = useSession();
  const { data: view, error, busy, reload } = useLoad(settings.get);
  const act = useAct();
  onMounted(reload);

  const keep = (work: () => Promise<SettingsView>) =>
    act.run(async () => {
      view.value = await work();
    });
  return {
    view,
    error,
    busy,
    reload,
    act,
    saveLetterhead: (input: LetterheadInput) => keep(() => settings.saveLetterhead(input)),
    savePrice: (input: PriceInput) => keep(() => settings.savePrice(input)),
    async saveStaff(input: StaffView): Promise<boolean> {
      const done = await keep(() => settings.saveStaff(input));
      // The rail and every choice of 经办 show the names too.
      if (done) await session.load();
      return done;
    },
  };
}
