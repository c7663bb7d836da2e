import { computed, reactive, ref, shallowRef } from "vue";
import { cases, followups } from "@/bridge/cases";
import { clients } from "@/bridge/clients";
import { useSession } from "@/bridge/session";
import type { ClientView, MatchView, OpenInput, OpenedView, TypeView } from "@/bridge/types";
import { mended } from "@/acts/mended/mended";
import { drafts } from "@/lib/drafts";
import { AppError } from "@/lib/apperror";
import { remarks } from "@/lib/checks";
import { website } from "@/lib/files";
import { useAct } from "@/lib/load";
import { asked, checkOf, needed, onlyHints, ownFault, stepOf, type Typed } from "./checks";
import { useKnown } from "./known";
import { emptyClient, emptyLead, emptySite, has, setAt, useDraft, valueAt, type From } from "./draft";

/** Filling in a new case: values by their paths, what is wrong with them, and opening it. */
export function useNewCase() {
  const draft = useDraft();
  const session = useSession();
  const input = computed(() => draft.input);
  const left = reactive<Record<string, boolean>>({});
  // What Go said of a value; an edit takes it away.
  const faults = reactive<Record<string, string>>({});
  const hints = reactive<Record<string, string>>({});
  // The values that it was said of: who only passes by asks for nothing, and takes no word away.
  const judged: Record<string, string> = {};

  const known = useKnown(input);
  if (draft.dirty) void known.look();

  const text = (path: string): string => String(valueAt(input.value, path) ?? "");
  /** Takes away what was said of a value that is another now. */
  function forgive(path: string): void {
    delete faults[path];
    delete hints[path];
    delete judged[path];
  }
  // What is judged together with a field is forgiven with it.
  const together: Record<string, string[]> = {
    "lead.docKind": ["lead.docNumber", "lead.name"],
    type: ["phases"],
    icp: ["phases", "type"],
    police: ["phases", "type"],
  };
  function set(path: string, value: unknown): void {
    const before = kind.value;
    setAt(input.value, path, value);
    if (path === "type") follow(before);
    // Another client than the one that was told apart.
    if (known.marks(path)) {
      input.value.same = "";
      forgive("client.same");
    }
    for (const one of [path, ...(together[path] ?? [])]) forgive(one);
  }

  /** What the data says of the case type chosen. */
  const kind = computed(() => session.view?.types.find((t) => t.code === input.value.type));
  const files = computed(() => kind.value?.files ?? website);
  /** What sites of the type do not have is not asked for. */
  const lacks = (what: string): boolean => kind.value?.lacks.includes(what) ?? false;
  /** Whether 公安 is taken on with the type unless staff say otherwise. */
  const usual = (of: TypeView): boolean => of.hasPolice && !of.notSure;
  /** The phases and the questions go with the type; 公安 is offered again after a type that is sold without. */
  function follow(before?: TypeView): void {
    const now = kind.value;
    if (!now) return;
    const i = input.value;
    i.icp = now.hasIcp;
    i.police = now.hasPolice && (!now.hasIcp || (usual(now) && (i.police || (before !== undefined && !usual(before)))));
    i.values = Object.fromEntries(now.values.map((v) => [v.key, v.default]));
  }

  /** Judges a field that was left. A slow answer about an older value is dropped. */
  async function leave(path: string): Promise<void> {
    left[path] = true;
    void drafts.flush();
    if (known.marks(path)) void known.look();
    const ask = checkOf(input.value, path);
    if (!ask || judged[path] === ask.value) return;
    try {
      const got = await cases.check(ask);
      if (text(path).trim() !== ask.value) return;
      if (got.ok) setAt(input.value, path, got.value);
      judged[path] = got.ok ? got.value : ask.value;
      if (!got.ok && !onlyHints(path)) faults[path] = got.message;
      hints[path] = [got.ok ? "" : got.message, remarks(got)].filter(Boolean).join("；");
    } catch {
      // The check is a help while typing; opening the case judges everything again and says so.
    }
  }

  /** Takes what a field itself found wrong; "" takes it back. */
  function blame(path: string, fault: string): void {
    if (fault) faults[path] = fault;
    else delete faults[path];
  }

  /** A client that is there is looked for. */
  const seeking = ref(false);
  const old = computed(() => seeking.value || input.value.clientId !== "");
  const typed = computed<Typed>(() => ({
    input: input.value,
    lacks: kind.value?.lacks ?? [],
    values: Object.keys(input.value.values),
    old: old.value,
  }));
  /** Whether the form has a field now. */
  const asks = (path: string): boolean => asked(typed.value, path);
  const told = (path: string): string => faults[path] || (left[path] ? ownFault(typed.value, path) : "");
  const hint = (path: string): string => (faults[path] ? "" : (hints[path] ?? ""));

  /** Every path that is wrong, in no order: the page knows where they stand. */
  const wrong = computed(() => {
    const all = new Set([...Object.keys(faults).filter((path) => asked(typed.value, path)), ...needed(typed.value)]);
    return [...all].filter((path) => told(path) !== "");
  });
  const wrongIn = (step: number) => wrong.value.filter((path) => stepOf(path) === step).length;
  /** How much a step still needs that nobody has been told of yet. */
  const missingIn = (step: number) => needed(typed.value).filter((path) => stepOf(path) === step && ownFault(typed.value, path)).length;
  /** Marks what a step, or the whole, still needs. */
  function demand(step?: number): void {
    for (const path of needed(typed.value)) if (step === undefined || stepOf(path) === step) left[path] = true;
  }

  // An existing client brings its people.
  const client = shallowRef<ClientView>();
  /** A new client is filled in, or one that is there looked for. */
  function seek(there: boolean): void {
    seeking.value = there;
    if (!there) void choose("");
  }
  const reading = useAct();
  async function choose(id: string): Promise<void> {
    input.value.clientId = id;
    input.value.leadId = "";
    input.value.take = [];
    client.value = undefined;
    delete faults["clientId"];
    void known.look();
    if (!id) return;
    input.value.client = emptyClient();
    await reading.run(async () => {
      const got = await clients.get(id);
      if (input.value.clientId !== id) return;
      client.value = got;
      input.value.client.kind = got.client.kind;
      input.value.leadId = got.people[0]?.id ?? "";
      if (input.value.leadId) input.value.lead = emptyLead();
    });
  }
  const read = () => reading.run(async () => (client.value = await clients.get(input.value.clientId)));
  if (input.value.clientId) void read();

  /** Opens the case in the name of a client that is there; what is taken of the new values stays to be stored. */
  async function use(of: MatchView): Promise<void> {
    Object.assign(input.value, { clientId: of.clientId, leadId: of.leadId, take: known.taken(of), same: "" });
    for (const path of Object.keys(faults)) if (/^(client|lead)\./.test(path)) forgive(path);
    await read();
    const now = client.value;
    if (now && !input.value.take.includes("client.kind")) input.value.client.kind = now.client.kind;
    // Nobody was typed: whoever answers for the client does so here, too.
    if (now && JSON.stringify(input.value.lead) === JSON.stringify(emptyLead())) input.value.leadId ||= now.people[0]?.id ?? "";
    await known.look();
  }
  /** Another client, although one is there already. */
  function another(now: boolean): void {
    input.value.same = now ? "new" : "";
    forgive("client.same");
  }

  const addSite = () => input.value.sites.push(emptySite());
  function removeSite(at: number): void {
    input.value.sites.splice(at, 1);
    // Paths after it name other sites now.
    for (const map of [faults, hints, left, judged]) for (const key of Object.keys(map)) if (key.startsWith("sites.")) delete map[key];
  }

  const opening = useAct();
  const stray = shallowRef<AppError>();
  const warnings = ref<string[]>([]);

  /** Opens the case; answers with it, or with nothing when something is wrong or must be agreed to first. */
  async function open(agree: boolean): Promise<OpenedView | undefined> {
    demand();
    stray.value = undefined;
    if (wrong.value.length) return undefined;
    let got: OpenedView | undefined;
    const done = await opening.run(async () => (got = await send({ ...toPlain(), agree })));
    if (!done) {
      take(opening.error.value!);
      return undefined;
    }
    warnings.value = got!.confirm ? got!.warnings : [];
    if (got!.same.length) {
      known.found.value = got!.same;
      faults["client.same"] = "这个客户可能已在资料夹里。先选：用它，或另立一个";
    }
    if (got!.confirm) return undefined;
    reset();
    mended.take(got);
    return got;
  }
  /** Opens it, and says in both where it comes from. */
  function send(plain: OpenInput): Promise<OpenedView> {
    const from = draft.from;
    return from ? followups.open({ from: { caseId: from.caseId, key: from.key }, case: plain }) : cases.open(plain);
  }
  /** Fills the form from a delivered case; nothing of what was typed before stays. */
  const filling = useAct();
  const fill = (from: From, type: string) =>
    filling.run(async () => {
      const got = await followups.filled({ from: { caseId: from.caseId, key: from.key }, type });
      reset();
      set("type", got.type);
      const { clientId, leadId, legalRep, province } = got;
      Object.assign(input.value, { clientId, leadId, legalRep, province, sites: got.sites.map((one) => ({ ...emptySite(), ...one })) });
      draft.from = from;
      await read();
      if (client.value) input.value.client.kind = client.value.client.kind;
      void known.look();
    });
  /** The draft as Go takes it. */
  function toPlain(): OpenInput {
    const plain = JSON.parse(JSON.stringify(input.value)) as OpenInput;
    plain.sites = plain.sites.map((one) => has(one, typed.value.lacks));
    if (lacks("account")) plain.accountUin = "";
    return plain;
  }

  /** Puts every fault Go found at its field; one that has no field here is told in the foot. */
  function take(error: AppError): void {
    const problems = error.problems.length ? error.problems : error.field ? [{ field: error.field, message: error.message }] : [];
    let said = false;
    for (const p of problems) {
      const path = p.field in input.value.values ? `values.${p.field}` : p.field;
      if (!asked(typed.value, path)) continue;
      faults[path] = p.message;
      said = true;
    }
    if (!said) stray.value = error;
  }

  function reset(): void {
    draft.clear();
    client.value = undefined;
    seeking.value = false;
    void known.look();
    warnings.value = [];
    for (const map of [faults, hints, left, judged]) for (const key of Object.keys(map)) delete map[key];
  }

  return {
    draft,
    input,
    kind,
    files,
    lacks,
    text,
    set,
    leave,
    asks,
    blame,
    told,
    hint,
    wrong,
    wrongIn,
    missingIn,
    demand,
    client,
    old,
    seek,
    known,
    reading,
    choose,
    use,
    another,
    addSite,
    removeSite,
    filling,
    fill,
    opening,
    stray,
    warnings,
    open,
    reset,
  };
}

export type NewCase = ReturnType<typeof useNewCase>;
