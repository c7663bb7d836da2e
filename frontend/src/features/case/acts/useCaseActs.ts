import { cases } from "@/bridge/cases";
import { clients } from "@/bridge/clients";
import { useSession } from "@/bridge/session";
import type { ActionView, NextView, PersonView, SiteView, TimelineItem } from "@/bridge/types";
import { useAct } from "@/lib/load";
import { field, useAsk } from "@/acts/ask/ask";
import { useDone } from "@/acts/done/useDone";
import { correctForm, correctingOf, corrects, correctWords, dateForm, dateWords } from "@/acts/record/correct";
import { actionForm, when } from "@/acts/record/form";
import { useRecord, type CaseAsk, type CaseFile } from "@/acts/record/useRecord";
import { useStepActs } from "@/acts/step/useStepActs";
import { AppError } from "@/lib/apperror";
import { answersOf } from "@/ui/form/form";
import { clientForm, editPerson, newPerson, noteKinds, personForm, toPerson } from "./forms";
import { adds } from "./sites";
import { newSiteForm, siteForm, titleOf, toNewSite, toSite, type SitePart } from "./siteForms";
import { onlyWay } from "../steps";
import type { CaseDesk } from "../useCase";

/** What may be done on a case's page. Each act asks in a dialog; nothing is recorded by a single letter. */
export function useCaseActs(desk: CaseDesk) {
  const session = useSession();
  const asking = useAsk();
  const view = () => desk.view.value!;
  const about = () => `${view().client} ・ ${view().number}`;

  const record = useRecord(asking);
  const done = useDone(record);
  function file(): CaseFile {
    const of: CaseFile = {
      caseId: desk.id,
      about: about(),
      version: () => view().version,
      refresh: desk.reload,
      take: desk.take,
      recorded: (now, action) => done.recorded(of, now, action),
    };
    return of;
  }
  const ask = (what: CaseAsk) => record.ask(file(), what);

  /** What the button of an open run does, and all that may come of it. */
  const steps = useStepActs(
    asking,
    record,
    done,
    async ({ runId }) => {
      const next = view().next.find((n) => n.runId === runId);
      if (!next) throw new AppError("notfound", "这一步已经办完了，请刷新后再看");
      return { file: file(), next };
    },
    desk.reload,
  );
  const step = (next: NextView) => ({ caseId: desk.id, runId: next.runId, todo: next.todo, about: "", act: next.act });
  /** What the button of a step says: its one outcome where there is one alone. */
  function own(next: NextView): void {
    const only = onlyWay(next);
    if (only) start(only);
    else steps.act(step(next));
  }
  const results = (next: NextView) => steps.results(step(next));
  /** Takes back the last step, after a question. */
  const undo = () => void done.ask(file());

  /** With a step of the timeline it is asked for this one: its moment is corrected. */
  function start(action: ActionView, step?: TimelineItem): void {
    if (action.blocked.length) record.blocked.value = action;
    else if (adds(action)) addSite(action);
    else if (action.siteId) record.act(file(), action, actionForm(action, true), { title: `${action.title}：${nameOf(action.siteId)}` });
    else if (!corrects(action)) record.act(file(), action, actionForm(action, true));
    else record.act(file(), action, correctForm(action, step), step && correctWords(action, step));
  }

  const nameOf = (id: string) => view().sites.find((s) => s.id === id)?.domain || view().sites.find((s) => s.id === id)?.name || "";

  /** A site is added with its first data: it is a step of the case, which is told and taken back like any other. */
  const addSite = (action: ActionView) =>
    ask({
      title: action.title,
      text: action.hint,
      values: [...newSiteForm(view().files, session.view!.choices, view().lacks), ...action.values, when],
      confirm: action.label,
      keep: `site:new:${desk.id}`,
      width: 560,
      first: view().lacks.includes("domain") ? "name" : "domain",
      save: async (typed, version) => {
        const now = await cases.addSite({
          caseId: desk.id,
          site: toNewSite(typed),
          at: typed.at ?? "",
          values: answersOf(action.values, typed),
          version,
        });
        done.recorded(file(), now, action);
        return now;
      },
    });

  function correct(step: TimelineItem): void {
    const action = correctingOf(view());
    if (action) start(action, step);
  }

  /** Asks for the day that a date lacks to be counted. */
  function date(): void {
    const action = correctingOf(view());
    if (action) record.act(file(), action, dateForm(action), dateWords(action));
  }

  const note = (kind = "note") =>
    asking.put({
      title: kind === "note" ? "备忘" : "记一笔",
      about: about(),
      confirm: "记下",
      keep: `note:${desk.id}`,
      first: "text",
      values: [
        field("kind", "哪一种", { kind: "choice", required: true, default: kind, options: noteKinds }),
        field("text", "内容", { kind: "long", required: true }),
        when,
      ],
      save: async (typed) =>
        desk.take(await cases.note({ caseId: desk.id, kind: typed.kind ?? "", text: typed.text ?? "", at: typed.at ?? "", draft: `note:${desk.id}` })),
    });

  const agree = (next: NextView) => record.agree(file(), next);

  const owner = () =>
    ask({
      title: "改经办",
      confirm: "改经办",
      keep: `owner:${desk.id}`,
      values: [field("ownerId", "经办", { kind: "choice", required: true, default: view().ownerId, options: session.view?.staff ?? [] })],
      save: (typed, version) => cases.setOwner({ caseId: desk.id, ownerId: typed.ownerId ?? "", version }),
    });

  const lookup = () =>
    ask({
      title: "查重定类",
      text: "到工信部网站查主体和域名是否已有备案，再定案件类型。",
      confirm: "记下",
      keep: `lookup:${desk.id}`,
      values: [
        field("text", "查到什么", { kind: "long", required: true, default: view().lookup, hint: "如 主体和域名均未备案" }),
        field("day", "查询日期", { kind: "day", happened: true, hint: "空着就是今天" }),
      ],
      save: (typed, version) => cases.setLookup({ caseId: desk.id, text: typed.text ?? "", day: typed.day ?? "", version }),
    });

  const remark = () =>
    ask({
      title: "主体备注",
      text: "写在主体信息表的备注栏，管局看得到。没有要说明的就空着。",
      confirm: "存下",
      values: [field("remark", "备注", { kind: "long", default: view().remark, hint: "20–200 个字" })],
      save: (typed, version) => cases.setRemark({ caseId: desk.id, text: typed.remark ?? "", version }),
    });

  /** By what contract the order is done, and under which main account it is filed. */
  const order = () =>
    ask({
      title: view().lacks.includes("account") ? "合同" : "合同与主账号",
      text: `合同号印在账单上${view().lacks.includes("account") ? "" : "；主账号 ID 写进提给腾讯云的工单"}。`,
      confirm: "存下",
      keep: `order:${desk.id}`,
      values: [
        field("contract", "合同号", { default: view().contract }),
        ...(view().lacks.includes("account")
          ? []
          : [field("accountUin", "主账号 ID", { default: view().account.uin, hint: "腾讯云控制台“账号信息”里的数字，不是子账号" })]),
      ],
      save: (typed, version) =>
        cases.setOrder({ caseId: desk.id, contract: typed.contract ?? "", accountUin: typed.accountUin ?? view().account.uin, version }),
    });

  const account = () =>
    ask({
      title: "子账号",
      text: "密码加密保存，撤权后清除。不要让客户把密码发到群里。",
      confirm: "存下",
      keep: `account:${desk.id}`,
      values: [
        field("userName", "用户名", { required: true, default: view().account.userName }),
        field("secret", "密码", { kind: "secret", hint: view().account.secret ? "已存，空着就不改" : "" }),
      ],
      save: (typed, version) => cases.saveAccount({ caseId: desk.id, userName: typed.userName ?? "", secret: typed.secret ?? "", version }),
    });

  /** One of the dialogs of a site; `first` is the field that was asked about. */
  const site = (of: SiteView, part: SitePart = "basic", first = "") =>
    asking.put({
      title: titleOf(of, part, view().files),
      about: [about(), view().sites.length > 1 ? of.name || of.domain : ""].filter(Boolean).join(" ・ "),
      values: siteForm(of, session.view!.choices, view().files, part, view().lacks),
      confirm: "存下",
      keep: `site:${of.id}:${part}`,
      width: 560,
      first,
      refresh: desk.reload,
      version: () => view().sites.find((s) => s.id === of.id)?.version ?? of.version,
      save: async (typed, version) => {
        const now = await cases.saveSite({ caseId: desk.id, site: toSite(of, typed, version) });
        desk.take(now);
        return now;
      },
    });

  /** Without a person a new one is added; `only` narrows the fields to what one material asks for. */
  function person(of?: PersonView, only: string[] = []): void {
    const before = of ? editPerson(view().clientId, of) : newPerson(view().clientId);
    asking.put({
      title: of ? `改${of.name}的资料` : "添加负责人",
      about: about(),
      values: personForm(before, session.view?.docKinds ?? [], only),
      confirm: "存下",
      keep: of ? `person:${of.id}` : `person:new:${view().clientId}`,
      width: only.length ? undefined : 520,
      refresh: desk.reload,
      version: () => view().people.find((p) => p.id === before.id)?.version ?? before.version,
      save: async (typed, version) => {
        const saved = await clients.savePerson(toPerson(before, typed, version));
        await desk.reload();
        return saved;
      },
    });
  }

  /** Some fields of the client, read whole first: what is not asked for goes back as it came. */
  const reading = useAct();
  const client = (only: string[], title = "改客户资料") =>
    reading.run(async () => {
      const read = async () => (await clients.get(view().clientId)).client;
      let before = await read();
      asking.put({
        title,
        about: about(),
        values: clientForm(before, only),
        confirm: "存下",
        keep: `client:${before.id}`,
        version: () => before.version,
        refresh: async () => (before = await read()),
        save: async (typed, version) => {
          const saved = await clients.save({ ...before, ...typed, version });
          await desk.reload();
          return saved;
        },
      });
    });

  return {
    asking,
    blocked: record.blocked,
    start,
    correct,
    date,
    note,
    agree,
    owner,
    lookup,
    remark,
    order,
    account,
    site,
    person,
    client,
    reading,
    steps,
    own,
    results,
    done,
    undo,
  };
}

export type CaseActs = ReturnType<typeof useCaseActs>;
