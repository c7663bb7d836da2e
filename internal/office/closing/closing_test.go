package closing_test

import (
	"context"
	"strings"
	"testing"

	"beiandesk/internal/cal"
	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/closing"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/handovers"
	"beiandesk/internal/ref"
	"beiandesk/internal/sqlite/sqlitetest"
)

var ctx = context.Background()

// approved is a case of the ICP phase alone whose number is out, with an account to give back.
func approved(t *testing.T) (*desktest.Fixture, ref.CaseID) {
	t.Helper()
	f, id := desktest.Approved(t)
	if err := filing.SaveAccount(ctx, f.Office, filing.AccountInput{CaseID: id, UserName: "beian", Secret: "Gx7-kite-88", Version: f.Show(id).Case.Version}); err != nil {
		t.Fatal(err)
	}
	return f, id
}

func stands(t *testing.T, f *desktest.Fixture, id ref.CaseID) (words string, now closing.Sheet) {
	t.Helper()
	now, err := closing.Of(ctx, f.Office, id, []office.BackupHold{{Place: "/media/disk", Last: cal.Date(2026, 10, 15), Until: cal.Date(2027, 10, 31)}})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range now.Steps {
		words += s.Stands + " "
	}
	return strings.TrimSpace(words), now
}

// The steps are taken one after the other; whoever stops in between goes on there, and what was
// done is not done twice.
func TestACaseIsClosedInFourStepsAndGoneOnWithWhereItWasLeft(t *testing.T) {
	f, id := approved(t)
	in := closing.CloseInput{CaseID: id, Revoked: true, Given: []string{"name", "papers"}, Scans: "purge"}
	if got, now := stands(t, f, id); got != "open open later later" || !strings.Contains(now.Step(closing.Scans).Says[0], "还有环节没有办完") ||
		!strings.Contains(strings.Join(now.Step(closing.Back).Says, ""), "浙ICP备2026051234号-1") || !strings.Contains(strings.Join(now.Step(closing.Letter).Says, ""), "2027-10-31") {
		t.Fatalf("%s: %+v", got, now.Steps)
	}
	err := closing.Close(ctx, f.Office, in)
	if errs.CodeOf(err) != errs.Blocked || !strings.Contains(err.Error(), "还不能清除材料") {
		t.Fatalf("closed before its site is up: %v", err)
	}
	if got, _ := stands(t, f, id); got != "done done later later" || f.Show(id).Account.Secret {
		t.Errorf("what was done before is %s", got)
	}
	f.Step(id, "online.live")
	if got, now := stands(t, f, id); got != "done done open later" || len(now.Step(closing.Scans).Acts) != 1 {
		t.Fatalf("%s: %+v", got, now.Steps)
	}
	if err := closing.Close(ctx, f.Office, closing.CloseInput{CaseID: id, Scans: "keep"}); err == nil {
		t.Error("scans are kept without a reason")
	}
	if err := closing.Close(ctx, f.Office, in); errs.CodeOf(err) != errs.Blocked || !strings.Contains(err.Error(), "这次没有登记") {
		t.Errorf("given back twice: %v", err)
	}
	in.Given = nil
	if err := closing.Close(ctx, f.Office, in); err != nil {
		t.Fatal(err)
	}
	got, now := stands(t, f, id)
	if got != "done done done open" || now.Case.State.Ended == nil {
		t.Errorf("%s: %+v", got, now.Steps)
	}
	if n := sqlitetest.First(t, f.Dir, "SELECT COUNT(*) FROM documents"); n != "0" {
		t.Errorf("%s scans are left", n)
	}
	if n := sqlitetest.First(t, f.Dir, "SELECT COUNT(*) FROM handovers WHERE recipient = 'client'"); n != "1" {
		t.Errorf("given back %s times", n)
	}
	if err := closing.Close(ctx, f.Office, in); err != nil {
		t.Errorf("asked for once more: %v", err)
	}
}

// What goes back to the client on the way is no end: what it is given then is still registered.
func TestAnOriginalReturnedOnTheWayIsNotTheEnd(t *testing.T) {
	f, id := approved(t)
	early := handovers.HandoverInput{CaseID: id, Recipient: "client", Kinds: []string{"papers"}, Purpose: "退回给错的原件", Basis: "contract"}
	if err := handovers.Add(ctx, f.Office, early); err != nil {
		t.Fatal(err)
	}
	if got, now := stands(t, f, id); got != "open open later later" || strings.Contains(strings.Join(now.Step(closing.Back).Says, ""), "已交还") {
		t.Fatalf("%s: %+v", got, now.Steps)
	}
	if err := closing.Give(ctx, f.Office, closing.GiveInput{CaseID: id, Kinds: []string{"name", "papers"}, Note: "快递寄回"}); err != nil {
		t.Fatal(err)
	}
	if got, now := stands(t, f, id); got != "open done later later" || !strings.Contains(now.Step(closing.Back).Says[0], "姓名、其他书面材料") {
		t.Errorf("%s: %+v", got, now.Steps)
	}
	if basis := sqlitetest.First(t, f.Dir, "SELECT group_concat(basis) FROM handovers WHERE recipient = 'client'"); basis != "contract,end" {
		t.Errorf("registered as %s", basis)
	}
}

// A case that was withdrawn is closed by the same steps; an open bill comes before the letter.
func TestAWithdrawnCaseIsClosedByTheSameSteps(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Qinghe())
	f.Scans(id)
	f.Record(filing.DoInput{CaseID: id, Action: "case.withdraw", Reason: "不办了"})
	if got, now := stands(t, f, id); got != "done open open later" {
		t.Fatalf("%s: %+v", got, now.Steps)
	}
	if err := closing.Close(ctx, f.Office, closing.CloseInput{CaseID: id, Given: []string{"papers"}, Scans: "purge"}); err != nil {
		t.Fatal(err)
	}
	if got, now := stands(t, f, id); got != "done done done open" || now.Case.State.Ended == nil {
		t.Errorf("%s: %+v", got, now.Steps)
	}
}
