import { onBeforeUnmount, onMounted, ref, watch } from "vue";
import { useRouter } from "vue-router";
import { followups } from "@/bridge/cases";
import { onEvent } from "@/bridge/runtime";
import type { DecidedView, FollowupRow } from "@/bridge/types";
import { field, type Asking } from "@/acts/ask/ask";
import { reason, remark } from "@/acts/record/form";
import { useAct, useLoad } from "@/lib/load";
import type { CaseDesk } from "../useCase";

/** What follows the case: what stands, what is decided of it, and the case that comes of it. */
export function useFollowups(desk: CaseDesk, asking: Asking) {
  const router = useRouter();
  const { data: sheet, error, reload } = useLoad(() => followups.of(desk.id));
  onMounted(reload);
  onBeforeUnmount(onEvent("desk:changed", () => void reload()));
  watch(
    () => desk.view.value?.version,
    () => void reload(),
  );
  const about = () => `${desk.view.value?.client} ・ ${desk.view.value?.number}`;

  /** What was decided last on this page, to be taken back. */
  const last = ref<{ id: string; words: string }>();
  const undoing = useAct();
  async function take(words: string, save: Promise<DecidedView>): Promise<void> {
    const got = await save;
    sheet.value = got.sheet;
    last.value = { id: got.id, words };
    await desk.reload();
  }
  const undo = (id: string) =>
    undoing.run(async () => {
      sheet.value = (await followups.undo({ caseId: desk.id, id })).sheet;
      last.value = undefined;
      await desk.reload();
    });

  const done = (row: FollowupRow) =>
    asking.put({
      title: "记完成",
      about: about(),
      text: row.renews ? `${row.label}，原来到 ${row.day}` : `${row.label}，${row.day}${row.yearly ? "；明年这一天再列出来" : ""}`,
      confirm: "记完成",
      keep: `followup:${desk.id}:${row.key}`,
      values: [
        ...(row.renews
          ? [field("until", "新的到期日", { kind: row.long ? "until" : "day", required: true, hint: "换发、续费以后到哪一天；没有续的用“不再跟”" })]
          : []),
        { ...remark, key: "note" },
      ],
      save: (typed) => take(`已完成：${row.label}`, followups.done({ caseId: desk.id, key: row.key, until: typed.until ?? "", note: typed.note ?? "" })),
    });

  const drop = (row: FollowupRow) =>
    asking.put({
      title: "不再跟",
      about: about(),
      text: `${row.label}，${row.day}。${row.renews ? "登记了别的到期日会再列出来。" : row.yearly ? "只停这一次，明年再列出来。" : ""}`,
      confirm: "不再跟",
      keep: `followup:drop:${desk.id}:${row.key}`,
      values: [reason],
      save: (typed) => take(`不再跟：${row.label}`, followups.drop({ caseId: desk.id, key: row.key, reason: typed.reason ?? "" })),
    });

  const add = () =>
    asking.put({
      title: "加一条后续",
      about: about(),
      text: "到日子前 30 天在今日列出，做完记完成。",
      confirm: "加上",
      keep: `followup:add:${desk.id}`,
      values: [
        field("label", "要跟什么", { required: true, hint: "如 续签服务合同" }),
        field("day", "哪天", { kind: "day", required: true }),
        field("yearly", "每年一次", { kind: "check" }),
      ],
      save: (typed) =>
        take(`已加：${typed.label}`, followups.add({ caseId: desk.id, label: typed.label ?? "", day: typed.day ?? "", yearly: typed.yearly === "yes" })),
    });

  /** A new case, filled from this one. */
  const open = (type: string, key = "") => router.push({ name: "newcase", query: { from: desk.id, number: desk.view.value?.number, key, type } });

  return { sheet, error, reload, last, undoing, undo, done, drop, add, open };
}
