package personal

import (
	"beiandesk/internal/office/retention"
	terms "beiandesk/internal/retention"
)

// At most so many items of a kind are laid out at once: what is due, and what is not yet.
const (
	dueShown  = 200
	heldShown = 20
)

// RetentionItem is a thing that is removed as one, or is kept yet.
type RetentionItem struct {
	ID    string `json:"id"`
	Label string `json:"label"`
	Count int    `json:"count"` // how many things it is made of
	From  string `json:"from"`  // the day that it counts from; "" where the label says it
	Why   string `json:"why"`   // of what is due why it was kept; else until when it is kept, and why
}

// RetentionLine is a kind of thing that is kept.
type RetentionLine struct {
	Code    string          `json:"code"`
	Label   string          `json:"label"`
	What    string          `json:"what"`
	Term    string          `json:"term"` // 3 年，从案件结束起
	Gone    string          `json:"gone"` // what becomes of it
	Source  string          `json:"source"`
	Sourced string          `json:"sourced"`
	Staff   bool            `json:"staff"` // staff remove it
	Due     int             `json:"due"`
	Held    int             `json:"held"` // not due yet
	Next    string          `json:"next"` // the first day from which more is due; "" when none is known
	Items   []RetentionItem `json:"items"`
	Kept    []RetentionItem `json:"kept"` // the first of what is not due yet
}

// RetentionView is every kind as it stands.
type RetentionView struct {
	Lines []RetentionLine `json:"lines"`
}

// NewRetentionView lays the kinds out.
func NewRetentionView(lines []retention.Line) RetentionView {
	v := RetentionView{Lines: []RetentionLine{}}
	for _, l := range lines {
		r := RetentionLine{
			Code: l.Code, Label: l.Label, What: l.What, Term: l.Span(), Gone: l.Gone, Source: l.Source, Sourced: l.Sourced,
			Staff: l.Way == terms.ByStaff, Due: l.Due(), Held: len(l.Items) - l.Due(), Items: []RetentionItem{}, Kept: []RetentionItem{},
		}
		if next := l.Next(); next != 0 {
			r.Next = next.String()
		}
		for _, i := range l.Items {
			item := RetentionItem{ID: i.ID, Label: i.Label, Count: i.Count, Why: i.Why}
			if i.From != 0 {
				item.From = i.From.String()
			}
			if i.Due && len(r.Items) < dueShown {
				r.Items = append(r.Items, item)
			} else if item.Why = i.Waits(); !i.Due && len(r.Kept) < heldShown {
				r.Kept = append(r.Kept, item)
			}
		}
		v.Lines = append(v.Lines, r)
	}
	return v
}
