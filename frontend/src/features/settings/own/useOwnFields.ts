import { onBeforeUnmount, onMounted } from "vue";
import { field, useAsk } from "@/acts/ask/ask";
import { onEvent } from "@/bridge/runtime";
import { settings } from "@/bridge/settings";
import type { OwnFieldRow, OwnFieldsView } from "@/bridge/types";
import { useAct, useLoad } from "@/lib/load";

export const abouts = [
  { code: "case", label: "案件" },
  { code: "client", label: "客户" },
];
export const kinds = [
  { code: "text", label: "文字" },
  { code: "number", label: "数字" },
  { code: "day", label: "日期" },
  { code: "choice", label: "选项" },
];
const seals = [
  { code: "clear", label: "不加密：能筛选" },
  { code: "sealed", label: "加密：遮住显示，查看记日志，不能筛选" },
];

/** The desk's own fields: made, changed, put in order, retired and removed. */
export function useOwnFields() {
  const { data: view, error, reload } = useLoad(() => settings.ownFields({ counted: true }));
  const asking = useAsk();
  const act = useAct();
  onMounted(reload);
  onBeforeUnmount(onEvent("desk:changed", () => void reload()));
  const version = () => view.value?.version ?? 0;
  const take = async (answer: Promise<OwnFieldsView>) => void (view.value = await answer);
  const lines = (text: string) => text.split("\n");

  function add(): void {
    asking.put({
      title: "新建自定义字段",
      keep: "ownfield:new",
      values: [
        field("name", "名称", { required: true, hint: "导入的表格里，表头叫这个名称就对上" }),
        field("about", "放在", { kind: "choice", required: true, options: abouts, hint: "存下后不能改" }),
        field("kind", "种类", { kind: "choice", required: true, options: kinds, hint: "存下后不能改" }),
        field("choices", "选项", { kind: "long", hint: "一行一个", when: (typed) => typed.kind === "choice" }),
        field("sealed", "加密", { kind: "choice", required: true, options: seals, hint: "存下后不能改。写个人信息的要加密" }),
      ],
      confirm: "存下",
      version,
      refresh: reload,
      save: (typed, seen) =>
        take(
          settings.saveOwnField({
            id: "",
            name: typed.name ?? "",
            about: typed.about ?? "",
            kind: typed.kind ?? "",
            sealed: typed.sealed === "sealed",
            choices: lines(typed.choices ?? ""),
            retired: false,
            version: seen,
          }),
        ),
    });
  }
  function edit({ field: of }: OwnFieldRow): void {
    asking.put({
      title: `改“${of.name}”`,
      keep: `ownfield:${of.id}`,
      values: [
        field("name", "名称", { required: true, default: of.name }),
        ...(of.kind === "choice"
          ? [field("choices", "选项", { kind: "long", required: true, default: of.choices.join("\n"), hint: "一行一个；去掉的选项，已填的照旧" })]
          : []),
      ],
      confirm: "保存",
      version,
      refresh: reload,
      save: (typed, seen) => take(settings.saveOwnField({ ...of, name: typed.name ?? "", choices: lines(typed.choices ?? ""), version: seen })),
    });
  }
  const turn = ({ field: of }: OwnFieldRow) => act.run(() => take(settings.saveOwnField({ ...of, retired: !of.retired, version: version() })));
  const move = ({ field: of }: OwnFieldRow, by: number) => act.run(() => take(settings.moveOwnField({ id: of.id, by, version: version() })));
  function remove({ field: of, inUse }: OwnFieldRow): void {
    asking.put({
      title: `删除“${of.name}”`,
      text: inUse ? `${inUse} 处填过的内容一起删除，不能撤销。` : "还没有地方填过它。",
      values: [],
      confirm: "删除",
      version,
      refresh: reload,
      save: (_, seen) => take(settings.removeOwnField({ id: of.id, version: seen })),
    });
  }
  return { view, error, asking, act, add, edit, turn, move, remove };
}
