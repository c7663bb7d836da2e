package office

import (
	"context"
	"time"

	"beiandesk/internal/billing"
	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/materials"
	"beiandesk/internal/money"
	"beiandesk/internal/ref"
	"beiandesk/internal/workflow"
)

// Store runs work in transactions. Write transactions come one at a time; f's
// error rolls everything back. Neither may be called inside the other's f.
type Store interface {
	Write(ctx context.Context, f func(Tx) error) error
	Read(ctx context.Context, f func(Tx) error) error
}

// Tx is the desk's data inside one transaction. In a Read, writing methods fail.
type Tx interface {
	Staff() StaffStore
	Clients() ClientStore
	Cases() CaseStore
	Moves() MoveStore
	Projections() ProjectionStore
	Documents() DocumentStore
	Billing() BillingStore
	Journal() JournalStore
	Settings() SettingStore
	Overrides() OverrideStore
	Numbers() NumberStore
	Lists() ListStore
	Find() FindStore
}

// StaffStore keeps the 经办 of the desk.
type StaffStore interface {
	Add(Staff) error
	Get(ref.StaffID) (Staff, error)
	All() ([]Staff, error)
	Update(Staff) error // errs.Conflict when Version is stale; the stored one becomes Version+1
}

// Staff says who did what; it is no login.
type Staff struct {
	ID      ref.StaffID
	Name    string
	Active  bool
	Version int
}

// ClientStore keeps clients and their people. Update refuses a stale Version with
// errs.Conflict; Get gives errs.NotFound.
type ClientStore interface {
	AddClient(clients.Client) error
	Client(ref.ClientID) (clients.Client, error)
	UpdateClient(clients.Client) error
	AddPerson(clients.Person) error
	Person(ref.PersonID) (clients.Person, error)
	UpdatePerson(clients.Person) error
	People(ref.ClientID) ([]clients.Person, error)
}

// CaseStore keeps cases, their sites and who leads them.
type CaseStore interface {
	Add(c cases.Case, sites []cases.Site, leads []cases.Lead) error
	Get(ref.CaseID) (cases.Case, error)
	ByNumber(number string) (cases.Case, error)
	Update(cases.Case) error // refuses a stale Version
	Sites(ref.CaseID) ([]cases.Site, error)
	UpdateSite(cases.Site) error // refuses a stale Version
	Leads(ref.CaseID) ([]cases.Lead, error)
	SetLeads(ref.CaseID, []cases.Lead) error
}

// MoveStore is append-only: the truth about what happened in a case.
type MoveStore interface {
	Append(ref.CaseID, workflow.Move) error
	Of(ref.CaseID) ([]workflow.Move, error) // in order of Seq
}

// ProjectionStore keeps what is computed from moves. Only project.go and recompute.go of
// office/filing write here.
type ProjectionStore interface {
	Replace(ref.CaseID, []RunRow, []DeadlineRow) error
	Runs(ref.CaseID) ([]RunRow, error)
	Deadlines(ref.CaseID) ([]DeadlineRow, error)
	CountFrom(cal.Day) (int, error)                                              // open cases with a date on that day or later
	FoldersFrom(from cal.Day, after ref.CaseID, limit int) ([]DateFolder, error) // those cases, in the order of ids
	Delivered(typ, province string, limit int) ([]DateFolder, error)             // the latest delivered cases, without runs and dates
	Redate([]Redating) error                                                     // a case that has another version by now is left as it is
}

// DateFolder is what the dates of a case are computed from, and what is kept of them.
// Of the case and its sites it holds only what a plan needs, and nothing sealed; of a move not
// who recorded it and when; of runs and dates, in the order of their keys, only what the
// calendar can change.
type DateFolder struct {
	Case      cases.Case
	Sites     []cases.Site
	Moves     []workflow.Move
	Runs      []RunRow
	Deadlines []DeadlineRow
}

// Redating is what another calendar changes in a case of that version: the dates of
// rows that are there.
type Redating struct {
	Case      ref.CaseID
	Version   int
	Runs      []RunRow
	Deadlines []DeadlineRow
}

// RunRow is an open run as lists need it: one row a task.
type RunRow struct {
	ID        ref.RunID // derived from case and run key, so a rebuild keeps it
	CaseID    ref.CaseID
	Key       string
	Stage     string
	StageNo   int
	SiteID    ref.SiteID
	Attempt   int
	Step      string
	Party     string
	LateParty string   // whom it waits for once its date has passed or Lost, "" = the same
	Entered   string   // cal.Moment text
	DueDay    *cal.Day // of the governing deadline
	DueMin    int      // minute of the day, -1 for a whole day
	DueKind   string   // workflow.Kind or ""
	DueKey    string   // key of the governing deadline, "" without one
	Started   string   // RFC 3339 UTC moment at which a minute clock began, "" otherwise
	Headline  bool     // the case's headline run
	Round     int      // SMS round, 0 otherwise
	Who       string   // names of those who must still verify in that round
	Lost      bool     // that round is used up by wrong entries
	Visit     string   // kind of the appointment with the police, "" without one
}

// DeadlineRow is a live deadline of an open case.
type DeadlineRow struct {
	ID          ref.DeadlineID
	CaseID      ref.CaseID
	Key         string
	Stage       string
	SiteID      ref.SiteID
	CaseNumber  string // filled by ListStore.DeadlinesAll alone
	Clock       string
	Label       string
	Kind        string
	From        string // cal.Moment text, "" unless expected
	DueDay      cal.Day
	DueMin      int // -1 for a whole day
	Governs     bool
	Provisional bool
	Reasons     []string // sealed? no: dates and rule names only
}

// FindStore finds by exact value. The values are plain: the store hashes what lies
// sealed, so that nobody else knows under which purpose.
type FindStore interface {
	SameSubject(SubjectQuery) ([]SubjectCase, error) // open or held cases, the oldest first
	PhoneUses(numbers []string) ([]PhoneUse, error)  // everybody who has one of them as mobile or emergency number
	Intents() ([]Intent, error)                      // uploads and removals that nobody settled
}

// Intent is a file that a process wrote, or was about to remove, without settling it.
type Intent struct {
	Blob string
	PID  int
}

// SubjectQuery names a subject by any of its marks; empty ones are not looked for.
type SubjectQuery struct {
	Client     ref.ClientID
	CreditCode string
	DocNumber  string // of a personal subject's lead
	Except     ref.CaseID
}

// SubjectCase is a case in flight of the subject asked for.
type SubjectCase struct {
	ID     ref.CaseID
	Number string
	Type   string
}

// PhoneUse says that a number belongs to a person.
type PhoneUse struct {
	Number   string
	PersonID ref.PersonID
	ClientID ref.ClientID
	Client   string
}

// DocumentStore keeps documents; the bytes lie in the vault.
type DocumentStore interface {
	Add(materials.Document) error
	Get(ref.DocumentID) (materials.Document, error)
	Of(ref.CaseID) ([]materials.Document, error)
	Remove(ref.DocumentID) error
	BlobUses(blob string) (int, error)
	Intend(blob string, pid int) error // an upload is under way; cleared by Settle
	Settle(blob string) error
}

// BillingStore keeps fees, bills and payments.
type BillingStore interface {
	AddFee(billing.Fee) error
	Fees(ref.CaseID) ([]billing.Fee, error)
	UpdateFee(billing.Fee) error
	AddInvoice(billing.Invoice) error
	Invoice(ref.InvoiceID) (billing.Invoice, error)
	InvoiceByNumber(number string) (billing.Invoice, error)
	UpdateInvoice(billing.Invoice) error // Void, Paid, Version only
	InvoicesOf(ref.CaseID) ([]billing.Invoice, error)
	AddPayment(billing.Payment) error
	Payments(ref.InvoiceID) ([]billing.Payment, error)
	PaymentsOf(ref.CaseID) ([]billing.Payment, error) // of all bills with a line for the case, bill by bill as Payments gives them
}

// Entry is a line of the journal: timeline and audit in one chain. Payload is
// sealed and lies in a table of its own, so that it can be erased and the chain
// stays whole.
type Entry struct {
	Seq     int64
	At      time.Time // recorded
	Happen  string    // cal.Moment text of when it happened; "" = At
	StaffID ref.StaffID
	Via     string     // window, command
	Kind    string     // move, note, contact, material, money, reveal, edit, case
	CaseID  ref.CaseID // "" for the desk
	Subject string     // id of what it is about, "" otherwise
	Title   string     // clear text without personal data: 提交信息模板
	Payload string     // free text or JSON; sealed
}

// JournalStore appends to the hash chain and reads it.
type JournalStore interface {
	Append(Entry) (Entry, error)
	Of(caseID ref.CaseID, before int64, limit int) ([]Entry, error) // newest first
	LastContact(ids []ref.CaseID) (map[ref.CaseID]Entry, error)     // newest entry of kind contact of each case
	Verify() (int64, error)                                         // entries checked; errs.Internal names the broken one
}

// SettingStore keeps values under a key as JSON text. Sealed keys are those whose
// name starts with "secret.".
type SettingStore interface {
	Get(key string) (value string, version int, err error) // "" and 0 when unset
	Put(key, value string, version int) error              // errs.Conflict when stale
}

// NumberStore hands out gapless numbers inside the issuing transaction.
type NumberStore interface {
	Next(series string, year int) (int, error) // 1, 2, 3 … per series and year
}

// ListStore answers the screens' questions in one statement each, with keyset paging.
type ListStore interface {
	Tasks(TaskQuery) ([]TaskRow, error)
	Waits(TaskQuery) ([]WaitRow, error)            // what Acting leaves out, one row a group, party and stage; Limit and After ignored
	TaskCounts(TaskQuery) (map[string]int, error)  // by party, the query's party ignored
	GroupCounts(TaskQuery) (map[string]int, error) // overdue, today, week, later
	Cases(CaseQuery) ([]CaseRow, error)
	CaseTotals(CaseQuery) (CaseTotals, error)
	Clients(ClientQuery) ([]ClientRow, int, error)
	Invoices(InvoiceQuery) ([]billing.Invoice, error)
	InvoiceTotals(today cal.Day) (InvoiceTotals, error)
	Expiring(today cal.Day, within int, limit int) ([]ExpiryRow, error)
	DeadlinesAll(after string, limit int) ([]DeadlineRow, error) // keyset over open cases, in the order of due
}

// TaskQuery chooses open runs of cases that are open or on hold, in the order of their
// dates.
type TaskQuery struct {
	Now   time.Time
	Owner ref.StaffID // "" = everybody's
	Party string      // whom they wait for at Now; "" = any
	Group string      // "" = any; overdue, today, week, later
	Stage string      // "" = any
	// Acting leaves out what only waits on others and needs nothing from us: parties
	// cloud, bureau and police in the groups week and later.
	Acting bool
	After  string // keyset cursor: the last row's Cursor
	Limit  int
}

// TaskRow is a run with what its line shows.
type TaskRow struct {
	RunRow
	Cursor     string
	Group      string
	CaseNumber string
	CaseType   string
	Province   string
	ClientID   ref.ClientID
	Client     string
	Domain     string
	SiteName   string
	Lead       string
	OwnerID    ref.StaffID
	Owner      string
	Status     string
	Edition    int // what the case goes by
	// Provisional says that the governing date counts through a year without a notice.
	Provisional bool
}

// WaitRow stands for the tasks that fold up into one line.
type WaitRow struct {
	Group    string
	Party    string
	Stage    string
	Count    int
	Earliest cal.Day
}

// CaseQuery filters the cases table; empty fields mean any.
type CaseQuery struct {
	Now     time.Time
	View    string // open, mine, closed, all
	Mine    ref.StaffID
	Provs   []string
	Stages  []string
	Parties []string // whom the headline waits for at Now
	Owners  []ref.StaffID
	Due     string
	Unpaid  bool
	Text    string
	Client  ref.ClientID
	Sort    string // due, number, client
	Desc    bool
	After   string
	Limit   int
}

type CaseRow struct {
	Cursor   string
	ID       ref.CaseID
	Number   string
	Type     string
	Province string
	Status   string
	ClientID ref.ClientID
	Client   string
	Lead     string
	Domain   string
	OwnerID  ref.StaffID
	Owner    string
	Unpaid   money.Fen
	Edition  int     // what the case goes by
	Run      *RunRow // the headline run; nil when the case has ended
	// Provisional says that the headline's date counts through a year without a notice.
	Provisional bool
}

type CaseTotals struct {
	Count  int
	Unpaid money.Fen
	Views  map[string]int // open, mine, closed, all
}

type ClientQuery struct {
	Text  string
	After string
	Limit int
}

type ClientRow struct {
	Cursor string
	clients.Client
	Lead  string
	Cases int
	Open  int
}

// InvoiceQuery filters bills by age of the open sum: open, current, d30, d60, older.
type InvoiceQuery struct {
	Today cal.Day
	Age   string
	Text  string
	After string // number of the last row
	Limit int
}

// InvoiceTotals are the ageing figures, keyed open, current, d30, d60, older.
type InvoiceTotals struct {
	Sum   map[string]money.Fen
	Count map[string]int
	All   int
	Void  int
}

type ExpiryRow struct {
	CaseID ref.CaseID
	Client string
	What   string // server, domain, proof, grant, id
	Name   string
	Day    cal.Day
}
