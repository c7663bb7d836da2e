/**
 * What the bound services take and give. `npm run types` writes this file after Go's structs,
 * whose comments tell what each field means; a test of package app fails when the two differ.
 */

export interface ChangePassphraseInput {
  old: string;
  recovery: string;
  passphrase: string;
}

export interface DeskView {
  state: string;
  folder: string;
  demo: boolean;
  ownDemo: boolean;
  offer: string;
  halfway: boolean;
  readOnly: boolean;
  keysCopy: boolean;
  old: boolean;
  warnings: string[];
  go: string;
  staff: OptionView[];
  staffId: string;
  name: string;
  version: string;
  message: string;
  provs: OptionView[];
  subjects: OptionView[];
  types: TypeView[];
  docKinds: OptionView[];
  roles: RoleView[];
  choices: ChoicesView;
  stages: OptionView[];
  lockAfter: number;
  lockChoices: number[];
  now: string;
  recovered: boolean;
  unconfirmed: boolean;
  fresh: CreatedView;
}

export interface OptionView {
  code: string;
  label: string;
}

export interface TypeView {
  code: string;
  label: string;
  files: string;
  hasIcp: boolean;
  hasPolice: boolean;
  notSure: string;
  lacks: string[];
  values: ValueView[];
}

export interface ValueView {
  key: string;
  label: string;
  kind: string;
  required: boolean;
  happened: boolean;
  default: string;
  hint: string;
  options: OptionView[];
}

export interface RoleView {
  code: string;
  label: string;
  bySite: boolean;
}

export interface ChoicesView {
  contents: ListView;
  languages: ListView;
  approvals: ListView;
  services: ListView;
  hazards: ListView;
  places: ListView;
  servers: ListView;
  owners: ListView;
  registrars: ListView;
  regions: ListView;
}

export interface ListView {
  label: string;
  alone: string;
  options: OptionView[];
  notes: Record<string, string>;
}

export interface CreatedView {
  recovery: string[];
  ask: number[];
}

export interface FolderInput {
  folder: string;
}

export interface ConfirmInput {
  groups: string[];
}

export interface CopyInput {
  text: string;
}

export interface CreateInput {
  folder: string;
  passphrase: string;
  staff: string;
}

export interface ProofInput {
  old: string;
  recovery: string;
}

export interface SavedView {
  path: string;
}

export interface RekeyView {
  on: boolean;
  label: string;
  done: number;
  of: number;
  failed: string;
  ended: string;
}

export interface RestoreKeysInput {
  sheet: string;
  recovery: string;
  passphrase: string;
}

export interface DirtyInput {
  dirty: boolean;
}

export interface LockAfterInput {
  minutes: number;
}

export interface IDInput {
  id: string;
}

export interface StrengthInput {
  passphrase: string;
}

export interface StrengthView {
  bars: number;
  words: string;
  fault: string;
}

export interface UnlockInput {
  folder: string;
  passphrase: string;
  recovery: string;
  staffId: string;
}

export interface ChaseInput {
  caseId: string;
  runId: string;
  clientId: string;
  way: string;
  sent: boolean;
  text: string;
}

export interface ChaseView {
  title: string;
  way: string;
  part: number;
  joined: number;
  to: string;
  phone: string;
  wechat: string;
  clientId: string;
  text: string;
  letter: string;
  where: string;
  runs: string[];
  cases: string[];
}

export interface CoversView {
  rows: LoadRow[];
}

export interface LoadRow {
  id: string;
  name: string;
  active: boolean;
  open: number;
  overdue: number;
  today: number;
  away: string;
}

export interface ExpiryView {
  rows: ExpiryRow[];
  more: boolean;
}

export interface ExpiryRow {
  caseId: string;
  name: string;
  what: string;
  due: Due;
}

export interface Due {
  day: string;
  full: string;
  left: string;
  tone: string;
  kind: string;
  clock: boolean;
  at: string;
  start: string;
  before: string;
  provisional: boolean;
}

export interface DueInput {
  all: boolean;
}

export interface FollowupsView {
  rows: FollowupRow[];
  more: boolean;
}

export interface FollowupRow {
  caseId: string;
  number: string;
  client: string;
  key: string;
  label: string;
  why: string;
  day: string;
  left: string;
  tone: string;
  renews: boolean;
  long: boolean;
  yearly: boolean;
  leads: OptionView[];
}

export interface TodayInput {
  scope: string;
  party: string;
  by: string;
  group: string;
  cursor: string;
  fold: FoldKey;
  first: boolean;
}

export interface FoldKey {
  party: string;
  stage: string;
  group: string;
}

export interface TodayView {
  now: string;
  title: string;
  total: number;
  full: boolean;
  badge: number;
  parties: PartyCount[];
  groups: TodayGroup[];
  sms: SMSRow[];
  moreSms: boolean;
  arrears: ArrearsView;
  expiry: ExpiryRow[];
  fresh: boolean;
  missing: MissingRow[];
  notices: NoticeView[];
  quiet: QuietRow[];
  quietMore: boolean;
  yearly: string;
  recount: RecountView;
}

export interface PartyCount {
  code: string;
  label: string;
  count: number;
}

export interface TodayGroup {
  code: string;
  label: string;
  count: number;
  rows: TodayRow[];
  next: string;
  folded: FoldedRow[];
}

export interface TodayRow {
  runId: string;
  caseId: string;
  number: string;
  party: string;
  partyLabel: string;
  todo: string;
  client: string;
  stage: string;
  site: string;
  lead: string;
  owner: string;
  lastContact: string;
  due: Due;
  whyLine: string;
  act: ActView;
  chase: boolean;
  chased: string;
  silence: string;
  rests: boolean;
}

export interface ActView {
  code: string;
  label: string;
  opens: string;
  noted: string;
}

export interface FoldedRow {
  key: FoldKey;
  party: string;
  stage: string;
  count: number;
  earliest: string;
}

export interface SMSRow {
  caseId: string;
  client: string;
  round: string;
  due: Due;
}

export interface ArrearsView {
  count: number;
  total: string;
  rows: ArrearsRow[];
}

export interface ArrearsRow {
  invoiceId: string;
  client: string;
  number: string;
  open: string;
  late: string;
}

export interface MissingRow {
  part: string;
  text: string;
}

export interface NoticeView {
  code: string;
  label: string;
  url: string;
  count: string;
  seen: string;
  cases: NoticeCase[];
}

export interface NoticeCase {
  caseId: string;
  number: string;
  client: string;
  stage: string;
  site: string;
}

export interface QuietRow {
  caseId: string;
  number: string;
  client: string;
  words: string;
}

export interface RecountView {
  open: boolean;
  done: number;
  total: number;
  moved: number;
  firmed: number;
  changes: ChangeView[];
}

export interface ChangeView {
  caseId: string;
  number: string;
  stage: string;
  label: string;
  old: string;
  new: string;
  firmed: boolean;
}

export interface SeenInput {
  code: string;
  seen: boolean;
}

export interface SweepInput {
  scope: string;
}

export interface SweepView {
  places: SweepPlace[];
  notices: NoticeView[];
}

export interface SweepPlace {
  code: string;
  label: string;
  url: string;
  items: SweepItem[];
  more: boolean;
  rests: number;
}

export interface SweepItem {
  caseId: string;
  runId: string;
  number: string;
  client: string;
  stage: string;
  site: string;
  account: string;
  todo: string;
  left: string;
  for: string;
}

export interface TicketInput {
  caseId: string;
  runId: string;
  sent: boolean;
}

export interface AddSiteInput {
  caseId: string;
  site: SiteInput;
  at: string;
  values: Record<string, string>;
  version: number;
}

export interface SiteInput {
  id: string;
  name: string;
  domain: string;
  interactive: boolean;
  serverKind: string;
  serverOwner: string;
  serverMonths: string;
  serverInstance: string;
  serverIp: string;
  serverIpEnd: string;
  serverUntil: string;
  domainUntil: string;
  proofUntil: string;
  boughtOn: string;
  verifiedOn: string;
  grantUntil: string;
  contents: string[];
  languages: string[];
  approvals: string[];
  permits: Record<string, string>;
  remark: string;
  access: ProviderInput;
  registrar: ProviderInput;
  services: string[];
  hazard: string;
  details: Record<string, string>;
  version: number;
}

export interface ProviderInput {
  where: string;
  region: string;
  name: string;
}

export interface CaseView {
  id: string;
  number: string;
  version: number;
  clientId: string;
  client: string;
  contact: ContactView;
  subject: string;
  type: string;
  files: string;
  lacks: string[];
  filesNo: string;
  province: string;
  phases: string;
  owner: string;
  ownerId: string;
  status: string;
  statusText: string;
  standing: string;
  lookup: string;
  contract: string;
  remark: string;
  subjectNo: string;
  refused: RefusedView[];
  sites: SiteView[];
  dropped: DroppedView[];
  stages: StageView[];
  next: NextView[];
  menu: ActionView[];
  undoes: string;
  clocks: ClockView[];
  duties: DutyView[];
  people: PersonView[];
  leads: LeadView[];
  materials: MaterialsView;
  form: FormSheet[];
  account: AccountView;
  fees: FeesView;
  timeline: TimelineItem[];
  timelineMore: number;
  owed: string[];
  warnings: string[];
  unagreed: string[];
  mended: Mended[];
  now: string;
}

export interface ContactView {
  name: string;
  phone: string;
  wechat: string;
}

export interface RefusedView {
  what: string;
  site: string;
  when: string;
  why: string;
  names: string;
  material: string;
  state: string;
}

export interface SiteView {
  id: string;
  name: string;
  domain: string;
  interactive: boolean;
  serverKind: string;
  serverOwner: string;
  serverMonths: string;
  serverInstance: string;
  serverIp: string;
  serverIpEnd: string;
  contents: string[];
  languages: string[];
  approvals: string[];
  permits: Record<string, string>;
  remark: string;
  access: ProviderInput;
  registrar: ProviderInput;
  services: string[];
  hazard: string;
  details: Record<string, string>;
  asksTitle: string;
  asks: DetailView[];
  serverUntil: string;
  domainUntil: string;
  proofUntil: string;
  grantUntil: string;
  terms: TermView[];
  registrarLabel: string;
  boughtOn: string;
  verifiedOn: string;
  serverWords: string;
  domainFrom: string;
  icpNumber: string;
  liveDay: string;
  policeNo: string;
  version: number;
  footer: string;
  footerLines: string[];
  footerHint: string;
}

export interface DetailView {
  code: string;
  label: string;
  part: string;
  hint: string;
  long: boolean;
  options: OptionView[];
}

export interface TermView {
  code: string;
  label: string;
  due: Due;
}

export interface DroppedView {
  id: string;
  name: string;
  domain: string;
  day: string;
  why: string;
}

export interface StageView {
  code: string;
  label: string;
  short: string;
  phase: string;
  state: string;
  note: string;
  siteId: string;
  site: string;
  attempts: Attempt[];
}

export interface Attempt {
  no: number;
  state: string;
  entered: string;
  sent: string;
  ended: string;
  reason: string;
}

export interface NextView {
  runId: string;
  stage: string;
  stageLabel: string;
  siteId: string;
  siteLabel: string;
  party: string;
  partyLabel: string;
  todo: string;
  detail: string;
  due: Due;
  movable: boolean;
  promised: boolean;
  act: ActView;
  pending: string;
  actions: ActionView[];
  chase: boolean;
  silence: string;
  chased: string;
  needs: string;
  rounds: SMSRound[];
  script: string[];
  people: string[];
  place: string;
  contact: string;
  bring: string[];
}

export interface ActionView {
  code: string;
  label: string;
  title: string;
  stage: string;
  siteId: string;
  kind: string;
  hint: string;
  warn: string[];
  blocked: string[];
  values: ValueView[];
  reason: boolean;
}

export interface SMSRound {
  no: string;
  sent: string;
  expires: string;
  state: string;
  people: string[];
  resent: string;
}

export interface ClockView {
  id: string;
  label: string;
  about: string;
  rule: string;
  due: Due;
  from: string;
  why: Why;
}

export interface Why {
  title: string;
  trigger: string;
  count: string;
  skipped: string;
  notes: string[];
  provisional: string;
  source: string;
  confirmed: string;
  rule: string;
  days: WhyDay[];
}

export interface WhyDay {
  date: string;
  text: string;
  kind: string;
}

export interface DutyView {
  siteId: string;
  site: string;
  label: string;
  live: string;
  due: Due;
  told: string;
  missed: string;
  message: string;
}

export interface PersonView {
  id: string;
  roles: string[];
  roleCodes: string[];
  name: string;
  docKind: string;
  docKindText: string;
  docNumber: string;
  docUntil: string;
  docAddress: string;
  living: string;
  mobile: string;
  emergency: string;
  email: string;
  erased: boolean;
  version: number;
}

export interface LeadView {
  role: string;
  siteId: string;
  personId: string;
}

export interface MaterialsView {
  done: number;
  total: number;
  items: MaterialItem[];
}

export interface MaterialItem {
  no: number;
  code: string;
  label: string;
  kind: string;
  state: string;
  value: string;
  why: string;
  uses: string;
  want: string;
  source: string;
  dated: string[];
  later: boolean;
  neededAt: string;
  target: string;
  versions: DocumentView[];
}

export interface DocumentView {
  id: string;
  no: number;
  name: string;
  mime: string;
  size: string;
  pixels: string;
  added: string;
  by: string;
  issued: string;
  until: string;
  days: string;
  state: string;
  checks: CheckView[];
  url: string;
}

export interface CheckView {
  label: string;
  measured: string;
  limit: string;
  ok: boolean;
  doubt: boolean;
  advice: string;
  source: string;
}

export interface FormSheet {
  code: string;
  label: string;
  short: string;
  site: string;
  rows: FormLine[];
}

export interface FormLine {
  label: string;
  value: string;
  sealed: boolean;
  reveal: string;
  empty: boolean;
  note: string;
  fill: Fill;
}

export interface Fill {
  what: string;
  of: string;
  key: string;
}

export interface AccountView {
  uin: string;
  userName: string;
  secret: boolean;
  state: string;
  page: string;
  steps: string[];
  policies: string[];
  cautions: string[];
  message: string;
  deny: string;
  version: number;
}

export interface FeesView {
  rows: FeeRow[];
  invoices: InvoiceRow[];
  open: string;
  canIssue: boolean;
}

export interface FeeRow {
  id: string;
  label: string;
  amount: string;
  state: string;
}

export interface InvoiceRow {
  id: string;
  number: string;
  client: string;
  caseId: string;
  case: string;
  items: string;
  issued: string;
  due: string;
  total: string;
  open: string;
  state: string;
  tone: string;
  void: boolean;
  reason: string;
  upper: string;
  payments: PaymentRow[];
  version: number;
}

export interface PaymentRow {
  id: string;
  day: string;
  amount: string;
  method: string;
  receipt: string;
  note: string;
  reversed: string;
}

export interface TimelineItem {
  seq: number;
  when: string;
  recorded: string;
  who: string;
  via: string;
  title: string;
  text: string;
  kind: string;
  move: number;
  at: string;
  was: string;
}

export interface Mended {
  field: string;
  label: string;
  note: string;
}

export interface AgreeInput {
  caseId: string;
  runId: string;
  day: string;
  reason: string;
  version: number;
}

export interface CheckInput {
  kind: string;
  value: string;
  subject: string;
  domain: string;
}

export interface CheckResult {
  ok: boolean;
  value: string;
  message: string;
  notes: string[];
  warnings: string[];
}

export interface DoInput {
  caseId: string;
  action: string;
  siteId: string;
  at: string;
  reason: string;
  values: Record<string, string>;
  version: number;
}

export interface FillInput {
  from: Origin;
  type: string;
}

export interface Origin {
  caseId: string;
  key: string;
}

export interface OpenInput {
  clientId: string;
  client: ClientInput;
  leadId: string;
  lead: PersonInput;
  legalRep: boolean;
  roles: string[];
  type: string;
  province: string;
  icp: boolean;
  police: boolean;
  sites: SiteInput[];
  ownerId: string;
  lookup: string;
  lookupDay: string;
  remark: string;
  contract: string;
  accountUin: string;
  signedAt: string;
  values: Record<string, string>;
  agree: boolean;
  same: string;
  take: string[];
  draft: string;
}

export interface ClientInput {
  id: string;
  name: string;
  kind: string;
  creditCode: string;
  address: string;
  postcode: string;
  registered: string;
  investor: string;
  officePhone: string;
  contact: string;
  contactPhone: string;
  wechat: string;
  fapiaoTitle: string;
  fapiaoTaxNo: string;
  note: string;
  version: number;
}

export interface PersonInput {
  id: string;
  clientId: string;
  name: string;
  docKind: string;
  docNumber: string;
  docUntil: string;
  docAddress: string;
  living: string;
  mobile: string;
  emergency: string;
  email: string;
  version: number;
}

export interface FindInput {
  text: string;
  recent: string[];
}

export interface FindView {
  groups: FoundGroup[];
  count: string;
}

export interface FoundGroup {
  code: string;
  label: string;
  items: FoundItem[];
}

export interface FoundItem {
  kind: string;
  id: string;
  caseId: string;
  clientId: string;
  title: FoundPiece[];
  note: string;
  detail: string;
  due: Due;
  act: string;
}

export interface FoundPiece {
  text: string;
  met: boolean;
}

export interface FollowupInput {
  caseId: string;
  label: string;
  day: string;
  yearly: boolean;
}

export interface DecidedView {
  id: string;
  sheet: SheetView;
}

export interface SheetView {
  ended: boolean;
  rows: FollowupRow[];
  past: PastRow[];
  from: FromRow[];
  leads: OptionView[];
}

export interface PastRow {
  id: string;
  label: string;
  state: string;
  day: string;
  words: string;
  by: string;
  ledId: string;
  ledNo: string;
  undoes: boolean;
}

export interface FromRow {
  id: string;
  number: string;
}

export interface DoneInput {
  caseId: string;
  key: string;
  note: string;
  until: string;
}

export interface DropInput {
  caseId: string;
  key: string;
  reason: string;
}

export interface UndoInput {
  caseId: string;
  id: string;
}

export interface KnownInput {
  clientId: string;
  client: ClientInput;
  lead: PersonInput;
  domains: string[];
}

export interface KnownView {
  matches: MatchView[];
  cases: EarlierView[];
}

export interface MatchView {
  clientId: string;
  name: string;
  marks: string;
  sure: boolean;
  leadId: string;
  differs: Difference[];
}

export interface Difference {
  field: string;
  label: string;
  ours: string;
  new: string;
}

export interface EarlierView {
  id: string;
  number: string;
  domain: string;
  words: string;
}

export interface CasesInput {
  view: string;
  provs: string[];
  stages: string[];
  parties: string[];
  owners: string[];
  due: string;
  tags: string[];
  unpaid: boolean;
  text: string;
  sort: string;
  desc: boolean;
  cursor: string;
  pageSize: number;
  own: Record<string, string[]>;
}

export interface CasesView {
  rows: CaseRow[];
  next: string;
  total: number;
  count: string;
  unpaid: string;
  views: PartyCount[];
  elsewhere: ViewHits[];
}

export interface CaseRow {
  id: string;
  number: string;
  client: string;
  lead: string;
  site: string;
  province: string;
  type: string;
  stage: string;
  party: string;
  partyLabel: string;
  todo: string;
  due: Due;
  owner: string;
  unpaid: string;
  contact: string;
  status: string;
  own: OwnCells;
}

export interface OwnCells {
  tags: string[];
  values: Record<string, string>;
}

export interface ViewHits {
  code: string;
  label: string;
  count: string;
}

export interface NoteInput {
  caseId: string;
  kind: string;
  text: string;
  at: string;
  draft: string;
}

export interface OpenedView {
  id: string;
  number: string;
  warnings: string[];
  mended: Mended[];
  confirm: boolean;
  same: MatchView[];
}

export interface FollowupCase {
  from: Origin;
  case: OpenInput;
}

export interface PreflightInput {
  caseId: string;
  stage: string;
}

export interface PreflightView {
  stage: string;
  stageLabel: string;
  before: string;
  fallback: string;
  note: string;
  fail: number;
  warn: number;
  unknown: number;
  pass: number;
  checked: string;
  rows: PreflightRow[];
}

export interface PreflightRow {
  code: string;
  label: string;
  result: string;
  about: string;
  value: string;
  text: string;
  advice: string;
  source: string;
  date: string;
  confirmed: string;
  pack: string;
  resultLabel: string;
}

export interface AccountInput {
  caseId: string;
  userName: string;
  secret: string;
  version: number;
}

export interface SaveSiteInput {
  caseId: string;
  site: SiteInput;
}

export interface LeadInput {
  caseId: string;
  role: string;
  siteId: string;
  personId: string;
  version: number;
}

export interface LookupInput {
  caseId: string;
  text: string;
  day: string;
  version: number;
}

export interface OrderInput {
  caseId: string;
  contract: string;
  accountUin: string;
  version: number;
}

export interface OwnerInput {
  caseId: string;
  ownerId: string;
  version: number;
}

export interface RemarkInput {
  caseId: string;
  text: string;
  version: number;
}

export interface TimelineInput {
  caseId: string;
  before: number;
}

export interface TimelineView {
  items: TimelineItem[];
  more: number;
}

export interface OutlookView {
  sentence: string;
  past: string;
  provisional: boolean;
  steps: OutlookStep[];
}

export interface OutlookStep {
  stage: string;
  label: string;
  span: string;
  last: string;
  past: string;
}

export interface BoardView {
  head: CasesView;
  lanes: LaneView[];
  most: number;
}

export interface LaneView {
  code: string;
  label: string;
  note: string;
  stages: string[];
  count: number;
  rows: CaseRow[];
  next: string;
}

export interface CalendarInput {
  cases: CasesInput;
  month: MonthInput;
}

export interface MonthInput {
  day: string;
  days: number;
  months: number;
}

export interface CalendarView {
  head: CasesView;
  month: MonthView;
  days: DayView[];
  most: number;
}

export interface MonthView {
  title: string;
  day: string;
  weeks: MonthDay[][];
  published: boolean;
}

export interface MonthDay {
  day: string;
  date: number;
  words: string;
  outside: boolean;
  off: boolean;
  shifted: boolean;
  name: string;
  today: boolean;
  later: boolean;
}

export interface DayView {
  day: string;
  count: number;
  rows: CaseRow[];
}

export interface ViewNameInput {
  name: string;
}

export interface SavedViews {
  views: MadeView[];
}

export interface MadeView {
  name: string;
  body: string;
  first: boolean;
}

export interface PutBackInput {
  view: MadeView;
  at: number;
}

export interface ViewInput {
  was: string;
  name: string;
  body: string;
}

export interface ClientView {
  client: ClientInput;
  kind: string;
  people: PersonView[];
  cases: CaseRow[];
  consents: ConsentView[];
  agree: ConsentChoices;
  warnings: string[];
  mended: Mended[];
}

export interface ConsentView {
  id: string;
  personId: string;
  matter: string;
  separate: boolean;
  kinds: string[];
  purpose: string;
  article: string;
  way: string;
  on: string;
  evidence: string;
  file: ProofView;
  by: string;
  withdrawn: string;
  follows: string;
}

export interface ProofView {
  name: string;
  mime: string;
  type: string;
  size: string;
  added: string;
  by: string;
  url: string;
}

export interface ConsentChoices {
  matters: OptionView[];
  ways: OptionView[];
  note: string;
  follows: string;
  source: string;
}

export interface ClientsInput {
  text: string;
  cursor: string;
  pageSize: number;
}

export interface ClientsView {
  rows: ClientRow[];
  next: string;
  count: string;
}

export interface ClientRow {
  id: string;
  name: string;
  kind: string;
  code: string;
  lead: string;
  cases: number;
  open: number;
  own: OwnCells;
}

export interface OwnInput {
  caseId: string;
  clientId: string;
}

export interface OwnView {
  tags: string[];
  rows: OwnRow[];
  version: number;
  offers: string[];
}

export interface OwnRow {
  field: Field;
  value: string;
  token: string;
}

export interface Field {
  id: string;
  about: string;
  name: string;
  kind: string;
  sealed: boolean;
  choices: string[];
  retired: boolean;
}

export interface RevealInput {
  token: string;
  caseId: string;
  use: string;
}

export interface RevealView {
  value: string;
}

export interface OwnSetInput {
  caseId: string;
  clientId: string;
  keepTags: boolean;
  tags: string[];
  values: Record<string, string>;
  version: number;
}

export interface ToldView {
  rows: ToldRow[];
  more: boolean;
}

export interface ToldRow {
  when: string;
  who: string;
  title: string;
  text: string;
  cases: string[];
}

export interface ScanCopyInput {
  documentId: string;
  use: string;
  corners: CornerView[];
  whole: boolean;
  quarters: number;
  watermark: string;
  latest: number;
}

export interface CornerView {
  x: number;
  y: number;
}

export interface CopyOf {
  documentId: string;
}

export interface CopyLook {
  width: number;
  height: number;
  corners: CornerView[];
  found: boolean;
  uses: CopyUse[];
  latest: number;
}

export interface CopyUse {
  code: string;
  label: string;
  sizes: string;
}

export interface CopyTried {
  size: string;
  pixels: string;
  ok: boolean;
  checks: CheckView[];
}

export interface CaseInput {
  caseId: string;
}

export interface PaperDaysInput {
  documentId: string;
  issued: string;
  until: string;
}

export interface IssueInput {
  caseId: string;
  total: string;
}

export interface InvoicesInput {
  age: string;
  text: string;
  cursor: string;
  pageSize: number;
}

export interface InvoicesView {
  rows: InvoiceRow[];
  next: string;
  total: number;
  void: number;
  ageing: AgeView[];
}

export interface AgeView {
  code: string;
  label: string;
  sum: string;
  count: number;
  share: number;
}

export interface PayInput {
  invoiceId: string;
  amount: string;
  day: string;
  method: string;
  note: string;
  early: boolean;
  version: number;
}

export interface ReverseInput {
  invoiceId: string;
  paymentId: string;
  reason: string;
  version: number;
}

export interface VoidInput {
  invoiceId: string;
  reason: string;
  version: number;
}

export interface PaperInput {
  kind: string;
  id: string;
  scope: string;
  party: string;
  text: string;
  cases: string[];
}

export interface PictureView {
  url: string;
}

export interface PaperView {
  title: string;
  url: string;
  pages: number;
  picture: boolean;
  warnings: string[];
}

export interface SettingsView {
  letterhead: LetterheadInput;
  price: PriceInput;
  staff: StaffView[];
  folder: string;
  version: string;
}

export interface LetterheadInput {
  name: string;
  short: string;
  code: string;
  address: string;
  phone: string;
  email: string;
  bankName: string;
  bankAcct: string;
  bankOwner: string;
  version: number;
}

export interface PriceInput {
  icp: string;
  police: string;
  termDays: number;
  split: boolean;
  taxRate: number;
  version: number;
}

export interface StaffView {
  id: string;
  name: string;
  active: boolean;
  current: boolean;
  version: number;
}

export interface HandOverInput {
  from: string;
  to: string;
  note: string;
  only: string[];
}

export interface HandedOverView {
  cases: string[];
  loads: LoadsView;
}

export interface LoadsView {
  rows: LoadRow[];
}

export interface OwnMoveInput {
  id: string;
  by: number;
  version: number;
}

export interface OwnFieldsView {
  fields: OwnFieldRow[];
  tags: string[];
  moreTags: boolean;
  version: number;
}

export interface OwnFieldRow {
  field: Field;
  inUse: number;
  values: string[];
  more: boolean;
}

export interface NoticesView {
  chosen: NoticesInput;
  ruling: string;
  log: NoticeLogView[];
}

export interface NoticesInput {
  on: boolean;
  times: string;
  rounds: boolean;
  mine: boolean;
  from: string;
  to: string;
}

export interface NoticeLogView {
  when: string;
  text: string;
  failed: string;
}

export interface OwnFieldsInput {
  counted: boolean;
}

export interface ProfileInput {
  staff: string;
  title: string;
  phone: string;
  email: string;
  wechat: string;
  damaged: boolean;
  version: number;
}

export interface OwnRemoveInput {
  id: string;
  version: number;
}

export interface RobotView {
  kind: string;
  label: string;
  set: boolean;
  signs: boolean;
  on: boolean;
  at: string;
  rounds: boolean;
  text: string;
  version: number;
}

export interface AbsenceInput {
  staff: string;
  from: string;
  until: string;
  cover: string;
}

export interface OwnFieldInput {
  id: string;
  about: string;
  name: string;
  kind: string;
  sealed: boolean;
  choices: string[];
  retired: boolean;
  version: number;
}

export interface RobotInput {
  kind: string;
  url: string;
  secret: string;
  plain: boolean;
  on: boolean;
  at: string;
  rounds: boolean;
  version: number;
}

export interface TryInput {
  text: string;
}

export interface ClosureInput {
  office: string;
  province: string;
  from: string;
  to: string;
  name: string;
}

export interface HolidaysView {
  years: YearView[];
  closures: ClosureView[];
  left: RecountView;
  notice: string;
  doubts: string[];
}

export interface YearView {
  year: number;
  source: string;
  how: string;
  off: number;
  worked: number;
  periods: string[];
  shifts: string[];
}

export interface ClosureView {
  id: string;
  office: string;
  span: string;
  name: string;
  how: string;
}

export interface HolidayFile {
  base64: string;
  agree: boolean;
}

export interface ClockSave {
  about: RuleRef;
  unit: string;
  from: number;
  to: number;
  basis: Basis;
}

export interface RuleRef {
  kind: string;
  scope: string;
  code: string;
  seq: number;
}

export interface Basis {
  source: string;
  sourced: string;
  confirmed: string;
}

export interface TermsCompared {
  notes: string[];
}

export interface ConfirmationInput {
  of: RuleRef[];
  confirmed: string;
  note: string;
}

export interface RulebookView {
  clocks: ClockItem[];
  agreed: ClockItem[];
  ages: ClockItem[];
  texts: TextItem[];
  packs: PackLine[];
  placeholders: OptionView[];
  types: OptionView[];
  provinces: OptionView[];
  unconfirmed: UnconfirmedItem[];
  seqs: Record<string, number>;
  months: number;
  laws: LawView[];
  outdated: number;
  reached: number;
  unfit: string[];
  notice: string;
}

export interface ClockItem {
  kind: string;
  scope: string;
  scopeLabel: string;
  code: string;
  stage: string;
  label: string;
  sort: string;
  sortLabel: string;
  unit: string;
  from: number;
  to: number;
  term: string;
  base: string;
  scopes: boolean;
  provenance: ProvenanceView;
}

export interface ProvenanceView {
  seq: number;
  changed: boolean;
  source: string;
  sourced: string;
  confirmed: string;
  entered: string;
}

export interface TextItem {
  kind: string;
  scope: string;
  type: string;
  code: string;
  stage: string;
  step: string;
  field: string;
  text: string;
  base: string;
  places: OptionView[];
  optional: boolean;
  provenance: ProvenanceView;
}

export interface PackLine {
  scope: string;
  name: string;
  rules: number;
  changed: number;
  confirmed: number;
}

export interface UnconfirmedItem {
  kind: string;
  scope: string;
  code: string;
  sort: string;
  where: string;
  name: string;
  due: string;
  provenance: ProvenanceView;
}

export interface LawView {
  code: string;
  name: string;
  issued: string;
  since: string;
  source: string;
  unconfirmed: boolean;
  asks: LawAsks[];
}

export interface LawAsks {
  at: string;
  what: string;
  where: string;
  kind: string;
  scope: string;
  code: string;
  provenance: ProvenanceView;
}

export interface HistoryView {
  lines: HistoryLine[];
}

export interface HistoryLine {
  when: string;
  who: string;
  what: string;
  differs: DiffLine[];
  source: string;
  sourced: string;
  confirmed: string;
  note: string;
}

export interface DiffLine {
  field: string;
  old: string;
  new: string;
}

export interface MoveToLatestInput {
  ids: string[];
}

export interface TakenView {
  done: number;
  moved: number;
  failed: string[];
}

export interface OutdatedInput {
  after: string;
}

export interface OutdatedView {
  cases: OutdatedCase[];
  same: string[];
  looked: number;
  total: number;
  next: string;
}

export interface OutdatedCase {
  id: string;
  number: string;
  client: string;
  stage: string;
  dates: ChangeView[];
  rules: RuleChange[];
  papers: RuleChange[];
  texts: string[];
  blocked: string;
  met: boolean;
}

export interface RuleChange {
  label: string;
  about: string;
  old: string;
  new: string;
  text: string;
}

export interface PackInput {
  scope: string;
}

export interface PackView {
  scope: string;
  name: string;
  rules: RuleItem[];
  models: OptionView[];
  stages: OptionView[];
  notice: string;
}

export interface RuleItem {
  code: string;
  own: boolean;
  off: boolean;
  title: string;
  advised: string;
  label: string;
  value: string;
  valueKind: string;
  severity: string;
  severityLabel: string;
  text: string;
  advice: string;
  before: string[];
  conflict: boolean;
  manual: boolean;
  differs: DiffLine[];
  provenance: ProvenanceView;
}

export interface RuleSave {
  about: RuleRef;
  off: boolean;
  label: string;
  value: string;
  severity: string;
  text: string;
  advice: string;
  like: string;
  stages: string[];
  basis: Basis;
}

export interface TextSave {
  about: RuleRef;
  text: string;
}

export interface WithdrawInput {
  of: RuleRef[];
}

export interface OffersView {
  offers: OfferView[];
}

export interface OfferView {
  label: string;
  day: string;
  words: string;
  off: string;
}

export interface DateInput {
  text: string;
  kind: string;
  happened: boolean;
  step: number;
}

export interface DateView {
  text: string;
  words: string;
  fault: string;
}

export interface DraftsView {
  drafts: DraftView[];
}

export interface DraftView {
  key: string;
  body: string;
  at: string;
  today: boolean;
}

export interface DraftInput {
  key: string;
  body: string;
}

export interface KeptView {
  at: string;
}

export interface HandoverInput {
  caseId: string;
  recipient: string;
  name: string;
  kinds: string[];
  purpose: string;
  basis: string;
  note: string;
  at: string;
}

export interface HandoverChoices {
  recipients: OptionView[];
  unnamed: string[];
  bases: OptionView[];
  kinds: OptionView[];
}

export interface ExpiredView {
  gone: number;
}

export interface HandoversInput {
  caseId: string;
  recipient: string;
  text: string;
  cursor: string;
  pageSize: number;
}

export interface HandoversView {
  rows: HandoverView[];
  next: string;
  over: number;
  recipients: OptionView[];
  term: string;
  source: string;
  grounds: string;
}

export interface HandoverView {
  id: string;
  caseId: string;
  number: string;
  subject: string;
  when: string;
  name: string;
  sort: string;
  kinds: string[];
  purpose: string;
  basis: string;
  article: string;
  note: string;
  actor: string;
  by: string;
  auto: boolean;
  kept: string;
  undone: string;
}

export interface TakeBackInput {
  id: string;
  reason: string;
}

export interface ConsentInput {
  person: string;
  matters: string[];
  way: string;
  on: string;
  evidence: string;
}

export interface BreachInput {
  cases: string[];
  on: string;
  what: string;
  done: string;
  harm: string;
  advice: string;
}

export interface ClosingView {
  steps: ClosingStep[];
}

export interface ClosingStep {
  code: string;
  label: string;
  stands: string;
  says: string[];
  acts: string[];
  run: string;
}

export interface PersonCopyInput {
  personId: string;
  whole: boolean;
}

export interface EraseInput {
  person: string;
  reason: string;
}

export interface GiveInput {
  caseId: string;
  kinds: string[];
  note: string;
}

export interface ErasureView {
  goes: string[];
  stays: StayView[];
  backups: string[];
  source: string;
  blocked: string;
}

export interface StayView {
  what: string;
  why: string;
}

export interface WithdrawalInput {
  id: string;
  on: string;
  follows: string;
}

export interface RetentionView {
  lines: RetentionLine[];
}

export interface RetentionLine {
  code: string;
  label: string;
  what: string;
  term: string;
  gone: string;
  source: string;
  sourced: string;
  staff: boolean;
  due: number;
  held: number;
  next: string;
  items: RetentionItem[];
  kept: RetentionItem[];
}

export interface RetentionItem {
  id: string;
  label: string;
  count: number;
  from: string;
  why: string;
}

export interface PurgeInput {
  kind: string;
  items: string[];
  reason: string;
}

export interface AuditInput {
  from: string;
  to: string;
  staff: string;
  kind: string;
  number: string;
  text: string;
  cursor: string;
  pageSize: number;
}

export interface AuditView {
  rows: AuditRow[];
  next: string;
  kinds: OptionView[];
  staff: OptionView[];
  terms: AuditTerm[];
}

export interface AuditRow {
  seq: number;
  when: string;
  happened: string;
  staff: string;
  via: string;
  kind: string;
  caseId: string;
  number: string;
  title: string;
  text: string;
}

export interface AuditTerm {
  label: string;
  term: string;
  source: string;
}

export interface TableInput {
  table: string;
  today: TodayInput;
  cases: CasesInput;
  clients: ClientsInput;
  bills: InvoicesInput;
  only: string[];
  columns: string[];
  format: string;
  charset: string;
  clear: boolean;
}

export interface CopiedTable {
  text: string;
  html: string;
  rows: number;
}

export interface SavedTable {
  path: string;
  rows: number;
}

export interface AgendaView {
  path: string;
  mine: boolean;
  events: number;
  at: string;
  failed: string;
}

export interface AgendaInput {
  mine: boolean;
}

export interface BackupView {
  plan: BackupInput;
  last: string;
  where: string;
  lacks: string;
  failed: string;
  readOnly: boolean;
  running: BackupStep;
}

export interface BackupInput {
  target: string;
  on: boolean;
  version: number;
}

export interface BackupStep {
  on: boolean;
  label: string;
  done: number;
  of: number;
}

export interface RestoreView {
  running: BackupStep;
  done: RestoredView;
  failed: string;
}

export interface RestoredView {
  folder: string;
  words: string[];
  warnings: string[];
}

export interface PlaceInput {
  place: string;
}

export interface BackupListView {
  folders: number;
  backups: BackupRowView[];
}

export interface BackupRowView {
  dir: string;
  name: string;
  folder: number;
  at: string;
  cases: number;
  bills: number;
  state: string;
  fault: string;
}

export interface RestoreInput {
  backup: string;
  to: string;
  passphrase: string;
  recovery: string;
  afterBill: string;
  afterCase: string;
  afterReceipt: string;
}

export interface ImportBatches {
  batches: ImportBatch[];
}

export interface ImportBatch {
  seq: number;
  at: string;
  staff: string;
  file: string;
  cases: number;
  span: string;
  undone: boolean;
}

export interface ImportInput {
  sheet: number;
  header: number;
  columns: Record<string, string>;
  icp: boolean;
  police: boolean;
  agree: boolean;
  newClients: boolean;
  leave: number[];
}

export interface ImportHead {
  line: number;
  known: boolean;
  lines: string[];
  columns: ImportColumn[];
  fields: OptionView[];
}

export interface ImportColumn {
  header: string;
  field: string;
  guessed: boolean;
  values: string[];
  looks: string;
}

export interface ImportView {
  rows: ImportRow[];
  sums: ImportSum[];
  unsure: number;
  done: boolean;
}

export interface ImportRow {
  line: number;
  client: string;
  site: string;
  outcome: string;
  label: string;
  number: string;
  problems: ImportProblem[];
  asks: string[];
  told: string[];
}

export interface ImportProblem {
  column: string;
  text: string;
}

export interface ImportSum {
  code: string;
  label: string;
  count: number;
}

export interface SheetsView {
  file: string;
  sheets: SheetChoice[];
}

export interface SheetChoice {
  index: number;
  name: string;
  rows: number;
}

export interface ImportBatchInput {
  seq: number;
}

export interface ActInput {
  cases: PickedCase[];
  act: string;
  owner: string;
  text: string;
  way: string;
  texts: Record<string, string>;
  tags: string[];
  untag: string[];
  dry: boolean;
}

export interface PickedCase {
  caseId: string;
  runId: string;
  version: number;
}

export interface ManyView {
  report: ResultsReport;
  cases: PickedCase[];
  chases: ChaseView[];
}

export interface ResultsReport {
  rows: ResultRow[];
  lines: LineProblem[];
  wrong: number;
  asked: number;
  done: boolean;
  batch: string;
  title: string;
}

export interface ResultRow {
  caseId: string;
  runId: string;
  number: string;
  client: string;
  site: string;
  stage: string;
  title: string;
  text: string;
  problem: string;
  asks: string;
  lines: number[];
}

export interface LineProblem {
  line: number;
  text: string;
}

export interface PicksInput {
  cases: PickedCase[];
}

export interface ResultChoices {
  choices: ResultChoice[];
  cases: PickedCase[];
}

export interface ResultChoice {
  code: string;
  label: string;
  hint: string;
  kind: string;
  cases: number;
  values: ValueView[];
  column: string;
  asked: string;
  reason: boolean;
}

export interface ResultsInput {
  cases: PickedCase[];
  action: string;
  at: string;
  reason: string;
  values: Record<string, string>;
  column: string;
  agree: boolean;
  dry: boolean;
}

export interface BatchInput {
  batch: string;
}

export interface TakenBack {
  title: string;
}

export interface PasteInput {
  caseId: string;
  text: string;
}

export interface PasteView {
  found: PasteItem[];
  told: string[];
  personId: string;
  siteId: string;
}

export interface PasteItem {
  field: string;
  label: string;
  value: string;
  start: number;
  end: number;
  guessed: boolean;
  notes: string[];
  told: string;
  doubt: string;
  fault: string;
  code: string;
  kind: string;
  shown: string;
  state: string;
  ours: string;
}
