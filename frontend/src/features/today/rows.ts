import type { Step } from "@/acts/step/useStepActs";
import type { FoldKey, LoadRow, RecountView, TodayGroup, TodayRow, TodayView } from "@/bridge/types";
import { undated } from "@/ui/date/due";
import type { TaskGroup } from "@/ui/list/GroupedList.vue";
import type { TaskLike } from "@/ui/list/taskrow";

const times: Record<string, string> = { overdue: "逾期", today: "今天", soon: "7 天内", later: "以后" };
const tones: Record<string, string> = { overdue: "overdue", today: "today", week: "soon" };

/** The step of a row, for its acts. */
export const stepOf = (row: TodayRow): Step => ({ caseId: row.caseId, runId: row.runId, todo: row.todo, about: row.client, act: row.act });

/** How rows are shown: grouped by party the first column tells the time instead; everybody's rows name whose they are. */
export interface Showing {
  byParty: boolean;
  everybody: boolean;
}

/** The rows of a line that was opened, and the cursor behind them. */
export interface Opened {
  rows: TodayRow[];
  next: string;
}

/** The name of a line that stands for several rows. */
export const foldName = (key: FoldKey): string => `fold-${key.group}-${key.party}-${key.stage}`;

/** A row as the list shows it. */
export function toTask(row: TodayRow, { byParty, everybody }: Showing): TaskLike {
  return {
    key: row.runId,
    who: byParty ? (times[row.due.tone] ?? "") : row.partyLabel,
    ours: !byParty && row.party === "agency",
    todo: row.todo,
    note: [row.silence, row.chased].filter(Boolean).join("，"),
    rests: row.rests,
    about: [row.client, row.stage, row.site, row.lead, row.lastContact, row.number, everybody ? row.owner : ""],
    due: row.due,
    whyLine: row.due.before ? `${row.whyLine}，前一个工作日 ${row.due.before}` : row.whyLine,
    owner: row.owner,
    action: undated(row.due) ? row.due.left : row.act.label,
  };
}

export function toGroup(group: TodayGroup, showing: Showing, opened: ReadonlyMap<string, Opened>): TaskGroup {
  return {
    code: group.code,
    label: group.label,
    tone: showing.byParty ? "" : (tones[group.code] ?? ""),
    count: group.count,
    rows: group.rows.map((row) => toTask(row, showing)),
    more: group.next !== "",
    folded: group.folded.map((fold) => {
      const open = opened.get(foldName(fold.key));
      return {
        key: foldName(fold.key),
        who: showing.byParty ? (times[fold.key.group === "week" ? "soon" : fold.key.group] ?? "") : fold.party,
        what: fold.stage,
        count: fold.count,
        note: fold.earliest && `最早 ${fold.earliest}`,
        ...(open && { open: { rows: open.rows.map((row) => toTask(row, showing)), more: open.next !== "" } }),
      };
    }),
  };
}

/** The row to go on with after `at`: the next that is not `gone` and does not rest, else the first such; "" for none. */
export function nextAfter(rows: TodayRow[], at: string, gone: string[]): string {
  const place = rows.findIndex((row) => row.runId === at);
  const left = (list: TodayRow[]) => list.find((row) => !row.rests && !gone.includes(row.runId))?.runId;
  return left(rows.slice(place + 1)) ?? left(rows) ?? "";
}

/** Adds a further page of one group to a view. */
export function withMore(view: TodayView, code: string, more: TodayView): TodayView {
  const page = more.groups.find((group) => group.code === code);
  if (!page) return view;
  return {
    ...view,
    groups: view.groups.map((group) => (group.code === code ? { ...group, rows: [...group.rows, ...page.rows], next: page.next } : group)),
  };
}

/** Who is away, and what of his is due: 林晓 11月30日 至 12月4日 不在，由周敏代管：逾期 3 项，今天 5 项. */
export const coverWords = (row: LoadRow): string =>
  `${row.name} ${row.away}：${[row.overdue ? `逾期 ${row.overdue} 项` : "", row.today ? `今天 ${row.today} 项` : ""].filter(Boolean).join("，") || "今天没有到期的"}`;

/** That dates may still be those of the calendar before, and how far counting them again has come. */
export const recountWords = (recount: RecountView): string =>
  `放假安排或停办改动后，期限重算了 ${recount.done.toLocaleString("zh-CN")} / ${recount.total.toLocaleString("zh-CN")} 件，没算到的可能还是旧日期`;
