package views

import (
	"context"
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
		for _, w := range waits {
			if w.Group == in.Group {
				g.Folded = append(g.Folded, w)
			}
		}
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
