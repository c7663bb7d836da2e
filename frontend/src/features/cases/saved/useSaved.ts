import { computed, shallowRef } from "vue";
import { field, useAsk } from "@/acts/ask/ask";
import { views } from "@/bridge/cases";
import type { MadeView, SavedViews } from "@/bridge/types";
import { useAct } from "@/lib/load";
import { noFilter, readLook, writeLook } from "../look";
import type { Cases } from "../useCases";

/** The views that one has made: opened, kept, renamed, dropped and put back. */
export function useSaved(list: Cases) {
  const all = shallowRef<MadeView[]>([]);
  const acting = useAct();
  const asking = useAsk();
  const take = (got: SavedViews) => (all.value = got.views);

  const open = computed(() => all.value.find((one) => one.name === list.made.name));
  const differs = computed(() => open.value !== undefined && writeLook(readLook(open.value.body)) !== writeLook(list.look()));

  /** Reads them; the page opens with the one that is meant for it, once. */
  async function begin(): Promise<void> {
    await acting.run(async () => take(await views.saved()));
    const first = all.value.find((one) => one.first);
    if (first && !list.made.begun) show(first);
    // One that a window beside this has dropped is no longer open.
    else if (!acting.error.value && !open.value) list.made.name = "";
    list.made.begun = true;
  }
  const show = (view: MadeView) => list.show(readLook(view.body), view.name);
  /** Opens the view at the place of a digit. */
  function press(key: string): void {
    const view = all.value[Number(key) - 1];
    if (view) show(view);
  }
  /** Back to the list without a view. */
  function leave(): void {
    list.show({ ...list.look(), filter: noFilter(), sort: "due", desc: list.view.value === "closed" }, "");
  }

  function put(title: string, name: string, save: (name: string) => Promise<unknown>): void {
    asking.put({
      title,
      confirm: "存下",
      values: [field("name", "名称", { required: true, default: name, hint: "最多 20 个字" })],
      save: (typed) => save(typed.name ?? ""),
    });
  }
  /** Keeps what the page looks like under a new name, and opens it. */
  function saveAs(): void {
    put("存成视图", "", async (typed) => {
      const look = list.look();
      take(await views.save({ was: "", name: typed, body: writeLook(look) }));
      list.show(look, typed.trim());
    });
  }
  function rename(): void {
    const was = open.value;
    if (!was) return;
    put("改视图的名称", was.name, async (typed) => {
      take(await views.save({ was: was.name, name: typed, body: was.body }));
      list.made.name = typed.trim();
    });
  }
  const saveBack = () => acting.run(async () => take(await views.save({ was: list.made.name, name: list.made.name, body: writeLook(list.look()) })));
  const setFirst = (name: string) => acting.run(async () => take(await views.setFirst(name)));

  const dropped = shallowRef<{ words: string; undo?: { name: string }; view: MadeView; at: number }>();
  const undoing = useAct();
  async function drop(): Promise<void> {
    const view = open.value;
    if (!view) return;
    const at = all.value.indexOf(view);
    await acting.run(async () => {
      take(await views.drop(view.name));
      dropped.value = { words: `已删除视图“${view.name}”`, undo: { name: `删除视图“${view.name}”` }, view, at };
      leave();
    });
  }
  const line = {
    line: dropped,
    busy: undoing.busy,
    error: undoing.error,
    dismiss: () => (dropped.value = undefined),
    undo: () =>
      undoing.run(async () => {
        const { view, at } = dropped.value!;
        take(await views.putBack({ view, at }));
        show(view);
        dropped.value = undefined;
      }),
  };

  return { all, open, differs, error: acting.error, asking, line, begin, show, press, leave, saveAs, saveBack, rename, setFirst, drop };
}

export type Saved = ReturnType<typeof useSaved>;
