import { useRouter } from "vue-router";
import { useKeys } from "./useKeys";

/** Goes back to where one came from by Esc; to `home` when there is no page before. */
export function useBack(home: string, when: () => boolean = () => true): () => void {
  const router = useRouter();
  const back = () => void (typeof router.options.history.state.back === "string" ? router.back() : router.push({ name: home }));
  useKeys([{ keys: ["Escape", "alt+ArrowLeft"], caps: ["Esc"], label: "返回", bar: true, when, run: back }]);
  return back;
}
