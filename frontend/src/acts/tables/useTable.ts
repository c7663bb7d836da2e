import { onBeforeUnmount, ref } from "vue";
import { tables } from "@/bridge/papers";
import { onEvent } from "@/bridge/runtime";
import type { TableInput } from "@/bridge/types";
import { writeTable } from "@/lib/clipboard";
import { useAct } from "@/lib/load";
import { field, useAsk } from "@/acts/ask/ask";
import type { FormValue } from "@/ui/form/form";

/** A list of the screen that may be taken out of the desk. */
export interface Taken {
  table: "today" | "cases" | "clients" | "bills" | "followups";
  label: string;
  /** How its rows are counted: 件, 项. */
  unit: string;
  /** What is covered in it; "" where nothing is. */
  covered: string;
  /** The list's own input, as it is filtered now. */
  input: () => Partial<TableInput>;
  /** How many rows that keeps, in words. */
  total: () => string;
  /** The keys of the columns on the screen, in their order; left out where the table is always whole. */
  columns?: () => string[];
  /** The rows that are picked; none means all. */
  picked: () => string[];
}

const kinds = [
  { code: "xlsx", label: "Excel 工作簿（.xlsx）" },
  { code: "csv", label: "CSV 文本（.csv）" },
];
const charsets = [
  { code: "utf-8", label: "UTF-8（带标记）" },
  { code: "gb18030", label: "GB18030" },
];

function fields(of: Taken): FormValue[] {
  const asked = [
    field("format", "格式", {
      kind: "choice",
      required: true,
      default: "xlsx",
      options: kinds,
      notes: { xlsx: "金额是数，日期是日期，可以直接合计、排序。", csv: "给别的程序读。用 Excel 直接打开时，证件号码这样的长数字会变样。" },
    }),
    field("charset", "编码", {
      kind: "choice",
      required: true,
      default: "utf-8",
      options: charsets,
      notes: { "utf-8": "新版 Excel、WPS 和多数程序用这个。", gb18030: "旧版 Excel 和只认国标编码的系统用这个。" },
      when: (typed) => typed.format === "csv",
    }),
  ];
  if (of.columns) {
    const which = [
      { code: "screen", label: "和屏幕一样" },
      { code: "all", label: "全部列" },
    ];
    const notes = { screen: "列和次序照“列”里选的。", all: `屏幕上没有的也写出来${of.covered && `，有${of.covered}`}。` };
    asked.push(field("columns", "列", { kind: "choice", required: true, default: "screen", options: which, notes }));
  }
  if (!of.covered) return asked;
  const shown = [
    { code: "covered", label: "打码" },
    { code: "clear", label: "完整" },
  ];
  const notes = {
    covered: `${of.covered}遮去中间几位，和屏幕上一样。`,
    clear: `${of.covered}写全。谁、什么时候导出了完整的，记进操作记录。`,
  };
  return [
    ...asked,
    field("shown", "个人信息", { kind: "choice", required: true, default: "covered", options: shown, notes, when: (typed) => typed.columns !== "screen" }),
  ];
}

/** Takes a list out of the desk: into a file that is asked about, or onto the clipboard as a table. */
export function useTable(of: Taken) {
  const asking = useAsk();
  const copying = useAct();
  /** What came of it. */
  const said = ref("");
  /** Rows that are written by now, while a long table is. */
  const written = ref(0);
  onBeforeUnmount(onEvent("desk:table", (rows) => (written.value = Number(rows))));

  const which = () => (of.picked().length ? `选中的 ${of.picked().length} ${of.unit}` : `筛选出的 ${of.total()} ${of.unit}`);

  function save(): void {
    const only = of.picked();
    said.value = "";
    asking.put({
      title: `导出${of.label}`,
      about: which(),
      confirm: "选位置并导出",
      keep: `table:${of.table}`,
      values: fields(of),
      save: async (typed) => {
        written.value = 0;
        const { path, rows } = await tables.save({
          table: of.table,
          ...of.input(),
          only,
          columns: typed.columns === "all" ? [] : (of.columns?.() ?? []),
          format: typed.format ?? "",
          charset: typed.charset ?? "",
          clear: typed.columns !== "screen" && typed.shown === "clear",
        });
        if (path) said.value = `已存到 ${path}，${rows} 行`;
      },
    });
  }

  const copy = () =>
    copying.run(async () => {
      said.value = "";
      const { text, html, rows } = await tables.copy({ table: of.table, ...of.input(), only: of.picked(), columns: of.columns?.() ?? [] });
      await writeTable(text, html);
      said.value = `已复制 ${rows} 行，可以粘贴到 Excel、WPS、微信`;
    });

  return { of, asking, copying, said, written, save, copy, stop: tables.stop };
}

export type TableActs = ReturnType<typeof useTable>;
