// Package followups is what comes after a case has been delivered: what falls due of it, what
// staff decide of that, what they add of their own, and the case that comes of one.
package followups

import (
	"context"
	"slices"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/errs"
	"beiandesk/internal/followups"
	"beiandesk/internal/office"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// Line is something that stands to be followed up.
type Line struct {
	store.FollowupRow
	Kind followups.Kind
}

// Label is what it is called.
func (l Line) Label() string {
	switch {
	case l.Kind.Of == followups.OfOwn:
		return l.Name
	case l.Name == "":
		return l.Kind.Label
	}
	return l.Kind.Label + "：" + l.Name
}

// Key names it among those of its case.
func (l Line) Key() string {
	return strings.TrimSuffix(l.Kind.Code+":"+string(l.ID)+string(l.Site)+string(l.Person), ":")
}

func lineOf(r store.FollowupRow) Line {
	l := Line{FollowupRow: r}
	l.Kind, _ = followups.KindOf(r.Kind)
	return l
}

// Past is what was decided of one.
type Past struct {
	followups.Decision
	Kind      followups.Kind
	By        string // 经办
	LedNumber string // of the case that it led to; "" for none
}

// From is a case from which another one came.
type From struct {
	ID     ref.CaseID
	Number string
}

// Sheet is what follows a case.
type Sheet struct {
	Ended    bool   // it has been delivered and leaves something to follow up
	Standing []Line // the earliest first
	Past     []Past // the latest first
	From     []From
}

// most is how many of one case stand at most.
const most = 200

// Of tells what follows a case. Errors: NotFound.
func Of(ctx context.Context, o *office.Office, id ref.CaseID) (s Sheet, err error) {
	err = o.Read(ctx, func(tx store.Tx) error {
		s, err = sheetOf(tx, o.Today(), id)
		return err
	})
	return s, err
}

func sheetOf(tx store.Tx, today cal.Day, id ref.CaseID) (s Sheet, err error) {
	c, err := tx.Cases().Get(id)
	if err != nil {
		return s, err
	}
	s.Ended = workflow.Status(c.Status) == workflow.Delivered && slices.Contains(followups.Types(), c.Type)
	decided, err := tx.Followups().Of(id)
	if err != nil {
		return s, err
	}
	if s.Standing, err = standing(tx, today, id, decided); err != nil {
		return s, err
	}
	if s.Past, err = pastOf(tx, decided); err != nil {
		return s, err
	}
	led, err := tx.Followups().LedTo(id)
	for _, d := range led {
		if d.State != followups.Led {
			continue
		}
		from, err := tx.Cases().Get(d.Case)
		if err != nil {
			return s, err
		}
		s.From = append(s.From, From{from.ID, from.Number})
	}
	return s, err
}

// standing lists what stands of one case, of a yearly kind the next year.
func standing(tx store.Tx, today cal.Day, id ref.CaseID, decided []followups.Decision) ([]Line, error) {
	rows, err := tx.DateList().Followups(store.FollowupQuery{Today: today, Case: id, Limit: most})
	if err != nil {
		return nil, err
	}
	lines := []Line{}
	for _, r := range rows {
		l := lineOf(r)
		if l.Kind.Of == followups.OfCase {
			until, err := decidedUntil(tx, l.Kind.Code, decided)
			if err != nil {
				return nil, err
			}
			if l.Day = next(l.Kind, r.Day, until, today); l.Day == 0 {
				continue
			}
		}
		lines = append(lines, l)
	}
	slices.SortStableFunc(lines, func(a, b Line) int { return int(a.Day - b.Day) })
	return lines, nil
}

// next is the first day of a yearly kind that is neither decided nor long past; 0 for none.
func next(k followups.Kind, handed, until, today cal.Day) cal.Day {
	for n := 1; n <= followups.Years(); n++ {
		if day := k.Nth(handed, n); day > until && day >= today.Add(-followups.After()) {
			return day
		}
	}
	return 0
}

// decidedUntil is the last day of which staff have decided; what led to a case that came to
// nothing is not decided.
func decidedUntil(tx store.Tx, kind string, decided []followups.Decision) (last cal.Day, err error) {
	for _, d := range decided {
		if d.Kind != kind || d.State == followups.Undone || d.Day <= last {
			continue
		}
		if d.State == followups.Led {
			c, err := tx.Cases().Get(d.Led)
			if err != nil {
				return 0, err
			}
			if !stands(c) {
				continue
			}
		}
		last = d.Day
	}
	return last, nil
}

// stands says that a case came, or may still come, to something.
func stands(c cases.Case) bool {
	status := workflow.Status(c.Status)
	return status.Active() || status == workflow.Delivered
}

func pastOf(tx store.Tx, decided []followups.Decision) ([]Past, error) {
	staff, err := tx.Staff().All()
	names := map[ref.StaffID]string{}
	for _, s := range staff {
		names[s.ID] = s.Name
	}
	list := []Past{}
	for _, d := range decided {
		if d.State == followups.Open || d.State == followups.Undone {
			continue
		}
		p := Past{Decision: d, By: names[d.Staff]}
		p.Kind, _ = followups.KindOf(d.Kind)
		if d.Led != "" {
			c, err := tx.Cases().Get(d.Led)
			if err != nil {
				return nil, err
			}
			p.LedNumber = c.Number
		}
		list = append(list, p)
	}
	return list, err
}

// Due lists what falls due, the earliest first, within so many days or, for 0, as each kind has
// it; more tells that there is more than the limit.
func Due(ctx context.Context, o *office.Office, within, limit int) (lines []Line, more bool, err error) {
	err = o.Read(ctx, func(tx store.Tx) error {
		lines, more, err = DueIn(tx, store.FollowupQuery{Today: o.Today(), Within: within, Limit: limit})
		return err
	})
	return lines, more, err
}

// DueIn is Due in a transaction, of all or of one owner's cases.
func DueIn(tx store.Tx, q store.FollowupQuery) (lines []Line, more bool, err error) {
	limit := q.Limit
	q.Limit++
	rows, err := tx.DateList().Followups(q)
	if more = len(rows) > limit; more {
		rows = rows[:limit]
	}
	lines = []Line{}
	for _, r := range rows {
		lines = append(lines, lineOf(r))
	}
	return lines, more, err
}

// find is what stands of a case under a key. Errors: NotFound.
func find(tx store.Tx, today cal.Day, id ref.CaseID, key string) (Line, error) {
	if _, err := tx.Cases().Get(id); err != nil {
		return Line{}, err
	}
	decided, err := tx.Followups().Of(id)
	if err != nil {
		return Line{}, err
	}
	lines, err := standing(tx, today, id, decided)
	if err != nil {
		return Line{}, err
	}
	i := slices.IndexFunc(lines, func(l Line) bool { return l.Key() == key })
	if i < 0 {
		return Line{}, errs.New(errs.NotFound, "这件后续已经处理过，或不用再跟了，请刷新后再看")
	}
	return lines[i], nil
}
