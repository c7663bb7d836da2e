import { computed, ref, shallowRef } from "vue";
import { useChase } from "@/acts/chase/useChase";
import { cases } from "@/bridge/cases";
import type { ActionView, TodayRow } from "@/bridge/types";
import { toAppError } from "@/lib/apperror";
import { useAct } from "@/lib/load";
import { answersOf, type FormValue } from "@/ui/form/form";

type Dialog = "" | "act" | "agree" | "note" | "blocked";

const value = (key: string, label: string, kind: string, required: boolean, hint = ""): FormValue => ({
  key,
  label,
  kind,
  required,
  default: "",
  options: [],
  hint,
});

/** When something happened: empty is now. */
const when = value("at", "发生时间", "moment", false, "空着就是现在");
const reason = value("reason", "原因", "long", true);
/** Why a submission goes out although the pre-flight says no. */
const override = value("override", "仍要提交的理由", "long", true, "记入时间线");

/** The acts of a row: 催办, its action, 改期, 记录通话. Each opens a dialog; none records anything by a single key. */
export function useRowActs(done: () => Promise<void>) {
  const open = ref<Dialog>("");
  const row = shallowRef<TodayRow>();
  const action = shallowRef<ActionView>();
  const chase = useChase(done);
  const version = ref(0);
  /** The pre-flight said no to what is being submitted. */
  const against = ref(false);
  const { busy, error, run } = useAct();

  const form = computed<{ title: string; text: string; values: FormValue[]; confirm: string }>(() => {
    if (open.value === "act" && action.value) {
      const a = action.value;
      return {
        title: a.label,
        text: a.hint,
        values: [...a.values, ...(a.reason ? [reason] : []), when, ...(against.value ? [override] : [])],
        confirm: a.label,
      };
    }
    if (open.value === "agree") {
      return { title: "改期", text: "只改我们约定的日期，原因记入时间线。", values: [value("day", "改到", "day", true), reason], confirm: "改期" };
    }
    return { title: "记录通话", text: "", values: [value("text", "说了什么", "long", true), when], confirm: "记下" };
  });

  /** A save names the version of the case that was looked at, so that a colleague's change is not run over. */
  async function start(next: Dialog, of: TodayRow, work: () => Promise<unknown>): Promise<void> {
    row.value = of;
    error.value = undefined;
    against.value = false;
    open.value = next;
    await run(work);
  }
  const readVersion = async (of: TodayRow) => (version.value = (await cases.get(of.caseId)).version);

  const startChase = (of: TodayRow) => {
    row.value = of;
    return chase.start(of);
  };
  const startAction = (of: TodayRow) => {
    action.value = of.action;
    if (of.action.blocked.length > 0) return start("blocked", of, async () => {});
    return start("act", of, () => readVersion(of));
  };
  /** Records what came of it instead of chasing once more. */
  const startOutcome = () => {
    chase.close();
    return startAction(row.value!);
  };
  const startAgree = (of: TodayRow) => start("agree", of, () => readVersion(of));
  const startNote = (of: TodayRow) => start("note", of, async () => {});

  /** Enter: the one thing the row's button says. */
  const act = (of: TodayRow) => (of.chase ? startChase(of) : of.action.code ? startAction(of) : undefined);

  function close(): void {
    open.value = "";
  }

  async function finish(work: () => Promise<unknown>): Promise<void> {
    if (await run(work)) {
      close();
      await done();
    }
  }

  function submit(typed: Record<string, string>): Promise<void> {
    const of = row.value!;
    const kind = open.value;
    return finish(() => {
      if (kind === "note") return cases.note({ caseId: of.caseId, text: typed.text ?? "", kind: "phone", at: typed.at ?? "" });
      if (kind === "agree") {
        return cases.agree({ caseId: of.caseId, runId: of.runId, day: typed.day ?? "", reason: typed.reason ?? "", version: version.value });
      }
      const doing = action.value!;
      return cases
        .do({
          caseId: of.caseId,
          action: doing.code,
          siteId: doing.siteId,
          at: typed.at ?? "",
          reason: typed.reason ?? "",
          values: answersOf([...doing.values, ...(against.value ? [override] : [])], typed),
          version: version.value,
        })
        .catch((thrown: unknown) => {
          against.value ||= toAppError(thrown).field === override.key;
          throw thrown;
        });
    });
  }

  return { open, row, action, chase, form, busy, error, act, startOutcome, startAgree, startNote, submit, close };
}
