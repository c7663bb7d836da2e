import { computed, onBeforeUnmount, onMounted } from "vue";
import { onEvent } from "@/bridge/runtime";
import { settings } from "@/bridge/settings";
import type { OwnCells, OwnFieldRow } from "@/bridge/types";
import type { Column } from "@/lib/list/columns";
import { useLoad } from "@/lib/load";

/** Begins the key of a column of an own field. */
const prefix = "own:";

/** The desk's own fields as a list of cases or clients has them: columns behind its own, and what stands in them. */
export function useOwnColumns(about: "case" | "client") {
  const { data: view, reload } = useLoad(() => settings.ownFields({ counted: false }));
  onMounted(reload);
  onBeforeUnmount(onEvent("desk:changed", () => void reload()));

  const columns = computed<Column[]>(() => [
    ...(view.value?.tags.length ? [{ key: "tags", title: "标签", width: 120, drop: 9 }] : []),
    ...(view.value?.fields ?? [])
      .filter(({ field }) => field.about === about && !field.retired)
      .map(({ field }, i) => ({ key: prefix + field.id, title: field.name, width: 104, drop: 10 + i })),
  ]);
  const cell = (own: OwnCells, key: string): string => (key === "tags" ? own.tags.join("、") : (own.values[key.slice(prefix.length)] ?? ""));

  return { view, columns, cell };
}

/** Values of own fields as a filter keeps them, "field=value", as they are asked for: by field. */
export function ownFilter(kept: string[]): Record<string, string[]> {
  const by: Record<string, string[]> = {};
  for (const one of kept) {
    const at = one.indexOf("=");
    (by[one.slice(0, at)] ??= []).push(one.slice(at + 1));
  }
  return by;
}

/** Whether a field is there to filter by: one with values in use, and any that is filtered by, so that this can be cleared. */
export function ownFiltered({ field, values }: OwnFieldRow, kept: Record<string, string[]>): boolean {
  return !!kept[field.id] || (!field.retired && !field.sealed && values.length > 0);
}
