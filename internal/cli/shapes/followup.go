package shapes

import (
	"cmp"

	"beiandesk/internal/followups"
	office "beiandesk/internal/office/followups"
)

// Followup is something that stands to be followed up of a case.
type Followup struct {
	Case   string   `json:"case"`
	Client string   `json:"client"`
	Key    string   `json:"key"` // names it among those of its case
	Kind   string   `json:"kind"`
	Label  string   `json:"label"`
	Day    string   `json:"day"`
	Yearly bool     `json:"yearly"`
	How    string   `json:"how"`
	Leads  []string `json:"leads"` // codes of the case types that may come of it
}

// FollowupHead are the titles of its columns.
var FollowupHead = []string{"日期", "案件", "客户", "后续", "代号", "怎么办"}

// FollowupOf is one as scripts read it.
func FollowupOf(l office.Line) Followup {
	return Followup{Case: l.Number, Client: l.Client, Key: l.Key(), Kind: l.Kind.Code, Label: l.Label(), Day: l.Day.String(),
		Yearly: l.Yearly || l.Kind.Of == followups.OfCase, How: l.Kind.How, Leads: append([]string{}, l.Kind.Leads...)}
}

// Row is it as a row of a table.
func (f Followup) Row() []string { return []string{f.Day, f.Case, f.Client, f.Label, f.Key, f.How} }

// FollowupDecision is what was decided of one.
type FollowupDecision struct {
	ID    string `json:"id"`
	Label string `json:"label"`
	State string `json:"state"` // done, dropped, led
	Day   string `json:"day"`
	Words string `json:"words"`
	Staff string `json:"staff"`
	Led   string `json:"led"` // number of the case that came of it; "" for none
}

// CaseFollowups is what follows a case.
type CaseFollowups struct {
	Standing []Followup         `json:"standing"`
	Decided  []FollowupDecision `json:"decided"`
	From     []string           `json:"from"` // numbers of the cases from which it came
}

// CaseFollowupsOf is it as scripts read it, and as a table of what stands.
func CaseFollowupsOf(s office.Sheet) (out CaseFollowups, rows [][]string) {
	out = CaseFollowups{Standing: []Followup{}, Decided: []FollowupDecision{}, From: []string{}}
	for _, l := range s.Standing {
		f := FollowupOf(l)
		out.Standing, rows = append(out.Standing, f), append(rows, f.Row())
	}
	for _, p := range s.Past {
		out.Decided = append(out.Decided, FollowupDecision{ID: string(p.ID), Label: cmp.Or(p.Label, p.Kind.Label, "开案"), State: p.State, Day: p.Day.String(), Words: p.Words, Staff: p.By, Led: p.LedNumber})
	}
	for _, f := range s.From {
		out.From = append(out.From, f.Number)
	}
	return out, rows
}
