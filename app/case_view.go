package app

import (
	"fmt"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/office"
	"beiandesk/internal/office/invoicing"
	"beiandesk/internal/office/views"
	"beiandesk/internal/present"
	"beiandesk/internal/workflow"
)

// caseView lays a case out for its page.
func caseView(o *office.Office, f views.CasePage) CaseView {
	today := o.Today()
	v := CaseView{
		ID: string(f.Case.ID), Number: f.Case.Number, Version: f.Case.Version, ClientID: string(f.Client.ID), Client: f.Client.Name,
		Subject: f.Kind, Type: f.TypeLabel, Province: f.Province, Phases: f.Phases, Owner: f.Owner, OwnerID: string(f.Case.OwnerID),
		Status: string(f.State.Status), StatusTxt: f.StatusText, Lookup: f.Case.Lookup, SubjectNo: f.Case.SubjectNumber,
		Sites: []SiteView{}, Stages: []StageView{}, Next: []NextView{}, Menu: actionViews(f.Menu), Clocks: []ClockView{},
		People: []PersonView{}, Leads: leadViews(f.Leads), Materials: materialsView(f.Materials, today), Form: []FormSheet{}, Account: accountView(f),
		Fees: feesView(f.Money, today), Timeline: timelineItems(f.Timeline, today), TimelineMore: int(f.More), Owed: present.List(f.Owed), Warnings: present.List(f.Warnings),
		Now: f.Now.Format(time.RFC3339),
	}
	if f.State.Ended != nil {
		v.StatusTxt += " " + cal.FormatMoment(*f.State.Ended, today)
	}
	for _, s := range f.Sites {
		v.Sites = append(v.Sites, siteView(s, today))
	}
	for _, s := range f.Stages {
		v.Stages = append(v.Stages, stageView(s, today))
	}
	for _, n := range f.Next {
		v.Next = append(v.Next, nextView(o, n, today))
	}
	for _, c := range f.Clocks {
		v.Clocks = append(v.Clocks, clockView(o, c, f.Materials.Names))
	}
	for _, p := range f.People {
		roles := make([]string, len(p.Roles))
		for i, r := range p.Roles {
			roles[i] = string(r)
		}
		v.People = append(v.People, personView(p.Person, roles, p.Words))
	}
	for _, s := range f.Forms {
		sheet := FormSheet{Code: s.Code, Label: s.Label, Rows: []FormLine{}}
		for _, l := range s.Lines {
			sheet.Rows = append(sheet.Rows, FormLine{Label: l.Label, Value: l.Value, Sealed: l.Sealed, Reveal: l.Token, Empty: l.Empty})
		}
		v.Form = append(v.Form, sheet)
	}
	return v
}

// vias say where an entry was made.
var vias = map[string]string{"window": "窗口", "command": "命令"}

func timelineItems(of []views.TimelineItem, today cal.Day) []TimelineItem {
	items := []TimelineItem{}
	for _, t := range of {
		items = append(items, timelineItem(t, today))
	}
	return items
}

func timelineItem(t views.TimelineItem, today cal.Day) TimelineItem {
	item := TimelineItem{
		Seq: int(t.Seq), When: cal.FormatMoment(t.At, today), Who: t.Who, Via: vias[t.Via], Title: t.Title, Text: t.Text, Kind: t.Kind,
		Move: t.Move, Was: moment(t.Was, today),
	}
	if t.At.Compare(t.Recorded) != 0 {
		item.Recorded = cal.FormatMoment(t.Recorded, today)
	}
	if t.Move > 0 {
		item.At = t.At.String()
	}
	return item
}

func siteView(s views.SiteFile, today cal.Day) SiteView {
	v := SiteView{
		ID: string(s.ID), Name: s.Name, Domain: s.Domain, Interactive: s.Interactive, ServerKind: s.ServerKind, ServerIP: s.ServerIP,
		ICPNumber: s.ICPNumber, PoliceNo: s.PoliceNumber, Version: s.Version, Footer: s.Footer.HTML, FooterHint: s.Footer.Hint,
		Terms: []TermView{},
	}
	v.ServerUntil, v.DomainUntil = present.Day(s.ServerUntil), present.Day(s.DomainUntil)
	v.ProofUntil, v.GrantUntil = present.Day(s.ProofUntil), present.Day(s.GrantUntil)
	for _, t := range views.Terms(s.Site, today) {
		v.Terms = append(v.Terms, TermView{Code: t.Code, Label: t.Label, Due: dueView(t.Due)})
	}
	if s.Live != nil {
		v.LiveDay = cal.FormatMoment(*s.Live, today)
	}
	return v
}

func stageView(s workflow.StageLine, today cal.Day) StageView {
	v := StageView{
		Code: s.Code, Label: s.Label, Phase: string(s.Phase), State: s.State, Note: s.Note, SiteID: string(s.Site), Attempts: []Attempt{},
	}
	if s.State == workflow.LineTodo && s.Short != "" {
		v.Label = s.Short // the line also holds the rule of what is to come
	}
	if s.SiteLabel != "" {
		v.Label += "（" + s.SiteLabel + "）"
	}
	for _, r := range s.Attempts {
		v.Attempts = append(v.Attempts, Attempt{
			No: r.Attempt, State: runWords[r.Outcome], Entered: moment(&r.Entered, today), Sent: moment(r.Submitted, today),
			Ended: moment(r.Ended, today), Reason: r.Reason,
		})
	}
	return v
}

var runWords = map[workflow.Outcome]string{
	"": "进行中", workflow.Done: "已通过", workflow.Rejected: "已驳回", workflow.MissedIt: "已错过", workflow.Dropped: "已终止",
}

func moment(m *cal.Moment, today cal.Day) string {
	if m == nil {
		return ""
	}
	return cal.FormatMoment(*m, today)
}

func nextView(o *office.Office, n views.Next, today cal.Day) NextView {
	v := NextView{
		RunID: string(n.ID), Stage: n.Run.Stage, StageLabel: n.StageLabel, SiteID: string(n.Run.Site), SiteLabel: n.SiteLabel,
		Party: string(n.Party), PartyLabel: n.PartyLabel, Todo: n.Todo, Detail: n.Detail, Due: dueView(n.Due),
		Actions: actionViews(n.Actions), Chase: n.Message != "", Rounds: []SMSRound{}, Script: present.List(n.Script),
	}
	for _, r := range n.Rounds {
		v.Rounds = append(v.Rounds, smsRound(r, o.Engine.Graph(), o.Now(), today))
	}
	return v
}

func smsRound(r workflow.Round, g *workflow.Graph, now time.Time, today cal.Day) SMSRound {
	v := SMSRound{
		No: fmt.Sprintf("%d / %d", r.No, g.MaxRounds), Sent: cal.FormatMoment(r.Sent, today), Expires: cal.FormatMoment(r.Expires, today),
		State: runWords[r.Outcome], People: []string{},
	}
	switch {
	case r.Outcome == workflow.Done:
		v.State = "已核验"
	case r.Outcome == "" && r.Expires.Past(now):
		v.State = "已过期"
	}
	for _, p := range r.People {
		words := p.Name
		if p.Done != nil {
			words += " 已核验 " + cal.FormatMoment(*p.Done, today)
		} else {
			words += " 未核验"
		}
		if p.Wrong > 0 {
			words += fmt.Sprintf("，输错 %d / %d 次", p.Wrong, g.MaxWrong)
		}
		v.People = append(v.People, words)
	}
	return v
}

func accountView(f views.CasePage) AccountView {
	s := f.Account.Sheet
	v := AccountView{
		UserName: f.Account.UserName, Secret: f.Account.Secret, State: f.Account.State, Page: s.Page, Steps: present.List(s.Steps),
		Policies: []string{}, Cautions: present.List(s.Cautions), Message: s.Message(), Deny: s.DenyPolicy(), Version: f.Case.Version,
	}
	for _, p := range s.Policies {
		v.Policies = append(v.Policies, p.Name)
	}
	return v
}

func feesView(m invoicing.CaseMoney, today cal.Day) FeesView {
	v := FeesView{Rows: []FeeRow{}, Invoices: []InvoiceRow{}, Open: m.Unbilled.String(), CanIssue: m.CanIssue}
	for _, f := range m.Fees {
		v.Rows = append(v.Rows, FeeRow{ID: string(f.ID), Label: f.Label, Amount: f.Amount.String(), State: f.Text})
	}
	for _, b := range m.Bills {
		v.Invoices = append(v.Invoices, invoiceRow(b, today))
	}
	return v
}
