package filing_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/errs"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/money"
	"beiandesk/internal/ref"
)

// dates tells every date of a case, to compare before and after.
func dates(c filing.CaseFile) []string {
	list := []string{}
	for _, k := range c.Clocks {
		list = append(list, fmt.Sprint(k.Key, k.Due.Moment, k.Reasons))
	}
	return list
}

func TestUndoBringsBackTheDeadlinesOfBefore(t *testing.T) {
	f := newFixture(t, "2026-09-07 10:00")
	id := f.open(qinghe())
	for _, m := range []string{"licence", "id-front", "id-back"} {
		f.attach(id, m, 120)
	}
	f.step(id, "account.done", "materials.done")
	before := dates(f.show(id))
	f.at("2026-09-09 10:00")
	f.step(id, "template.submit")
	submitted := dates(f.show(id))
	if slices.Equal(before, submitted) {
		t.Fatal("submitting changed no date")
	}
	f.step(id, "case.undo")
	if got := dates(f.show(id)); !slices.Equal(got, before) {
		t.Errorf("after undo %v, before %v", got, before)
	}
}

// menu is an action of the case's menu, by what blocks it; false when it is not there.
func menu(c filing.CaseFile, code string) (why []string, there bool) {
	for _, a := range c.Menu {
		if a.Code == code {
			return a.Why, true
		}
	}
	return nil, false
}

func TestUndoIsRefusedOnceAPaperOfThatMoveWasIssued(t *testing.T) {
	ctx := context.Background()
	withPolice := func(f *fixture) (ref.CaseID, money.Bill) {
		in := qinghe()
		in.Police = false
		id := f.open(in)
		f.step(id, "police.add")
		bill, err := money.Issue(ctx, f.Office, id)
		if err != nil {
			t.Fatal(err)
		}
		return id, bill
	}
	for name, after := range map[string]func(*fixture, money.Bill) error{
		"billed": func(*fixture, money.Bill) error { return nil },
		"billed and the bill void": func(f *fixture, b money.Bill) error {
			_, err := money.Void(ctx, f.Office, money.VoidInput{InvoiceID: b.ID, Reason: "客户名称有误", Version: b.Version})
			return err
		},
		"paid": func(f *fixture, b money.Bill) error {
			_, err := money.Pay(ctx, f.Office, money.PayInput{InvoiceID: b.ID, Amount: 120000, On: f.Today(), Method: "银行转账", Version: b.Version})
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFixture(t, "2026-09-07 10:00")
			id, bill := withPolice(f)
			if err := after(f, bill); err != nil {
				t.Fatal(err)
			}
			told := f.refused(filing.DoInput{CaseID: id, Action: "case.undo"}, errs.Blocked)
			if !strings.Contains(told.Message, bill.Number) {
				t.Errorf("the refusal does not name the bill: %s", told.Message)
			}
			c := f.show(id)
			if why, there := menu(c, "case.undo"); !there || len(why) != 1 || !strings.Contains(why[0], bill.Number) {
				t.Errorf("the menu says %v, %v", why, there)
			}
			if c.Phases != "ICP 与公安" || len(c.Money.Fees) != 2 {
				t.Errorf("the refusal left %s with %+v", c.Phases, c.Money.Fees)
			}
			// A later move booked nothing, so it may go.
			f.step(id, "account.done", "case.undo")
		})
	}
}

func TestABillBeforeThePhaseWasAddedDoesNotHoldTheUndo(t *testing.T) {
	ctx := context.Background()
	f := newFixture(t, "2026-09-07 10:00")
	in := qinghe()
	in.Police = false
	id := f.open(in)
	if _, err := money.Issue(ctx, f.Office, id); err != nil {
		t.Fatal(err)
	}
	f.step(id, "police.add")
	if why, there := menu(f.show(id), "case.undo"); !there || len(why) != 0 {
		t.Errorf("undo: %v, %v", why, there)
	}
	f.step(id, "case.undo")
	if c := f.show(id); c.Money.Unbilled != 0 || c.Phases != "ICP" {
		t.Errorf("after undo: unbilled %v, phases %s", c.Money.Unbilled, c.Phases)
	}
}

func TestVoidingIsBlockedInTheMenuWhileAFeeStandsOnABill(t *testing.T) {
	ctx := context.Background()
	f := newFixture(t, "2026-09-07 10:00")
	id := f.open(qinghe())
	if why, there := menu(f.show(id), "case.void"); !there || len(why) != 0 {
		t.Errorf("before the bill: %v, %v", why, there)
	}
	bill, err := money.Issue(ctx, f.Office, id)
	if err != nil {
		t.Fatal(err)
	}
	told := f.refused(filing.DoInput{CaseID: id, Action: "case.void", Reason: "建错了"}, errs.Blocked)
	if why, there := menu(f.show(id), "case.void"); !there || len(why) != 2 || why[0] != told.Message+"。" {
		t.Errorf("the menu says %v, the refusal %q", why, told.Message)
	}
	if _, err := money.Void(ctx, f.Office, money.VoidInput{InvoiceID: bill.ID, Reason: "建错了", Version: bill.Version}); err != nil {
		t.Fatal(err)
	}
	f.do(filing.DoInput{CaseID: id, Action: "case.void", Reason: "建错了"})
}

func TestUndoBringsTheFeesOfAWithdrawnCaseBackAsTheyWere(t *testing.T) {
	f := newFixture(t, "2026-09-07 10:00")
	id := f.open(qinghe())
	before := f.show(id)
	f.do(filing.DoInput{CaseID: id, Action: "case.withdraw", Reason: "客户不办了"})
	f.step(id, "case.undo")
	after := f.show(id)
	if spoken(after) != spoken(before) || !slices.Equal(dates(after), dates(before)) || after.Money.Unbilled != before.Money.Unbilled || after.Case.ClosedAt != nil {
		t.Errorf("after undo %v, unbilled %v, closed %v", spoken(after), after.Money.Unbilled, after.Case.ClosedAt)
	}
}
