import { onBeforeUnmount, onMounted, watch } from "vue";
import { field, useAsk } from "@/acts/ask/ask";
import { clients } from "@/bridge/clients";
import { onEvent } from "@/bridge/runtime";
import type { OwnRow } from "@/bridge/types";
import { splitTags } from "@/lib/list/tags";
import { useLoad } from "@/lib/load";

const kinds: Record<string, string> = { day: "day", choice: "choice" };

/** A form field for a field of the desk's own. A choice that is no longer offered stays where it is. */
function formField(row: OwnRow) {
  const options = [...new Set([...row.field.choices, ...(row.value && row.field.kind === "choice" && !row.token ? [row.value] : [])])];
  if (row.token && row.field.kind === "choice") options.unshift(row.value);
  return field(`values.${row.field.id}`, row.field.name, {
    kind: row.token ? "text" : (kinds[row.field.kind] ?? "text"),
    default: row.value,
    options: options.map((code) => ({ code, label: code })),
    hint: row.field.retired ? "已停用，只能清空" : row.token ? "已填，加密保存；不改就留着星号" : row.field.sealed ? "加密保存，显示时遮住" : "",
  });
}

/** Tags and own fields of a case or a client, and changing them; `saved` is told once they were. */
export function useOwn(of: () => { caseId: string; clientId: string }, stamp: () => unknown, saved: () => unknown) {
  const { data: view, error, reload } = useLoad(() => clients.own(of()));
  const asking = useAsk();
  onMounted(reload);
  watch(stamp, () => void reload());
  onBeforeUnmount(onEvent("desk:changed", () => void reload()));

  function edit(): void {
    const now = view.value;
    if (!now) return;
    const others = now.offers.filter((tag) => !now.tags.includes(tag));
    const offers = others.slice(0, 8).join("、") + (others.length > 8 ? " 等" : "");
    asking.put({
      title: "标签和自定义字段",
      keep: `own:${of().caseId || of().clientId}`,
      values: [
        field("tags", "标签", {
          default: now.tags.join("、"),
          hint: `用顿号隔开；不加密，别写个人信息${offers ? `。用过的：${offers}` : ""}`,
        }),
        ...now.rows.map(formField),
      ],
      confirm: "保存",
      version: () => view.value?.version ?? 0,
      refresh: reload,
      // Only what differs from what the form began with: a colleague's save in between keeps the rest.
      save: async (typed, version) => {
        const values = Object.fromEntries(
          now.rows.flatMap((row) => {
            const text = typed[`values.${row.field.id}`] ?? row.value;
            return text === row.value.trim() ? [] : [[row.field.id, text]];
          }),
        );
        const tags = splitTags(typed.tags ?? "");
        view.value = await clients.setOwn({ ...of(), keepTags: tags.join("、") === now.tags.join("、"), tags, values, version });
        await saved();
      },
    });
  }
  /** A sealed value in full; the look is logged. */
  const reveal = (row: OwnRow) => async () => (await clients.reveal({ token: row.token, caseId: of().caseId, use: "show" })).value;

  return { view, error, asking, edit, reveal };
}
