package views

import (
	"context"
	"slices"
	"time"

	"beiandesk/internal/office"
	"beiandesk/internal/store"
)

// GroupOf reads in.Group of Today from its beginning, so many rows at most, and the moment at
// which they were judged. What is counted is counted once; when each client was last reached is
// not looked up. in.Size and in.Cursor are ignored.
func GroupOf(ctx context.Context, o *office.Office, in TodayInput, most int) (g TaskGroup, now time.Time, err error) {
	f := TodayPage{Now: o.Now()}
	g.Code = in.Group
	if err := office.Judge(in); err != nil {
		return g, f.Now, err
	}
	err = o.Read(ctx, func(tx store.Tx) error {
		q := store.TaskQuery{Now: f.Now, Owner: in.Owner, Party: in.Party, Acting: true}
		counts, waits, err := f.counts(o, tx, &q, in)
		if err != nil {
			return err
		}
		g.Count = counts[in.Group]
		g.Folded = slices.DeleteFunc(waits, func(w store.WaitRow) bool { return w.Group != in.Group })
		q.Group, q.Rested = in.Group, true
		for {
			f.Groups = nil
			if err := f.group(o, tx, q, TaskGroup{}, min(ListPage, most-len(g.Rows))); err != nil {
				return err
			}
			page := f.Groups[0]
			g.Rows, g.Next, q.After = append(g.Rows, page.Rows...), page.Next, page.Next
			if g.Next == "" || len(g.Rows) >= most {
				return nil
			}
		}
	})
	return g, f.Now, err
}

// EachTask gives every row that 今日 shows or folds up, group by group, as each stands at most once.
// in.Group, in.Fold, in.Size and in.Cursor are ignored. Errors: Invalid, and those of take.
func EachTask(o *office.Office, tx store.Tx, in TodayInput, take func(Task) error) error {
	if err := office.Judge(in); err != nil {
		return err
	}
	q := store.TaskQuery{Now: o.Now(), Owner: in.Owner, Party: in.Party, Rested: true}
	for _, code := range codes(in.By) {
		if q.Group, q.After = code, ""; in.By == "party" {
			if q.Group, q.Party = "", code; in.Party != "" && in.Party != code {
				continue
			}
		}
		for more := true; more; more = q.After != "" {
			f := TodayPage{Now: q.Now}
			if err := f.group(o, tx, q, TaskGroup{}, ListPage); err != nil {
				return err
			}
			if err := f.contacts(tx); err != nil {
				return err
			}
			for _, t := range f.Groups[0].Rows {
				if err := take(t); err != nil {
					return err
				}
			}
			q.After = f.Groups[0].Next
		}
	}
	return nil
}
