package page

import (
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/store"
)

// DraftView is a form that was left before it was saved.
type DraftView struct {
	Key   string `json:"key"`
	Body  string `json:"body"`
	At    string `json:"at"`    // 11月28日 09:12
	Today bool   `json:"today"` // of this day: 今天 and 08:40 in it still mean the same
}

type DraftsView struct {
	Drafts []DraftView `json:"drafts"`
}

// KeptView tells when a draft was kept.
type KeptView struct {
	At string `json:"at"` // as in DraftView
}

// NewKeptView tells a moment as a draft's line does.
func NewKeptView(at time.Time) KeptView {
	return KeptView{At: cal.MonthDay(cal.DayOf(at)) + " " + cal.Clock(cal.At(at))}
}

// NewDraftsView lays out drafts.
func NewDraftsView(all []store.Draft, today cal.Day) DraftsView {
	v := DraftsView{Drafts: []DraftView{}}
	for _, d := range all {
		v.Drafts = append(v.Drafts, DraftView{Key: d.Key, Body: d.Body, At: NewKeptView(d.UpdatedAt).At, Today: cal.DayOf(d.UpdatedAt) == today})
	}
	return v
}
