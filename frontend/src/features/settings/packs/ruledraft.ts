import type { RuleItem, RuleSave } from "@/bridge/types";
import { basisFaults, basisFields, basisInput, basisOf } from "../change/basis";

export const ruleFields = ["like", "stages", "label", "value", "severity", "text", "advice", "off", ...basisFields];

/** A tick in a draft is "true" or "". */
const tick = (on: boolean) => (on ? "true" : "");

export const ruleDraft = (rule?: RuleItem): Record<string, string> => ({
  way: "copy",
  like: "",
  stages: "",
  label: rule?.label ?? "",
  value: rule?.value ?? "",
  severity: rule?.severity ?? "warn",
  text: rule?.text ?? "",
  advice: rule?.advice ?? "",
  off: tick(rule?.off ?? false),
  ...basisOf(rule?.provenance),
});

/** `kind` is what value the rule takes: number, suffixes, or none. */
export function ruleFaults(rule: RuleItem | undefined, kind: string, typed: Record<string, string>): Record<string, string> {
  const out = basisFaults(typed);
  const text = (key: string) => (typed[key] ?? "").trim();
  const remind = rule ? rule.manual : typed.way === "remind";
  if (!rule && typed.way === "copy" && !typed.like) out.like = "选一条可照抄的规则";
  if (!rule && remind && !typed.stages) out.stages = "选在哪次提交之前提醒";
  if (!text("label")) out.label = "写上规则的名称";
  if (kind === "number" && !/^[1-9]\d*$/.test(text("value"))) out.value = "填正整数";
  if (kind === "suffixes" && !text("value")) out.value = "写域名后缀，用英文逗号隔开，如 org,me";
  if (!text("text") && (remind || rule?.text)) out.text = remind ? "写明要核对什么" : "写明哪里不对";
  if (!text("advice")) out.advice = "写明怎么办";
  return out;
}

export function ruleSave(scope: string, rule: RuleItem | undefined, kind: string, typed: Record<string, string>): RuleSave {
  const text = (key: string) => (typed[key] ?? "").trim();
  const copy = !rule && typed.way === "copy";
  return {
    about: { kind: "rule", scope, code: rule?.code ?? "", seq: rule?.provenance.seq ?? 0 },
    off: typed.off === "true",
    label: text("label"),
    // What a rule compares with comes with the release unless it is a number or a list.
    value: kind ? text("value") : (rule?.value ?? ""),
    severity: !rule && typed.way === "remind" ? "warn" : (typed.severity ?? ""),
    text: text("text"),
    advice: text("advice"),
    like: copy ? (typed.like ?? "") : "",
    stages: !rule && typed.way === "remind" ? (typed.stages ?? "").split(" ").filter(Boolean) : [],
    basis: basisInput(typed),
  };
}
