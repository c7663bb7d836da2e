// Package after is what the page shows of what follows a delivered case.
package after

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"beiandesk/internal/cal"
	noun "beiandesk/internal/followups"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/followups"
	"beiandesk/internal/office/people"
	"beiandesk/internal/office/views"
	"beiandesk/internal/present"
	"beiandesk/internal/ref"
)

// FollowupRow is something that stands to be followed up.
type FollowupRow struct {
	CaseID string               `json:"caseId"`
	Number string               `json:"number"`
	Client string               `json:"client"`
	Key    string               `json:"key"`    // names it among those of its case
	Label  string               `json:"label"`  // 服务器到期：qinghe.example
	Why    string               `json:"why"`    // what to do, in words
	Day    string               `json:"day"`    // 12月10日 周四
	Left   string               `json:"left"`   // 剩 12 天
	Tone   string               `json:"tone"`   // overdue | today | soon | later
	Renews bool                 `json:"renews"` // it is done by another last day
	Long   bool                 `json:"long"`   // which may be 长期
	Yearly bool                 `json:"yearly"` // it comes again each year
	Leads  []present.OptionView `json:"leads"`  // the case types that may come of it
}

// PastRow is what was decided of one.
type PastRow struct {
	ID     string `json:"id"`
	Label  string `json:"label"`
	State  string `json:"state"` // 已完成, 不再跟, 已开案
	Day    string `json:"day"`   // on which it stood
	Words  string `json:"words"`
	By     string `json:"by"`
	LedID  string `json:"ledId"` // the case that came of it; "" for none
	LedNo  string `json:"ledNo"`
	Undoes bool   `json:"undoes"` // it may be taken back
}

// SheetView is what follows a case.
type SheetView struct {
	Ended bool                 `json:"ended"` // it was delivered and leaves something to follow up
	Rows  []FollowupRow        `json:"rows"`
	Past  []PastRow            `json:"past"`
	From  []FromRow            `json:"from"`
	Leads []present.OptionView `json:"leads"` // the case types that may come of the case alone
}

// FromRow is a case from which this one came.
type FromRow struct {
	ID     string `json:"id"`
	Number string `json:"number"`
}

// DecidedView is a sheet after something was decided, which ID takes back.
type DecidedView struct {
	ID    string    `json:"id"`
	Sheet SheetView `json:"sheet"`
}

// FollowupsView is what falls due, the earliest first.
type FollowupsView struct {
	Rows []FollowupRow `json:"rows"`
	More bool          `json:"more"` // there are later ones than fit
}

// DueInput asks for what falls due.
type DueInput struct {
	All bool `json:"all"` // not the first few alone
}

// UndoInput takes back what was decided.
type UndoInput struct {
	CaseID ref.CaseID     `json:"caseId"`
	ID     ref.FollowupID `json:"id"`
}

// FillInput asks for a new case filled from another one.
type FillInput struct {
	From followups.Origin `json:"from"`
	Type string           `json:"type"`
}

var states = map[string]string{noun.Done: "已完成", noun.Dropped: "不再跟", noun.Led: "已开案"}

func leadsOf(o *office.Office, k noun.Kind) []present.OptionView {
	list := []present.OptionView{}
	for _, code := range k.Leads {
		list = append(list, present.OptionView{Code: code, Label: casefile.TypeLabel(o, code)})
	}
	return list
}

// NewRows lays out what stands.
func NewRows(o *office.Office, lines []followups.Line) []FollowupRow {
	rows := []FollowupRow{}
	for _, l := range lines {
		due := views.ExpiryDue(l.Day, o.Today())
		if k := l.Kind; !k.Renewed() { // it is no last day
			due.Left = wait(int(l.Day - o.Today()))
		}
		how := l.Kind.How
		if l.Kind.Of == noun.OfOwn { // its label says it
			how = ""
		}
		rows = append(rows, FollowupRow{
			CaseID: string(l.CaseID), Number: l.Number, Client: l.Client, Key: l.Key(), Label: l.Label(), Why: how, Day: due.Day, Left: due.Left, Tone: due.Tone,
			Renews: l.Kind.Renewed(), Long: l.Kind.Renewed() && l.Kind.Of != noun.OfSite, Yearly: l.Yearly || l.Kind.Of == noun.OfCase, Leads: leadsOf(o, l.Kind),
		})
	}
	return rows
}

// wait is how long it is until a day, or since.
func wait(days int) string {
	switch {
	case days < 0:
		return fmt.Sprintf("过了 %d 天", -days)
	case days == 0:
		return "今天"
	case days == 1:
		return "明天"
	}
	return fmt.Sprintf("还有 %d 天", days)
}

// NewSheet lays out what follows a case.
func NewSheet(o *office.Office, s followups.Sheet) SheetView {
	own, _ := noun.KindOf(noun.Own)
	v := SheetView{Ended: s.Ended, Rows: NewRows(o, s.Standing), Past: []PastRow{}, From: []FromRow{}, Leads: leadsOf(o, own)}
	for _, p := range s.Past {
		words := p.Words
		if p.Kind.Renewed() && p.State == noun.Done && p.Was != nil {
			until := people.LongTerm
			if p.Now != nil {
				until = p.Now.String()
			}
			words = strings.TrimSuffix("新的到期日 "+until+"，"+words, "，")
		}
		v.Past = append(v.Past, PastRow{
			ID: string(p.ID), Label: cmp.Or(p.Label, p.Kind.Label, "开案"), State: states[p.State], Day: cal.FormatDay(p.Day, o.Today()), Words: words, By: p.By,
			LedID: string(p.Led), LedNo: p.LedNumber, Undoes: slices.Contains([]string{noun.Done, noun.Dropped}, p.State),
		})
	}
	for _, f := range s.From {
		v.From = append(v.From, FromRow{string(f.ID), f.Number})
	}
	return v
}
