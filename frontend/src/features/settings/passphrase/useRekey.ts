import { onBeforeUnmount, onMounted } from "vue";
import { desk } from "@/bridge/desk";
import { onEvent } from "@/bridge/runtime";
import { useAct, useLoad } from "@/lib/load";

/** How far sealing all anew by exchanged keys has come. */
export function useRekey() {
  const { data: view, error, reload } = useLoad(desk.rekeying);
  onMounted(reload);
  onBeforeUnmount(onEvent("desk:rekey", () => void reload()));
  const going = useAct();
  const goOn = () => going.run(async () => (view.value = await desk.rekey()));
  return { view, error, reload, going, goOn };
}
