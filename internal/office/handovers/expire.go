package handovers

import (
	"context"
	"fmt"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/handovers"
	"beiandesk/internal/office"
	"beiandesk/internal/retention"
	"beiandesk/internal/store"
)

func term() string { return retention.Of(retention.Handovers).Term() }

// Over counts the lines that need not be kept any more: the term is over, and the case has
// ended.
func Over(ctx context.Context, o *office.Office) (n int, err error) {
	err = o.Read(ctx, func(tx store.Tx) error {
		n, err = tx.Handovers().Over(handovers.LastFree(o.Today()))
		return err
	})
	return n, err
}

// Expire takes those lines out and tells how many they were. It is asked for and never done
// by itself: a clock that runs ahead must not empty the register. The reason may be "".
// Errors: Blocked when there are none.
func Expire(ctx context.Context, o *office.Office, reason string) (n int, err error) {
	err = o.Write(ctx, func(w *office.Work) error {
		n, err = ExpireIn(w, reason)
		return err
	})
	return n, err
}

// ExpireIn is Expire within a transaction.
func ExpireIn(w *office.Work, reason string) (n int, err error) {
	last := handovers.LastFree(cal.DayOf(w.Now))
	if n, err = w.Handovers().Drop(last); err != nil {
		return 0, err
	}
	if n == 0 {
		return 0, errs.New(errs.Blocked, "没有满 %s的移交登记，一条也没有清除", term())
	}
	return n, w.Note("edit", "", "", fmt.Sprintf("清除满 %s的移交登记 %d 条", term(), n), strings.TrimSpace("移交日期到 "+last.String()+" 为止，案件都已结束\n"+reason))
}
