package rulebook_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/rulebook"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

var (
	realName  = rulebook.RuleRef{RuleKey: store.RuleKey{Kind: store.OverrideRule, Code: "lead.name"}}
	reporting = rulebook.RuleRef{RuleKey: store.RuleKey{Kind: workflow.ChangeClock, Code: "reporting.expected"}}
)

// journal are the latest lines of the desk's own journal, the newest first.
func journal(t *testing.T, d *desktest.Desk, n int) []store.Entry {
	t.Helper()
	var lines []store.Entry
	must(t, d.Read(context.Background(), func(tx store.Tx) (err error) { lines, err = tx.Journal().Of("", 0, n); return err }))
	return lines
}

// standing is when each was confirmed, as cases, lists and history are told: "2026-11-20", or "".
func standing(t *testing.T, d *desktest.Desk, of ...rulebook.RuleRef) []string {
	t.Helper()
	days := []string{}
	for _, r := range of {
		day := ""
		if at, ok := d.Editions.Latest().Confirmed[r.RuleKey]; ok {
			day = at.On.String()
		}
		days = append(days, day)
	}
	return days
}

// now is the reference as the settings show it now.
func now(t *testing.T, d *desktest.Desk, of rulebook.RuleRef) rulebook.RuleRef {
	t.Helper()
	lines, err := rulebook.History(context.Background(), d.Office, of.RuleKey)
	must(t, err)
	if of.Seq = 0; len(lines) > 0 {
		of.Seq = lines[0].Seq
	}
	return of
}

func TestSeveralAreConfirmedAtOnceEachByItself(t *testing.T) {
	ctx := context.Background()
	d := desktest.New(t, "2026-11-23 09:12")
	all := []rulebook.RuleRef{bureauMax, reporting, realName}
	must(t, rulebook.Confirm(ctx, d.Office, all, rulebook.Confirmed{On: "上周五", Note: "问过管局 0571 值班"}))
	if got := standing(t, d, all...); !slices.Equal(got, []string{"2026-11-20", "2026-11-20", "2026-11-20"}) {
		t.Errorf("confirmed on %v", got)
	}
	lines := journal(t, d, 3)
	for i, title := range []string{"核实预检规则", "核实期限：上报预计", "核实期限：管局最迟"} {
		if l := lines[i]; l.Title != title || !strings.Contains(l.Payload, "核实：2026-11-20") || !strings.Contains(l.Payload, "说明：问过管局 0571 值班") {
			t.Errorf("line %d says %+v", i, l)
		}
	}
	for _, of := range all {
		history, err := rulebook.History(ctx, d.Office, of.RuleKey)
		if must(t, err); len(history) != 1 || history[0].What != "核实" || history[0].Who != "周敏" {
			t.Errorf("%s: %+v", of.Code, history)
		}
	}
	d.Restart(t)
	if got := standing(t, d, realName); got[0] != "2026-11-20" {
		t.Errorf("after a restart: %v", got)
	}
}

func TestAConfirmationIsTakenBackAndTheOneBeforeItHolds(t *testing.T) {
	ctx := context.Background()
	d := desktest.New(t, "2026-11-23 09:12")
	must(t, rulebook.Confirm(ctx, d.Office, []rulebook.RuleRef{bureauMax}, rulebook.Confirmed{On: "2026-11-02"}))
	must(t, rulebook.Confirm(ctx, d.Office, []rulebook.RuleRef{now(t, d, bureauMax), realName}, rulebook.Confirmed{}))
	both := []rulebook.RuleRef{now(t, d, bureauMax), now(t, d, realName)}
	must(t, rulebook.Withdraw(ctx, d.Office, both))
	if got := standing(t, d, both...); !slices.Equal(got, []string{"2026-11-02", ""}) {
		t.Errorf("confirmed on %v", got)
	}
	if c := reviewMax(t, d, ""); c.Confirmed == nil || c.Confirmed.String() != "2026-11-02" || c.Changed {
		t.Errorf("the list says %+v", c)
	}
	if l := journal(t, d, 1)[0]; l.Title != "撤销核实预检规则" {
		t.Errorf("the journal says %+v", l)
	}
	// What stands is as it was: it can be changed, and confirmed anew.
	saved(t, d, now(t, d, bureauMax), workflow.Term{Unit: "workdays", To: 25}, byPhone)
	if got := standing(t, d, bureauMax); got[0] != "" {
		t.Errorf("another term is confirmed on %v", got)
	}
	must(t, rulebook.Confirm(ctx, d.Office, []rulebook.RuleRef{now(t, d, bureauMax)}, rulebook.Confirmed{}))
	if got := standing(t, d, bureauMax); got[0] != "2026-11-23" {
		t.Errorf("confirmed on %v", got)
	}
}

func TestOneThatIsRefusedLeavesAllUnconfirmed(t *testing.T) {
	ctx := context.Background()
	confirm := func(in rulebook.Confirmed, all ...rulebook.RuleRef) func(*office.Office) error {
		return func(o *office.Office) error { return rulebook.Confirm(ctx, o, all, in) }
	}
	withdraw := func(all ...rulebook.RuleRef) func(*office.Office) error {
		return func(o *office.Office) error { return rulebook.Withdraw(ctx, o, all) }
	}
	stale := realName
	stale.Seq = 9
	gone := rulebook.RuleRef{RuleKey: store.RuleKey{Kind: store.OverrideRule, Code: "gone"}}
	first := bureauMax
	first.Seq = 1
	for name, c := range map[string]struct {
		do    func(*office.Office) error
		code  errs.Code
		field string
	}{
		"a stale one":            {confirm(rulebook.Confirmed{}, reporting, stale), errs.Conflict, "?"},
		"the same one twice":     {confirm(rulebook.Confirmed{}, reporting, reporting), errs.Conflict, "?"},
		"one that is not there":  {confirm(rulebook.Confirmed{}, reporting, gone), errs.Invalid, "code"},
		"a day to come":          {confirm(rulebook.Confirmed{On: "明天"}, reporting, realName), errs.Invalid, "confirmed"},
		"a note too long":        {confirm(rulebook.Confirmed{Note: strings.Repeat("字", 61)}, reporting), errs.Invalid, "note"},
		"none":                   {confirm(rulebook.Confirmed{}), errs.Invalid, "code"},
		"more than a list holds": {confirm(rulebook.Confirmed{}, make([]rulebook.RuleRef, 201)...), errs.Invalid, "code"},
		"nothing to take back":   {withdraw(first, realName), errs.Invalid, "code"},
		"taken back by none":     {withdraw(), errs.Invalid, "code"},
	} {
		t.Run(name, func(t *testing.T) {
			d := desktest.New(t, "2026-11-23 09:12")
			must(t, rulebook.Confirm(ctx, d.Office, []rulebook.RuleRef{bureauMax}, rulebook.Confirmed{}))
			lines := len(journal(t, d, 50))
			err := c.do(d.Office)
			if errs.CodeOf(err) != c.code || (c.code == errs.Invalid && fieldIn(err) != c.field) {
				t.Errorf("%v at %q", err, fieldIn(err))
			}
			if got := standing(t, d, bureauMax, reporting, realName); !slices.Equal(got, []string{"2026-11-23", "", ""}) || len(journal(t, d, 50)) != lines {
				t.Errorf("confirmed on %v", got)
			}
		})
	}
}

// fieldIn is the field of the only problem.
func fieldIn(err error) string {
	if list := office.ProblemsOf(err); len(list) == 1 {
		return list[0].Field
	}
	return fieldOf(err)
}
