import { onBeforeUnmount, onMounted, ref, shallowRef } from "vue";
import { onEvent } from "@/bridge/runtime";
import { settings } from "@/bridge/settings";
import type { LoadRow } from "@/bridge/types";
import { useAct, useLoad } from "@/lib/load";

/** What was handed over just now, to be taken back. */
interface Gone {
  from: LoadRow;
  to: LoadRow;
  cases: string[];
}

/** What each 经办 has in hand, and all of one's cases handed to another. */
export function useHandOver() {
  const { data, error, reload } = useLoad(settings.loads);
  const act = useAct();
  const gone = shallowRef<Gone>();
  const said = ref("");
  onMounted(reload);
  onBeforeUnmount(onEvent("desk:changed", () => void reload()));
  const of = (id: string) => data.value?.rows.find((row) => row.id === id);

  async function send(from: LoadRow, to: LoadRow, note: string, only: string[]): Promise<boolean> {
    said.value = "";
    return act.run(async () => {
      const { cases, loads } = await settings.handOver({ from: from.id, to: to.id, note, only });
      data.value = loads;
      gone.value = only.length > 0 || !from.active ? undefined : { from, to, cases };
      const stayed = only.length - cases.length;
      said.value =
        only.length > 0
          ? `${cases.length} 件已交还${to.name}${stayed > 0 ? `，${stayed} 件后来办结或又交给了别人，没有动` : ""}。`
          : `已把 ${cases.length} 件在办案件交给${to.name}。`;
    });
  }
  /** Who is away until when, and who looks after his cases; without an end he is back. */
  const away = (staff: string, from: string, until: string, cover: string): Promise<boolean> =>
    act.run(async () => {
      said.value = "";
      data.value = await settings.saveAbsence({ staff, from, until, cover });
    });
  return {
    away,
    loads: data,
    error,
    act,
    gone,
    said,
    of,
    handOver: (from: string, to: string, note: string) => send(of(from)!, of(to)!, note, []),
    takeBack: () => send(gone.value!.to, gone.value!.from, "撤销交接", gone.value!.cases),
  };
}
