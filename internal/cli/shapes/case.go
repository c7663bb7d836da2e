// Package shapes is what commands tell with --json and the files that they read: flat
// objects with snake_case keys, which scripts rely on, and the lines in which some of them
// are told to a person.
package shapes

import (
	"context"
	"fmt"

	"beiandesk/internal/materials"
	"beiandesk/internal/office"
	"beiandesk/internal/office/intake"
	"beiandesk/internal/office/views"
	"beiandesk/internal/present"
	"beiandesk/internal/ref"
	"beiandesk/internal/workflow"
)

// Case is a case as `case show --json` tells it. Everything sealed is masked.
type Case struct {
	Number        string     `json:"number"`
	Type          string     `json:"type"`
	TypeLabel     string     `json:"type_label"`
	Province      string     `json:"province"`
	Phases        []string   `json:"phases"`
	Status        string     `json:"status"`
	StatusLabel   string     `json:"status_label"`
	HeldSince     string     `json:"held_since"` // of a case on hold; "" of any other
	HeldUntil     string     `json:"held_until"` // "" where no day was agreed
	HeldWhy       string     `json:"held_why"`
	Client        string     `json:"client"`
	ClientID      string     `json:"client_id"` // as a case file names it
	Contact       string     `json:"contact"`   // who is called and written to; "" is the lead
	ContactPhone  string     `json:"contact_phone"`
	WeChat        string     `json:"wechat"`
	Subject       string     `json:"subject"`
	Owner         string     `json:"owner"`
	Stage         string     `json:"stage"` // of the headline; "" when the case has ended
	StageLabel    string     `json:"stage_label"`
	WaitingOn     string     `json:"waiting_on"`
	WaitingLabel  string     `json:"waiting_on_label"`
	SubjectNumber string     `json:"subject_number"`
	Contract      string     `json:"contract"`
	AccountUIN    string     `json:"account_uin"` // of the main account at the cloud
	Runs          []Run      `json:"runs"`
	Rounds        []Round    `json:"rounds"`
	Actions       []Action   `json:"actions"`
	Deadlines     []Date     `json:"deadlines"`
	Materials     []Material `json:"materials"`
	Owed          []string   `json:"owed"`
	Sites         []Site     `json:"sites"`
	Dropped       []Dropped  `json:"dropped_sites"`
	Fees          []Fee      `json:"fees"`
	Invoices      []Invoice  `json:"invoices"`
	Unpaid        string     `json:"unpaid"`
	Warnings      []string   `json:"warnings"`
	Timeline      []Entry    `json:"timeline"`
	WhatIf        Outlook    `json:"what_if"`
}

type Run struct {
	Key          string `json:"key"`
	Stage        string `json:"stage"`
	StageLabel   string `json:"stage_label"`
	Site         string `json:"site"` // domain or name; "" for the order
	Attempt      int    `json:"attempt"`
	Open         bool   `json:"open"`
	Step         string `json:"step"`
	WaitingOn    string `json:"waiting_on"`
	WaitingLabel string `json:"waiting_on_label"`
	Todo         string `json:"todo"`
	Detail       string `json:"detail"`
	Message      string `json:"message"`
	Entered      string `json:"entered"`
	Submitted    string `json:"submitted"`
	Ended        string `json:"ended"`
	Outcome      string `json:"outcome"`
	Reason       string `json:"reason"`
	Due          string `json:"due"`
	DueKind      string `json:"due_kind"`
	Left         string `json:"left"`
}

type Round struct {
	No      int        `json:"no"`
	Sent    string     `json:"sent"`
	Expires string     `json:"expires"`
	Outcome string     `json:"outcome"`
	People  []Verifier `json:"people"`
}

type Verifier struct {
	Name  string `json:"name"`
	Done  string `json:"done"`
	Wrong int    `json:"wrong"`
}

type Action struct {
	Code   string              `json:"code"`
	Label  string              `json:"label"`
	Stage  string              `json:"stage"`
	Site   string              `json:"site"`
	Kind   string              `json:"kind"`
	Hint   string              `json:"hint"`
	Reason bool                `json:"reason"`
	Values []present.ValueView `json:"values"`
	Warn   []string            `json:"warn"` // what to know before it is recorded
	Why    []string            `json:"why"`  // why it is blocked; empty when it may happen
}

type Date struct {
	Key         string   `json:"key"`
	Stage       string   `json:"stage"`
	Site        string   `json:"site"`
	Clock       string   `json:"clock"`
	Label       string   `json:"label"`
	Kind        string   `json:"kind"`
	From        string   `json:"from"`
	Due         string   `json:"due"`
	Left        string   `json:"left"`
	Before      string   `json:"last_workday"` // before a legal or longest day that is off
	Governs     bool     `json:"governs"`
	Provisional bool     `json:"provisional"`
	Reasons     []string `json:"reasons"`
}

type Material struct {
	No       int      `json:"no"`
	Code     string   `json:"code"`
	Kind     string   `json:"kind"`
	Label    string   `json:"label"`
	State    string   `json:"state"`
	Why      string   `json:"why"`
	Value    string   `json:"value"` // masked
	Stages   []string `json:"stages"`
	Versions int      `json:"versions"`
	Source   string   `json:"source"` // who says that a bureau wants it; it then stops nobody
	Issued   string   `json:"issued"` // of the newest file: the day on which it was issued; "" when that is not on record
	Until    string   `json:"until"`  // of the newest file: the last day on which it holds, or 长期
	Ends     string   `json:"ends"`   // until when the newest file can be handed in, while it is still to be
}

type Site struct {
	Ordinal        int               `json:"ordinal"`
	Name           string            `json:"name"`
	Domain         string            `json:"domain"`
	Interactive    bool              `json:"interactive"`
	ServerKind     string            `json:"server_kind"`
	ServerOwner    string            `json:"server_owner"`
	ServerMonths   int               `json:"server_months"` // bought for in all, 0 when that is not known
	ServerInstance string            `json:"server_instance"`
	ServerIP       string            `json:"server_ip"`
	ServerIPEnd    string            `json:"server_ip_end"` // "" when there is only the first
	Contents       []string          `json:"contents"`      // codes, as the three lists below
	Languages      []string          `json:"languages"`
	Approvals      []string          `json:"approvals"`
	Permits        map[string]string `json:"permits"` // 前置审批号 by approval
	Services       []string          `json:"services"`
	Hazard         string            `json:"hazard"`
	Remark         string            `json:"remark"`
	Access         string            `json:"access"` // 境内 北京 …
	Registrar      string            `json:"registrar"`
	ServerUntil    string            `json:"server_until"`
	DomainUntil    string            `json:"domain_until"`
	BoughtOn       string            `json:"bought_on"`
	VerifiedOn     string            `json:"verified_on"` // of the domain's real-name check, as it stands at the site
	ProofUntil     string            `json:"proof_until"`
	GrantUntil     string            `json:"grant_until"`
	ICPNumber      string            `json:"icp_number"`
	Live           string            `json:"live"`
	PoliceNumber   string            `json:"police_number"`
	Footer         string            `json:"footer"`
	FooterHint     string            `json:"footer_hint"`
}

type Fee struct {
	Phase      string `json:"phase"`
	Label      string `json:"label"`
	Amount     string `json:"amount"`
	State      string `json:"state"`
	StateLabel string `json:"state_label"`
}

type Entry struct {
	Seq      int64  `json:"seq"`
	At       string `json:"at"`       // when it happened, by its last correction
	Was      string `json:"was"`      // the moment a corrected move was recorded with; "" when it stands
	Move     int    `json:"move"`     // of a move whose moment may be corrected its number, else 0
	Recorded string `json:"recorded"` // when it was written down
	Staff    string `json:"staff"`
	Via      string `json:"via"`
	Kind     string `json:"kind"`
	Title    string `json:"title"`
	Text     string `json:"text"`
}

// ReadCase reads a case for --json.
func ReadCase(ctx context.Context, o *office.Office, id ref.CaseID) (Case, error) {
	f, err := views.Show(ctx, o, id)
	if err != nil {
		return Case{}, err
	}
	v := Case{
		Number: f.Case.Number, Type: f.Case.Type, TypeLabel: f.TypeLabel, Province: f.Province, Phases: []string{},
		Status: f.Case.Status, StatusLabel: f.StatusText, Client: f.Client.Name, ClientID: string(f.Client.ID),
		Contact: f.Client.Contact, ContactPhone: f.Client.ContactPhone, WeChat: f.Client.WeChat, Subject: f.Kind, Owner: f.Owner,
		SubjectNumber: f.Case.SubjectNumber, Contract: f.Case.Contract, AccountUIN: f.Case.AccountUIN, Unpaid: Plain(f.Money.Unpaid), Owed: present.List(f.Owed), Warnings: present.List(f.Warnings),
		Runs: []Run{}, Rounds: rounds(f.State.Rounds), Actions: []Action{}, Deadlines: []Date{},
		Materials: []Material{}, Sites: []Site{}, Dropped: droppedOf(f.Dropped), Fees: []Fee{}, Invoices: []Invoice{},
	}
	if f.State.ICP {
		v.Phases = append(v.Phases, string(workflow.PhaseICP))
	}
	if f.State.Police {
		v.Phases = append(v.Phases, string(workflow.PhasePolice))
	}
	out, err := views.WhatIf(ctx, o, id)
	if err != nil {
		return Case{}, err
	}
	v.WhatIf = outlookFrom(out)
	s := Shown{F: f, o: o}
	if len(f.Next) > 0 {
		head := f.Next[0]
		v.Stage, v.StageLabel, v.WaitingOn, v.WaitingLabel = head.Run.Stage, head.StageLabel, string(head.Party), head.PartyLabel
	}
	for _, r := range f.State.Runs {
		v.Runs = append(v.Runs, s.run(r))
	}
	for _, a := range s.Actions() {
		v.Actions = append(v.Actions, s.action(a))
	}
	for _, c := range f.Clocks {
		v.Deadlines = append(v.Deadlines, s.date(c))
	}
	for _, i := range f.Materials.Items {
		v.Materials = append(v.Materials, material(i))
	}
	for _, site := range f.Sites {
		v.Sites = append(v.Sites, siteOf(site))
	}
	for _, fee := range f.Money.Fees {
		v.Fees = append(v.Fees, Fee{fee.Phase, fee.Label, Plain(fee.Amount), string(fee.State), fee.Text})
	}
	for _, b := range f.Money.Bills {
		v.Invoices = append(v.Invoices, InvoiceOf(b))
	}
	whole, err := views.WholeTimeline(ctx, o, id)
	if err != nil {
		return Case{}, err
	}
	v.Timeline = timeline(whole)
	v.held(o.Engine, f.State)
	return v, nil
}

// held tells since when, until when and why the case is on hold.
func (v *Case) held(e *workflow.Engine, s workflow.State) {
	if s.Status != workflow.Hold {
		return
	}
	v.HeldSince = present.Moment(s.Held)
	pause, _ := e.Pause(s)
	v.HeldWhy = pause.Reason
	if pause.Agreed != nil {
		v.HeldUntil = pause.Agreed.Day.String()
	}
}

// Holds is the same in a sentence; "" when the case is not on hold.
func (v Case) Holds() string {
	if v.HeldSince == "" {
		return ""
	}
	until := ""
	if v.HeldUntil != "" {
		until = "，到 " + v.HeldUntil + " 回到今日"
	}
	return fmt.Sprintf("案件已暂停，从 %s 起%s，原因：%s；到登记“恢复案件”（case.resume）为止约定日期停下，其他期限照算", v.HeldSince, until, OneLine(v.HeldWhy))
}

// Shown turns the parts of a case file into their views.
type Shown struct {
	F views.CasePage
	o *office.Office
}

func (s Shown) site(id ref.SiteID) string {
	for _, site := range s.F.Sites {
		if site.ID == id {
			return called(site.Site)
		}
	}
	for _, site := range s.F.Dropped {
		if site.ID == id {
			return called(site.Site)
		}
	}
	return ""
}

func (s Shown) run(r workflow.Run) Run {
	v := Run{
		Key: r.Key, Stage: r.Stage, Site: s.site(r.Site), Attempt: r.Attempt, Open: r.Open(), Step: r.Step, WaitingOn: string(r.Party),
		Entered: r.Entered.String(), Submitted: present.Moment(r.Submitted), Ended: present.Moment(r.Ended), Outcome: string(r.Outcome), Reason: r.Reason,
	}
	if stage, ok := s.o.Engine.Graph().Of(s.F.Case.Type).Stage(r.Stage); ok {
		v.StageLabel = stage.Label
	}
	for _, n := range s.F.Next {
		if n.Run.Key != r.Key {
			continue
		}
		v.WaitingOn, v.WaitingLabel, v.Todo, v.Detail, v.Message = string(n.Party), n.PartyLabel, n.Todo, n.Detail, n.Message
		v.Due, v.DueKind, v.Left = present.Moment(n.Due.Moment), string(n.Due.Kind), n.Due.Left
	}
	return v
}

// Actions lists all that may happen, and what is blocked: those of the open runs, the
// headline's first, then the case's own.
func (s Shown) Actions() []workflow.Action {
	list := []workflow.Action{}
	for _, n := range s.F.Next {
		list = append(list, n.Actions...)
	}
	return append(list, s.F.Menu...)
}

func (s Shown) action(a workflow.Action) Action {
	return Action{
		Code: a.Code, Label: a.Label, Stage: a.Stage, Site: s.site(a.Site), Kind: a.Kind, Hint: a.Hint, Reason: a.Reason,
		Values: present.Values(a.Values), Warn: present.List(a.Warn), Why: present.List(a.Blocked),
	}
}

func (s Shown) date(c views.Clock) Date {
	return Date{
		Key: c.Key, Stage: c.Stage, Site: s.site(c.Site), Clock: c.Clock, Label: c.Label, Kind: string(c.Kind), From: present.Moment(c.From),
		Due: c.Deadline.Due.String(), Left: c.Due.Left, Before: c.Due.Before, Governs: c.Governs, Provisional: c.Provisional,
		Reasons: present.List(c.Reasons),
	}
}

func rounds(list []workflow.Round) []Round {
	out := []Round{}
	for _, r := range list {
		v := Round{No: r.No, Sent: r.Sent.String(), Expires: r.Expires.String(), Outcome: string(r.Outcome), People: []Verifier{}}
		for _, p := range r.People {
			v.People = append(v.People, Verifier{p.Name, present.Moment(p.Done), p.Wrong})
		}
		out = append(out, v)
	}
	return out
}

func material(i materials.Item) Material {
	m := Material{
		No: i.No, Code: i.Code, Kind: i.Kind, Label: i.Label, State: string(i.State), Why: i.Why, Value: i.Value,
		Stages: present.List(i.Stages), Versions: len(i.Docs), Source: i.Source,
	}
	if len(i.Docs) > 0 {
		m.Issued, m.Until = intake.IssuedText(i.Docs[0].Days), intake.UntilText(i.Docs[0].Days)
	}
	if last, ok := i.LastDay(); ok {
		m.Ends = last.String()
	}
	return m
}

func siteOf(s views.SiteFile) Site {
	v := Site{
		Ordinal: s.Ordinal, Name: s.Name, Domain: s.Domain, Interactive: s.Interactive, ServerKind: s.ServerKind, ServerOwner: s.ServerOwner,
		ServerMonths: s.ServerMonths, ServerInstance: s.ServerInstance, ServerIP: s.ServerIP, ServerIPEnd: s.ServerIPEnd,
		Contents: present.List(s.Contents), Languages: present.List(s.Languages), Approvals: present.List(s.Approvals), Permits: permitsOf(s.Site), Services: present.List(s.Services),
		Hazard: s.Hazard, Remark: s.Remark, Access: s.Access.Words(), Registrar: s.Registrar.Words(), ICPNumber: s.ICPNumber,
		Live: present.Moment(s.Live), PoliceNumber: s.PoliceNumber, Footer: s.Footer.HTML, FooterHint: s.Footer.Hint,
	}
	v.ServerUntil, v.DomainUntil = present.Day(s.ServerUntil), present.Day(s.DomainUntil)
	v.BoughtOn, v.VerifiedOn = present.Day(s.BoughtOn), present.Day(s.VerifiedOn)
	v.ProofUntil, v.GrantUntil = present.Day(s.ProofUntil), present.Day(s.GrantUntil)
	return v
}

// timeline tells what happened, newest first.
func timeline(items []views.TimelineItem) []Entry {
	out := []Entry{}
	for _, i := range items {
		out = append(out, Entry{
			Seq: i.Seq, At: i.At.String(), Was: present.Moment(i.Was), Move: i.Move, Recorded: i.Recorded.String(), Staff: i.Who,
			Via: i.Via, Kind: i.Kind, Title: i.Title, Text: i.Text,
		})
	}
	return out
}
