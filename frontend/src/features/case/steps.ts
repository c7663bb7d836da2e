import { actionsOf } from "@/acts/step/outcomes";
import { named } from "@/lib/files";
import type { ActionView, CaseView, NextView, StageView } from "@/bridge/types";

/** What 下一步 offers beside its own act: all that may come of it, and what may not happen yet. */
export interface Ways {
  open: ActionView[];
  blocked: ActionView[];
}

export function waysOf(next: NextView): Ways {
  const all = actionsOf(next);
  return { open: all.filter((a) => a.blocked.length === 0), blocked: all.filter((a) => a.blocked.length > 0) };
}

/** The one thing that may come of a step whose button lists what may; nothing where there are more, or where it opens something else. */
export function onlyWay(next: NextView): ActionView | undefined {
  const { open, blocked } = waysOf(next);
  return next.act.opens === "outcomes" && open.length === 1 && blocked.length === 0 ? open[0] : undefined;
}

/** Why an action may not happen yet, as one sentence. */
export const whyNot = (action: ActionView): string => action.blocked.map((why) => why.replace(/。$/, "")).join("；");

/** A case of which nothing is left to do; on hold it may go on. */
export const ended = (view: CaseView): boolean => !["open", "hold", "leaving"].includes(view.status);

/** What is left where nothing is to be done by us. */
export function restOf(view: CaseView): string {
  if (!ended(view)) return "现在没有要办的事。";
  return view.duties.length ? "我方没有要办的事，客户自己还有一件，见下。" : "没有要办的事，也没有期限。";
}

/** The two phases with their stages, in order; a phase without a stage is left out. */
export function phasesOf(view: CaseView): { code: string; label: string; fee: string; stages: StageView[] }[] {
  // An order for the police alone has a few of the first stages, and no ICP.
  const words: [string, string][] = [
    ["icp", view.phases.includes("ICP") ? "ICP 阶段" : "准备与上线"],
    ["police", "公安阶段"],
  ];
  return words
    .map(([code, label]) => {
      const fee = view.fees.rows.find((row) => row.label.startsWith(label.slice(0, 2)) && row.state !== "作废");
      return { code, label, fee: fee ? `${fee.amount} ${fee.state}` : "", stages: view.stages.filter((s) => s.phase === code) };
    })
    .filter((phase) => phase.stages.length > 0);
}

/** "qiyuntea.cn ・ 浙江 ・ 企业 …" */
export function factsOf(view: CaseView): string[] {
  const lead = view.people.find((p) => p.roleCodes.includes("subject")) ?? view.people.find((p) => p.roleCodes.length > 0);
  const sites = view.sites.map((s) => s.domain || s.name).filter(Boolean);
  return [
    sites.length > 2 ? named(`${sites[0]} 等 ${sites.length} 个{files}`, view.files) : sites.join("、"),
    view.province,
    view.subject,
    view.type,
    view.phases,
    lead ? `负责人 ${lead.name}` : "还没有负责人",
    `经办 ${view.owner}`,
  ].filter(Boolean);
}
