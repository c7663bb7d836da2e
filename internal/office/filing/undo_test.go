package filing_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/invoicing"
	"beiandesk/internal/office/views"
	"beiandesk/internal/ref"
)

// dates tells every date of a case, to compare before and after.
func dates(c views.CasePage) []string {
	list := []string{}
	for _, k := range c.Clocks {
		list = append(list, fmt.Sprint(k.Key, k.Due.Moment, k.Reasons))
	}
	return list
}

func TestUndoBringsBackTheDeadlinesOfBefore(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Qinghe())
	for _, m := range []string{"licence", "id-front", "id-back"} {
		f.Attach(id, m, 120)
	}
	f.Step(id, "account.done", "materials.done")
	before := dates(f.Show(id))
	f.SetClock("2026-09-09 10:00")
	f.Step(id, "template.submit")
	submitted := dates(f.Show(id))
	if slices.Equal(before, submitted) {
		t.Fatal("submitting changed no date")
	}
	f.Step(id, "case.undo")
	if got := dates(f.Show(id)); !slices.Equal(got, before) {
		t.Errorf("after undo %v, before %v", got, before)
	}
}

// menu is an action of the case's menu, by what blocks it; false when it is not there.
func menu(c views.CasePage, code string) (why []string, there bool) {
	for _, a := range c.Menu {
		if a.Code == code {
			return a.Blocked, true
		}
	}
	return nil, false
}

func TestUndoIsRefusedOnceAPaperOfThatMoveWasIssued(t *testing.T) {
	ctx := context.Background()
	withPolice := func(f *desktest.Fixture) (ref.CaseID, invoicing.Bill) {
		in := desktest.Qinghe()
		in.Police = false
		id := f.OpenCase(in)
		f.Step(id, "police.add")
		bill, err := invoicing.Issue(ctx, f.Office, id)
		if err != nil {
			t.Fatal(err)
		}
		return id, bill
	}
	for name, after := range map[string]func(*desktest.Fixture, invoicing.Bill) error{
		"billed": func(*desktest.Fixture, invoicing.Bill) error { return nil },
		"billed and the bill void": func(f *desktest.Fixture, b invoicing.Bill) error {
			_, err := invoicing.Void(ctx, f.Office, invoicing.VoidInput{InvoiceID: b.ID, Reason: "客户名称有误", Version: b.Version})
			return err
		},
		"paid": func(f *desktest.Fixture, b invoicing.Bill) error {
			_, err := invoicing.Pay(ctx, f.Office, invoicing.PayInput{InvoiceID: b.ID, Amount: 120000, On: f.Today(), Method: "银行转账", Version: b.Version})
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			f := desktest.NewFixture(t, "2026-09-07 10:00")
			id, bill := withPolice(f)
			if err := after(f, bill); err != nil {
				t.Fatal(err)
			}
			told := f.Refused(filing.DoInput{CaseID: id, Action: "case.undo"}, errs.Blocked)
			if !strings.Contains(told.Message, bill.Number) {
				t.Errorf("the refusal does not name the bill: %s", told.Message)
			}
			c := f.Show(id)
			if why, there := menu(c, "case.undo"); !there || len(why) != 1 || !strings.Contains(why[0], bill.Number) {
				t.Errorf("the menu says %v, %v", why, there)
			}
			if c.Phases != "ICP 与公安" || len(c.Money.Fees) != 2 {
				t.Errorf("the refusal left %s with %+v", c.Phases, c.Money.Fees)
			}
			// A later move booked nothing, so it may go.
			f.Step(id, "account.done", "case.undo")
		})
	}
}

func TestABillBeforeThePhaseWasAddedDoesNotHoldTheUndo(t *testing.T) {
	ctx := context.Background()
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	in := desktest.Qinghe()
	in.Police = false
	id := f.OpenCase(in)
	if _, err := invoicing.Issue(ctx, f.Office, id); err != nil {
		t.Fatal(err)
	}
	f.Step(id, "police.add")
	if why, there := menu(f.Show(id), "case.undo"); !there || len(why) != 0 {
		t.Errorf("undo: %v, %v", why, there)
	}
	if undoes := f.Show(id).Undoes; undoes != "加办公安备案（9月7日 10:00）" {
		t.Errorf("it takes back %s", undoes)
	}
	f.Step(id, "case.undo")
	if c := f.Show(id); c.Money.Unbilled != 0 || c.Phases != "ICP" {
		t.Errorf("after undo: unbilled %v, phases %s", c.Money.Unbilled, c.Phases)
	}
}

func TestVoidingIsBlockedInTheMenuWhileAFeeStandsOnABill(t *testing.T) {
	ctx := context.Background()
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Qinghe())
	if why, there := menu(f.Show(id), "case.void"); !there || len(why) != 0 {
		t.Errorf("before the bill: %v, %v", why, there)
	}
	bill, err := invoicing.Issue(ctx, f.Office, id)
	if err != nil {
		t.Fatal(err)
	}
	told := f.Refused(filing.DoInput{CaseID: id, Action: "case.void", Reason: "建错了"}, errs.Blocked)
	if why, there := menu(f.Show(id), "case.void"); !there || len(why) != 2 || why[0] != told.Message+"。" {
		t.Errorf("the menu says %v, the refusal %q", why, told.Message)
	}
	if _, err := invoicing.Void(ctx, f.Office, invoicing.VoidInput{InvoiceID: bill.ID, Reason: "建错了", Version: bill.Version}); err != nil {
		t.Fatal(err)
	}
	f.Record(filing.DoInput{CaseID: id, Action: "case.void", Reason: "建错了"})
}

func TestUndoBringsTheFeesOfAWithdrawnCaseBackAsTheyWere(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Qinghe())
	before := f.Show(id)
	f.Record(filing.DoInput{CaseID: id, Action: "case.withdraw", Reason: "客户不办了"})
	f.Step(id, "case.undo")
	after := f.Show(id)
	if desktest.Spoken(after) != desktest.Spoken(before) || !slices.Equal(dates(after), dates(before)) || after.Money.Unbilled != before.Money.Unbilled || after.Case.ClosedAt != nil {
		t.Errorf("after undo %v, unbilled %v, closed %v", desktest.Spoken(after), after.Money.Unbilled, after.Case.ClosedAt)
	}
}
