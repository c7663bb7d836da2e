package workflow

import (
	"slices"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/ref"
)

// Party is whom a step waits for.
type Party string

const (
	Client   Party = "client"
	Agency   Party = "agency"
	Cloud    Party = "cloud"
	Bureau   Party = "bureau"
	Police   Party = "police"
	Platform Party = "platform" // that of a mini program: it takes filings in where the cloud does for others
)

// Parties are all there are in the order in which the desk names them: those who can be
// made to act, then those for whom we only wait (Office). Stores keep their places here:
// another one is only appended.
var Parties = []Party{Client, Agency, Cloud, Bureau, Police, Platform}

// offices are the parties for whom we only wait: nothing that we do brings them on.
var offices = []Party{Cloud, Bureau, Police, Platform}

// Office says that we only wait for this party.
func (p Party) Office() bool { return slices.Contains(offices, p) }

// Phase is one of the two billed halves of a case.
type Phase string

const (
	PhaseICP    Phase = "icp"
	PhasePolice Phase = "police"
)

// Plan is what the engine must know of a case besides its moves. Everything in it
// is fixed when the case is opened, but for the sites' names and the people.
type Plan struct {
	Type     string // case type code: first, add, access, change, cancel, app, mini, police
	Province string // two-digit division code, "33"
	Subject  string // the client's kind (clients.Kind), for texts only; "" leaves out what is said to its like
	ICP      bool   // phases chosen at signing; police.add can switch Police on later
	Police   bool
	Sites    []Site // all that ever were of the order, in their order; at least one
	Leads    []Lead
	Client   string // the client's name, for texts only; "" leaves it out
	Account  string // id of the main account at the cloud, likewise
}

// Site is one site of the order.
type Site struct {
	ID          ref.SiteID
	Name        string
	Domain      string
	Interactive bool
	Added       bool // it came after the signing: of the order once a move has added it
}

// Lead is a person with a role in the order or in one site. Mobile is any token
// that is equal exactly when two people's mobiles are (a keyed hash; "" unknown).
type Lead struct {
	Person   ref.PersonID
	Name     string
	Role     string // subject, site, security, opinion, legal
	Site     ref.SiteID
	Mobile   string
	Document string // kind of the identity document: clients.DocKind; "" unknown
}

// Move is one thing that happened in a case. Moves are the truth: runs, deadlines
// and open actions are computed from them.
type Move struct {
	ID       ref.MoveID
	Seq      int        // 1, 2, 3 … within the case, in the order of recording
	At       cal.Moment // when it happened, UTC+8
	Recorded time.Time  // when it was written down
	Staff    ref.StaffID
	Action   string
	Site     ref.SiteID // "" for the order
	Values   map[string]string
	Reason   string
	Damaged  bool // what was typed with it can't be read: Values and Reason are missing
}

// Status is where a case as a whole stands.
type Status string

const (
	Open      Status = "open"
	Hold      Status = "hold"
	Leaving   Status = "leaving" // withdrawn or declined, and something of it is left to do
	Delivered Status = "delivered"
	Withdrawn Status = "withdrawn"
	Declined  Status = "declined"
	Void      Status = "void"
)

// Active says that something may still happen in the case.
func (s Status) Active() bool { return s == Open || s == Hold || s == Leaving }

// Leave is how a case ends early: what it will be once nothing of it is left to do.
type Leave struct {
	Status Status // Withdrawn or Declined
	At     cal.Moment
	Why    string
}

// State is what a case's moves add up to.
type State struct {
	Status        Status
	ICP, Police   bool
	Runs          []Run // in the order in which they were opened
	SubjectNumber string
	Sites         map[ref.SiteID]SiteState // of the order, and those that were dropped
	Rounds        []Round                  // SMS rounds since the last start over
	Missed        int                      // rounds missed since the last start over
	Ended         *cal.Moment
	Refusals      []Refusal   // rejections of stages that have not come through since, the earliest first
	Past          []Past      // the effective moves but for corrections, in order of Seq
	Undoable      int         // seq of the move that undo would take back; 0 when there is none
	Skipped       []string    // stages this order does not need although its type has them
	Verify        []string    // roles that verify by SMS, as the signing settled it; nil: those of the type
	Signed        cal.Moment  // when the first move happened
	Held          *cal.Moment // since when the case is on hold
	Leaving       *Leave      // nil unless it was withdrawn or declined
	Resumed       *cal.Moment // when the last hold ended: our own default dates count from it
	Imported      *cal.Day    // when the case was taken over from what was kept elsewhere; nil for others
}

// Over says that the order goes no further, though something of it may be left to do.
func (s State) Over() bool { return s.Ended != nil || s.Leaving != nil }

// Past is a move that was not undone, at the moment to which it was corrected last.
type Past struct {
	Seq    int
	Action string
	Site   ref.SiteID
	At     cal.Moment
}

// SiteState is what the moves say of one site.
type SiteState struct {
	ICPNumber    string
	Live         *cal.Moment // go-live
	PoliceNumber string
	Dropped      *Drop // nil while it is of the order
	Told         *Told // how the client was told of what he must do himself; nil until then
	Own          bool  // the client has done it himself
}

// Drop is how a site left the order.
type Drop struct {
	At  cal.Moment
	Why string
}

// Outcome is how a run ended; "" while it is open.
type Outcome string

const (
	Done     Outcome = "done"
	Rejected Outcome = "rejected"
	MissedIt Outcome = "missed"
	Dropped  Outcome = "dropped" // the case ended, or the order fell back past it
)

// Run is one attempt at a stage, for the order or for one site.
type Run struct {
	Key       string // stable: "prereview#2", "police-site/<site id>#1"
	Stage     string
	Site      ref.SiteID
	Attempt   int
	Step      string // code of the step it stands at: todo, submitted, appointment, face …
	Party     Party
	Entered   cal.Moment  // when the run opened
	StepAt    cal.Moment  // when its present step began
	Submitted *cal.Moment // when it went to the reviewer
	Ended     *cal.Moment
	Outcome   Outcome
	Reason    string // why it was rejected, or the note of the last setback
	Agreed    *Agreed
	Recall    *cal.Moment // pre-review: when the second call is expected after a missed one
	Latest    cal.Moment  // when the latest move of the run happened; the next may not lie before it
	Cause     string      // of the run of a hold: code of its usual reason, "" when it was told in words
	Checked   []Checked   // those whom the step asks and who have done their part
	Visit     *Visit      // the police's appointment while the run stands at that step

	latestBy string // action of the move that Latest is from; "" when it is another run's
}

// Open says that the run has not ended.
func (r Run) Open() bool { return r.Ended == nil }

// Agreed is a date set by hand in place of the default (改期).
type Agreed struct {
	Day cal.Day
	Seq int // of the move that set it
}

// Visit is an appointment that the police set for a site.
type Visit struct {
	When    cal.Moment
	Kind    string // interview, visit
	Place   string // as the police told it; "" unknown
	Contact string // whom of the police to ask, likewise
}

// kind is "" while there is no appointment.
func (v *Visit) kind() string {
	if v == nil {
		return ""
	}
	return v.Kind
}

// Round is one SMS round of stage 9.
type Round struct {
	No      int
	Sent    cal.Moment
	Expires cal.Moment
	People  []RoundPerson
	Outcome Outcome // done, missed, or "" while it runs
	Resent  []cal.Moment
	Lost    *cal.Moment // when somebody's wrong entries used it up
}

// RoundPerson is one person who must verify in a round.
type RoundPerson struct {
	Person ref.PersonID
	Name   string
	Done   *cal.Moment
	Wrong  int  // wrong entries in this round
	Astray bool // he has not received the SMS, and it was not sent again since
}

// Kind of a deadline.
type Kind string

const (
	Expected    Kind = "expected"
	Max         Kind = "max"
	Legal       Kind = "legal"
	AgreedOn    Kind = "agreed"
	Reminder    Kind = "reminder"
	Appointment Kind = "appointment" // a time that an office has set
	Own         Kind = "own"         // the client's own: nothing of the order waits for it
)

// Deadline is one date of a case with the reasons for it. It does not depend on
// the present moment.
type Deadline struct {
	Key         string // stable within the case: run key or site, and clock code
	RunKey      string // run it belongs to; "" for a clock that spans runs (police 30 days)
	Stage       string
	Site        ref.SiteID
	Clock       string // clock code in the data
	Scope       string // case type or province whose term of the clock it is; "" the general one's
	Label       string // 短信核验, 管局预计, 管局最迟 …
	Kind        Kind
	From        *cal.Moment // expected only: start of the span
	Due         cal.Moment  // Undated while the day from which it counts is unknown: the day is to be looked up
	Governs     bool        // the date Today sorts its run by
	Runs        []string    // keys of the open runs it governs
	Provisional bool
	Why         Why

	office *cal.Calendar // that of the office waited for, nil without closures
}

// Why holds the reasons of a date as values; Sentences puts them in words.
type Why struct {
	Trigger   string // 短信核验完成
	TriggerAt cal.Moment
	Term      string // "20 个工作日", "24 小时", "30 天"
	Count     *cal.Count
	Days      int         // calendar days counted; 0 for working days and hours
	Moved     string      // "10月5日在国庆假期内，移到10月8日"
	Ends      *cal.Moment // where the term itself ends, when something ended it before; nil otherwise
	Notes     []string    // other published terms, the working day before a legal day off …
	Source    string      // "《腾讯云网站域名备案流程》2"
	Sourced   string      // date of the source, ISO or ""
}

// Action is something that may happen in a case now, or that is blocked.
type Action struct {
	Code    string // "template.submit"; unique with Site
	Label   string // verb first, at most eight characters
	Stage   string
	Site    ref.SiteID
	RunKey  string
	Kind    string   // primary, outcome, setback, case
	Hint    string   // consequence in a sentence
	Warn    []string // what to know before it is recorded; whole sentences, empty mostly
	Blocked []string // why it is blocked; empty when it may happen
	Values  []Value
	Reason  bool // a reason must be given
}

// Value is something an action asks for.
type Value struct {
	Key      string
	Label    string
	Kind     string // text, day, moment, choice, check, icp, police
	Required bool
	Happened bool // of a day or a moment: it is never in the future
	Default  string
	Options  []Option
	Hint     string
}

type Option struct{ Code, Label string }

// MissingMaterials answers what the desk holds: the reasons for which the materials that a
// stage wants are not all there, as Chinese sentences. Nil means all there.
type MissingMaterials func(stage string, site ref.SiteID) []string
