package page

import (
	"beiandesk/internal/cal"
	"beiandesk/internal/office/audit"
	"beiandesk/internal/present"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// AuditInput asks for a page of what was done on the desk.
type AuditInput struct {
	From     string `json:"from"` // days as typed, "" for no bound
	To       string `json:"to"`
	Staff    string `json:"staff"`  // id, "" for anybody
	Kind     string `json:"kind"`   // code, "" for any
	Number   string `json:"number"` // of a case, "" for all
	Text     string `json:"text"`   // words of the title
	Cursor   string `json:"cursor"`
	PageSize int    `json:"pageSize"`
}

// Filter is what is asked for.
func (in AuditInput) Filter() audit.Filter {
	return audit.Filter{From: in.From, To: in.To, Staff: ref.StaffID(in.Staff), Kind: in.Kind, Number: in.Number, Text: in.Text, Cursor: in.Cursor}
}

// AuditRow is a line of what was done.
type AuditRow struct {
	Seq      int64  `json:"seq"`
	When     string `json:"when"`     // it was written down
	Happened string `json:"happened"` // "" when that was then
	Staff    string `json:"staff"`
	Via      string `json:"via"`
	Kind     string `json:"kind"` // in words
	CaseID   string `json:"caseId"`
	Number   string `json:"number"`
	Title    string `json:"title"`
	Text     string `json:"text"`
}

// AuditTerm is how long the law has lines of a kind kept at least.
type AuditTerm struct {
	Label  string `json:"label"`
	Term   string `json:"term"` // 3 年
	Source string `json:"source"`
}

// AuditView is a page of what was done, with what it may be filtered by.
type AuditView struct {
	Rows  []AuditRow           `json:"rows"`
	Next  string               `json:"next"` // "" at the end
	Kinds []present.OptionView `json:"kinds"`
	Staff []present.OptionView `json:"staff"`
	Terms []AuditTerm          `json:"terms"`
}

// NewAuditView lays a page out.
func NewAuditView(p audit.Page, staff []store.Staff, today cal.Day) AuditView {
	v := AuditView{Rows: []AuditRow{}, Next: p.Next, Kinds: []present.OptionView{}, Staff: []present.OptionView{}, Terms: []AuditTerm{}}
	for _, k := range audit.Kinds() {
		v.Kinds = append(v.Kinds, present.OptionView{Code: k.Code, Label: k.Label})
		if k.Term() != "" {
			v.Terms = append(v.Terms, AuditTerm{Label: k.Label, Term: k.Term(), Source: k.Source()})
		}
	}
	for _, s := range staff {
		v.Staff = append(v.Staff, present.OptionView{Code: string(s.ID), Label: s.Name})
	}
	for _, l := range p.Lines {
		row := AuditRow{
			Seq: l.Seq, When: cal.FormatMoment(l.Recorded, today), Staff: l.Staff, Via: l.ViaLabel, Kind: l.KindLabel, CaseID: string(l.CaseID),
			Number: l.Number, Title: l.Title, Text: l.Words(),
		}
		if happened, err := cal.ParseMoment(l.Happen); err == nil && happened != l.Recorded {
			row.Happened = cal.FormatMoment(happened, today)
		}
		v.Rows = append(v.Rows, row)
	}
	return v
}
