package shapes

import (
	"cmp"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/money"
	"beiandesk/internal/office/invoicing"
	"beiandesk/internal/office/people"
	"beiandesk/internal/office/views"
	"beiandesk/internal/present"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

type ListedCase struct {
	Number       string `json:"number"`
	Type         string `json:"type"`
	TypeLabel    string `json:"type_label"`
	Province     string `json:"province"`
	Client       string `json:"client"`
	Lead         string `json:"lead"`
	Domain       string `json:"domain"` // of the first site; "" where it has none
	Site         string `json:"site"`   // its domain, or its name where it has none
	Owner        string `json:"owner"`
	Status       string `json:"status"`
	StatusLabel  string `json:"status_label"`
	Stage        string `json:"stage"` // of the headline; "" when the case has ended
	StageLabel   string `json:"stage_label"`
	WaitingOn    string `json:"waiting_on"`
	WaitingLabel string `json:"waiting_on_label"`
	Todo         string `json:"todo"`
	Due          string `json:"due"`
	DueKind      string `json:"due_kind"`
	Left         string `json:"left"`
	Ended        string `json:"ended"` // day, 2026-11-23? for an unknown one, "" while it is open
	Unpaid       string `json:"unpaid"`
}

// ListedCaseOf is a row of the cases table.
func ListedCaseOf(r views.Row) ListedCase {
	c := ListedCase{
		Number: r.Number, Type: r.Type, TypeLabel: r.TypeLabel, Province: r.ProvinceName, Client: r.Client, Lead: r.Lead,
		Domain: r.Domain, Site: r.SiteWord(), Owner: r.Owner, Status: r.Status, StatusLabel: r.StatusText, StageLabel: r.StageLabel,
		WaitingOn: string(r.WaitsFor), WaitingLabel: r.PartyLabel, Todo: r.Todo, Left: r.Due.Left, Unpaid: Plain(r.Unpaid),
	}
	c.Ended = present.Moment(r.EndedOn())
	if r.Run != nil {
		c.Stage, c.DueKind, c.Due = r.Run.Stage, string(r.Due.Kind), present.Moment(r.Due.Moment)
	}
	return c
}

// CaseHead are the titles of a listed case's cells.
var CaseHead = []string{"案件编号", "客户", "域名或名称", "环节", "等谁", "期限", "剩余", "经办"}

// Cells are what a table shows of it.
func (c ListedCase) Cells() []string {
	return []string{c.Number, c.Client, c.Site, cmp.Or(c.StageLabel, c.StatusLabel), c.WaitingLabel, cal.PlainText(cmp.Or(c.Ended, c.Due)), c.Left, c.Owner}
}

// LaidCase is a case on the board, or in a month.
type LaidCase struct {
	Column      string `json:"column,omitempty"` // of the board
	ColumnLabel string `json:"column_label,omitempty"`
	Day         string `json:"day,omitempty"` // of the month
	ListedCase
}

// Task is a line of 今日.
type Task struct {
	Case         string `json:"case"`
	Group        string `json:"group"` // overdue, today, week, later
	GroupLabel   string `json:"group_label"`
	Due          string `json:"due"`
	DueKind      string `json:"due_kind"`
	Left         string `json:"left"`
	Stage        string `json:"stage"`
	StageLabel   string `json:"stage_label"`
	WaitingOn    string `json:"waiting_on"`
	WaitingLabel string `json:"waiting_on_label"`
	Todo         string `json:"todo"`
	Why          string `json:"why"`
	Client       string `json:"client"`
	Lead         string `json:"lead"`
	Site         string `json:"site"` // its domain, or its name where it has none
	Owner        string `json:"owner"`
	LastContact  string `json:"last_contact"`
	Chased       string `json:"chased"`  // in words; "" for never
	Silence      string `json:"silence"` // in words; "" while the client has not been silent for long
	OnHold       bool   `json:"on_hold"`
}

// TaskHead are the titles of its columns.
var TaskHead = []string{"时间", "等谁", "要办的事", "客户", "域名或名称", "期限", "剩余", "案件编号", "经办"}

// TaskOf is one as scripts read it.
func TaskOf(t views.Task) Task {
	return Task{
		Case: t.CaseNumber, Group: t.Group, GroupLabel: workflow.GroupLabel(t.Group), Due: present.Moment(t.Due.Moment), DueKind: string(t.Due.Kind),
		Left: t.Due.Left, Stage: t.Stage, StageLabel: t.StageLabel, WaitingOn: string(t.WaitsFor), WaitingLabel: t.PartyLabel, Todo: t.Todo, Why: t.WhyLine,
		Client: t.Client, Lead: t.Lead, Site: t.SiteWord(), Owner: t.Owner, LastContact: t.LastContact, Chased: t.Chased.Words, Silence: t.Silence.Words,
		OnHold: t.OnHold,
	}
}

// Row is it as a row of a table.
func (t Task) Row() []string {
	return []string{t.GroupLabel, t.WaitingLabel, t.Todo, t.Client, t.Site, cal.PlainText(t.Due), t.Left, t.Case, t.Owner}
}

// ListedClient is a client of the list of all, without what is sealed.
type ListedClient struct {
	Name       string `json:"name"`
	Kind       string `json:"kind"`
	KindLabel  string `json:"kind_label"`
	CreditCode string `json:"credit_code"`
	Lead       string `json:"lead"` // who was entered first
	Open       int    `json:"open"` // cases
	Cases      int    `json:"cases"`
}

// ListedClientOf is a row of the table of clients.
func ListedClientOf(r store.ClientRow) ListedClient {
	return ListedClient{
		Name: r.Name, Kind: string(r.Kind), KindLabel: people.LabelOf(people.Kinds, string(r.Kind)), CreditCode: r.CreditCode,
		Lead: r.Lead, Open: r.Open, Cases: r.Cases,
	}
}

type Invoice struct {
	Number     string    `json:"number"`
	Case       string    `json:"case"`
	Client     string    `json:"client"`
	Items      string    `json:"items"`
	IssuedOn   string    `json:"issued_on"`
	DueOn      string    `json:"due_on"`
	Total      string    `json:"total"`
	Upper      string    `json:"total_upper"`
	Paid       string    `json:"paid"`
	Open       string    `json:"open"`
	State      string    `json:"state"` // current, overdue, part, paid, void
	StateLabel string    `json:"state_label"`
	LateDays   int       `json:"late_days"`
	Payments   []Payment `json:"payments"`
}

// Payment is money received; one that was reversed counts no more.
type Payment struct {
	Receipt  string    `json:"receipt"`
	On       string    `json:"on"`
	Amount   string    `json:"amount"`
	Method   string    `json:"method"`
	Reversal *Reversal `json:"reversal"` // null while it stands
}

type Reversal struct {
	On     string `json:"on"`
	By     string `json:"by"`
	Reason string `json:"reason"`
}

func InvoiceOf(b invoicing.Bill) Invoice {
	v := Invoice{
		Number: b.Number, Case: b.Case, Client: b.ClientName, Items: b.Items, IssuedOn: b.IssuedOn.String(), DueOn: b.DueOn.String(),
		Total: Plain(b.Total), Upper: b.Upper, Paid: Plain(b.Paid), Open: Plain(b.Invoice.Open()),
		State: b.Status.Code, StateLabel: b.Status.Text, LateDays: b.Status.Late, Payments: []Payment{},
	}
	for _, p := range b.Payments {
		booked := Payment{Receipt: p.Number, On: p.On.String(), Amount: Plain(p.Amount), Method: p.Method}
		if r := p.Reversal; r != nil {
			booked.Reversal = &Reversal{On: r.On.String(), By: p.ReversedBy, Reason: r.Reason}
		}
		v.Payments = append(v.Payments, booked)
	}
	return v
}

type Deadline struct {
	Case        string   `json:"case"`
	Stage       string   `json:"stage"`
	StageLabel  string   `json:"stage_label"`
	Site        string   `json:"site"` // id of the site, "" for the order
	Clock       string   `json:"clock"`
	Label       string   `json:"label"`
	Kind        string   `json:"kind"`
	From        string   `json:"from"` // of an expected span
	Due         string   `json:"due"`
	Left        string   `json:"left"`
	Governs     bool     `json:"governs"`
	Provisional bool     `json:"provisional"`
	Reasons     []string `json:"reasons"`
}

// DeadlineOf is a date of the list of all dates.
func DeadlineOf(l views.Dated) Deadline {
	return Deadline{
		Case: l.CaseNumber, Stage: l.Stage, StageLabel: l.StageLabel, Site: string(l.SiteID), Clock: l.Clock, Label: l.Label,
		Kind: l.Kind, From: l.From, Due: l.Moment.String(), Left: l.Due.Left, Governs: l.Governs, Provisional: l.Provisional,
		Reasons: present.List(l.Reasons),
	}
}

// Plain is an amount for programs: yuan with two decimals and no grouping.
func Plain(f money.Fen) string { return strings.ReplaceAll(f.String(), ",", "") }
