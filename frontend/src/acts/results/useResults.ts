import { computed, reactive, ref, shallowRef, watch } from "vue";
import type { Choice } from "@/acts/step/outcomes";
import { results } from "@/bridge/cases";
import type { PickedCase, ResultChoice, ResultsInput, ResultsReport } from "@/bridge/types";
import { usePause } from "@/lib/delayed";
import { useAct } from "@/lib/load";
import { answersOf, type FormValue } from "@/ui/form/form";
import { useBatchLine } from "./useBatchLine";

/**
 * One result for many cases: which one, then what it needs, shown row by row before it is
 * recorded. Nothing is recorded but what was shown.
 */
export function useResults(reload: () => Promise<unknown>, line = useBatchLine(reload)) {
  const shown = ref(false);
  const cases = shallowRef<PickedCase[]>([]);
  const all = shallowRef<ResultChoice[]>();
  const choice = shallowRef<ResultChoice>();
  /** at, reason, column, agree and the values that all are asked alike. */
  const typed = reactive<Record<string, string>>({});
  const report = shallowRef<ResultsReport>();
  const reading = useAct();
  const trying = useAct();
  const pause = usePause();
  // The input that the report tells of.
  let told = "";

  const choices = computed<Choice[]>(() =>
    (all.value ?? []).map((c, i) => ({
      key: i < 9 ? String(i + 1) : "",
      code: c.code,
      label: c.label,
      hint: c.cases === cases.value.length ? c.hint : `${c.cases} 件能登。${c.hint}`,
      blocked: [],
    })),
  );
  const input = (): ResultsInput => ({
    cases: cases.value,
    action: choice.value?.code ?? "",
    at: typed.at ?? "",
    reason: typed.reason ?? "",
    values: answersOf((choice.value?.values ?? []) as FormValue[], typed),
    column: typed.column ?? "",
    agree: typed.agree === "true",
    dry: false,
  });

  async function open(picked: PickedCase[]): Promise<void> {
    for (const key of Object.keys(typed)) delete typed[key];
    cases.value = picked;
    all.value = choice.value = report.value = undefined;
    trying.error.value = undefined;
    shown.value = true;
    await reading.run(async () => {
      const got = await results.choices(picked);
      cases.value = got.cases;
      all.value = got.choices;
    });
  }

  function pick(code: string): void {
    const found = all.value?.find((c) => c.code === code);
    if (!found) return;
    for (const value of found.values) typed[value.key] = value.default;
    choice.value = found;
  }
  function press(key: string): void {
    const found = choices.value.find((c) => c.key === key);
    if (found) pick(found.code);
  }

  /** Esc goes one level back: from a result to all of them. */
  function back(): void {
    if (!choice.value) shown.value = false;
    choice.value = report.value = undefined;
    told = "";
  }

  async function look(): Promise<void> {
    if (!choice.value) return;
    const now = input();
    const key = JSON.stringify(now);
    if (key === told) return;
    await trying.run(async () => {
      const got = await results.try(now);
      if (!choice.value) return;
      report.value = got;
      told = key;
    });
  }
  watch([choice, () => JSON.stringify(input())], () => choice.value && pause.after(look));

  /** Those with a problem are left out, run by run; the lines that were dealt to them go with them. */
  function leaveOut(): void {
    const rows = report.value?.rows ?? [];
    const lines = new Set(rows.flatMap((row) => (row.problem ? row.lines : [])));
    cases.value = cases.value.flatMap((one) => {
      const own = rows.filter((row) => row.caseId === one.caseId && (!one.runId || !row.runId || row.runId === one.runId));
      if (!own.some((row) => row.problem)) return [one];
      return own.filter((row) => !row.problem).map((row) => ({ ...one, runId: row.runId }));
    });
    if (lines.size > 0)
      typed.column = (typed.column ?? "")
        .split("\n")
        .filter((_, i) => !lines.has(i + 1))
        .join("\n");
  }

  /** Records what is shown; what is not shown yet is shown first. */
  async function record(): Promise<void> {
    const now = input();
    if (JSON.stringify(now) !== told) {
      pause.stop();
      return look();
    }
    await trying.run(async () => {
      const got = await results.record(now);
      report.value = got;
      if (!got.done) return;
      line.tell(got.title, got.batch);
      choice.value = undefined;
      shown.value = false;
      await reload();
    });
  }

  return { shown, cases, choices, choice, typed, report, reading, trying, open, pick, press, back, leaveOut, record, line };
}

export type ManyResults = ReturnType<typeof useResults>;
