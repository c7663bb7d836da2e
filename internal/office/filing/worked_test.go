package filing_test

import (
	"context"
	"slices"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/views"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// leg is one line of a worked case: what is recorded at a moment, and what the desk must
// say afterwards. Its dates were counted by hand on the calendars of 2026 and 2027.
type leg struct {
	at     string // now, at UTC+8
	action string // "" only looks
	with   string // its values: change=no, reason=…, site=2; several are parted by |
	says   string // stage, whom it waits for and by when of what comes first; "" does not ask
	dates  string // dates by clock, and site where there are several: police.legal@2 2026-12-30; parted by |
}

// worked is a worked case on its way.
type worked struct {
	walk
	people map[string]ref.PersonID // by name, for values that name somebody
}

// goes takes a case along its legs.
func (w *worked) goes(legs []leg) {
	w.T.Helper()
	for _, l := range legs {
		w.on(l.at)
		if l.action != "" {
			w.Fixture.Record(w.input(l))
		}
		if parts := strings.Fields(l.says); len(parts) > 0 {
			parts = append(parts, "", "")
			w.heads([3]string{parts[0], parts[1], strings.TrimSpace(strings.Join(parts[2:], " "))})
		}
		w.dated(l)
	}
}

// heads checks what comes first in the case, and that the table has the same of it.
func (w *worked) heads(want [3]string) {
	w.T.Helper()
	c := w.Show(w.id)
	if got := desktest.Spoken(c); got != want {
		w.T.Errorf("%s: the case says %v, want %v", cal.At(w.Now()), got, want)
	}
	table, err := views.List(context.Background(), w.Office, store.CaseQuery{View: "all", Sort: "due", Limit: 10})
	if err != nil {
		w.T.Fatal(err)
	}
	if row := table.Rows[0]; len(c.Next) > 0 && (row.Words.StageLabel != c.Next[0].StageLabel || row.Words.WaitsFor != c.Next[0].Party || row.Words.Due.Day != c.Next[0].Due.Day) {
		w.T.Errorf("%s: the table says %+v where the case says %v", cal.At(w.Now()), row.Words, want)
	}
}

// input reads a leg's values.
func (w *worked) input(l leg) filing.DoInput {
	w.T.Helper()
	in := filing.DoInput{CaseID: w.id, Action: l.action, Values: map[string]string{}}
	for _, pair := range strings.Split(l.with, "|") {
		key, value, found := strings.Cut(pair, "=")
		switch {
		case !found:
		case key == "reason":
			in.Reason = value
		case key == "at":
			in.At = value
		case key == "site":
			in.SiteID = w.Show(w.id).Sites[value[0]-'1'].ID
		case w.people[value] != "":
			in.Values[key] = string(w.people[value])
		default:
			in.Values[key] = value
		}
	}
	return in
}

// dated holds the dates of a leg against those of the case.
func (w *worked) dated(l leg) {
	w.T.Helper()
	if l.dates == "" {
		return
	}
	c := w.Show(w.id)
	for _, want := range strings.Split(l.dates, "|") {
		name, date, _ := strings.Cut(want, " ")
		clock, ordinal, one := strings.Cut(name, "@")
		i := slices.IndexFunc(c.Clocks, func(k views.Clock) bool {
			return k.Clock == clock && (!one || k.Site == c.Sites[ordinal[0]-'1'].ID)
		})
		got := "none"
		if i >= 0 {
			got = c.Clocks[i].Deadline.Due.String()
			if from := c.Clocks[i].From; from != nil && from.String() != got {
				got = from.String() + " " + got
			}
			if c.Clocks[i].Provisional {
				got += " provisional"
			}
		}
		if got != date {
			w.T.Errorf("%s %s: %s is %s, want %s", l.at, l.action, name, got, date)
		}
	}
}

// scansOfAll hands in what the forms and the police want of everybody.
func (w *worked) scansOfAll() {
	w.T.Helper()
	for _, item := range w.Show(w.id).Materials.Items {
		if item.Kind == "file" && len(item.Stages) > 0 && item.Approval == "" {
			w.Attach(w.id, item.Code, 80)
		}
	}
}
