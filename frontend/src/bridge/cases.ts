import { call } from "./call";
import type {
  AccountInput,
  ActInput,
  AddSiteInput,
  AgreeInput,
  BoardView,
  CalendarInput,
  CalendarView,
  CaseView,
  CasesInput,
  CasesView,
  CheckInput,
  CheckResult,
  DecidedView,
  DoInput,
  DoneInput,
  DropInput,
  FillInput,
  FindInput,
  FindView,
  FollowupCase,
  FollowupInput,
  FollowupsView,
  KnownInput,
  KnownView,
  LeadInput,
  LookupInput,
  ManyView,
  NoteInput,
  OpenInput,
  OpenedView,
  OrderInput,
  OutlookView,
  OwnerInput,
  PasteInput,
  PasteView,
  PickedCase,
  PreflightInput,
  PreflightView,
  PutBackInput,
  RemarkInput,
  ResultChoices,
  ResultsInput,
  ResultsReport,
  SaveSiteInput,
  SavedViews,
  SheetView,
  TakenBack,
  TimelineInput,
  TimelineView,
  UndoInput,
  ViewInput,
} from "./types";

const service = "CasesService";

export const cases = {
  list: (input: CasesInput) => call<CasesView>(service, "List", input),
  /** Whatever a few words name, cases or not; without words what was opened last. */
  find: (input: FindInput) => call<FindView>(service, "Find", input),
  get: (id: string) => call<CaseView>(service, "Get", { id }),
  /** What happened before the lines that are there. */
  timeline: (input: TimelineInput) => call<TimelineView>(service, "Timeline", input),
  /** `confirm` in the answer: not opened yet, its warnings want a yes first (`agree`). */
  open: (input: OpenInput) => call<OpenedView>(service, "Open", input),
  /** Who and what of a new case is there already. */
  /** Reads a pasted text into the fields of a case; nothing of it is kept. */
  paste: (input: PasteInput) => call<PasteView>("PasteService", "Read", input),
  known: (input: KnownInput) => call<KnownView>(service, "Known", input),
  do: (input: DoInput) => call<CaseView>(service, "Do", input),
  note: (input: NoteInput) => call<CaseView>(service, "Note", input),
  addSite: (input: AddSiteInput) => call<CaseView>(service, "AddSite", input),
  saveSite: (input: SaveSiteInput) => call<CaseView>(service, "SaveSite", input),
  setOrder: (input: OrderInput) => call<CaseView>(service, "SetOrder", input),
  setRemark: (input: RemarkInput) => call<CaseView>(service, "SetRemark", input),
  setLookup: (input: LookupInput) => call<CaseView>(service, "SetLookup", input),
  setOwner: (input: OwnerInput) => call<CaseView>(service, "SetOwner", input),
  setLead: (input: LeadInput) => call<CaseView>(service, "SetLead", input),
  /** 改期: an agreed date moves, with its reason. */
  agree: (input: AgreeInput) => call<CaseView>(service, "Agree", input),
  saveAccount: (input: AccountInput) => call<CaseView>(service, "SaveAccount", input),
  /** What the rules say before a submission; it changes nothing. */
  preflight: (input: PreflightInput) => call<PreflightView>(service, "Preflight", input),
  /** When the case may be done if we and the client did all today. */
  whatIf: (id: string) => call<OutlookView>(service, "WhatIf", { id }),
  check: (input: CheckInput) => call<CheckResult>(service, "Check", input),
};

/** The other forms of the list, and the views that one has made of it. */
export const views = {
  board: (input: CasesInput) => call<BoardView>("ViewsService", "Board", input),
  calendar: (input: CalendarInput) => call<CalendarView>("ViewsService", "Calendar", input),
  saved: () => call<SavedViews>("ViewsService", "Saved"),
  save: (input: ViewInput) => call<SavedViews>("ViewsService", "Save", input),
  putBack: (input: PutBackInput) => call<SavedViews>("ViewsService", "Restore", input),
  drop: (name: string) => call<SavedViews>("ViewsService", "Drop", { name }),
  /** The one with which the page opens; "" for none. */
  setFirst: (name: string) => call<SavedViews>("ViewsService", "SetFirst", { name }),
};

/** One result for many cases, or another act. */
export const results = {
  /** Which results the cases may get. */
  choices: (cases: PickedCase[]) => call<ResultChoices>("ResultsService", "Choices", { cases }),
  /** What would be recorded; nothing is. */
  try: (input: ResultsInput) => call<ResultsReport>("ResultsService", "Try", input),
  /** All of it, or nothing while a row is wrong or asks. */
  record: (input: ResultsInput) => call<ResultsReport>("ResultsService", "Record", input),
  /** What an act would do to many cases; nothing is done. */
  tryAct: (input: ActInput) => call<ManyView>("ResultsService", "TryAct", input),
  /** To all of them, or to none while a row is wrong. */
  act: (input: ActInput) => call<ManyView>("ResultsService", "Act", input),
  /** From all of its cases, or from none. */
  takeBack: (batch: string) => call<TakenBack>("ResultsService", "TakeBack", { batch }),
};

/** What follows a delivered case. */
export const followups = {
  /** What falls due of all cases: the first few, or all that fit. */
  due: (all: boolean) => call<FollowupsView>("TodayService", "Followups", { all }),
  of: (id: string) => call<SheetView>(service, "Followups", { id }),
  done: (input: DoneInput) => call<DecidedView>(service, "FollowupDone", input),
  drop: (input: DropInput) => call<DecidedView>(service, "FollowupDrop", input),
  add: (input: FollowupInput) => call<DecidedView>(service, "FollowupAdd", input),
  undo: (input: UndoInput) => call<DecidedView>(service, "FollowupUndo", input),
  /** A new case filled from the delivered one. */
  filled: (input: FillInput) => call<OpenInput>(service, "Filled", input),
  open: (input: FollowupCase) => call<OpenedView>(service, "OpenFrom", input),
};
