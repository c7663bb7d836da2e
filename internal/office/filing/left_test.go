package filing_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/invoicing"
	"beiandesk/internal/office/views"
)

func todos(c views.CasePage) string {
	list := []string{}
	for _, n := range c.Next {
		list = append(list, n.Run.Stage)
	}
	return strings.Join(list, " ")
}

func TestAWithdrawalOpensWhatIsLeftToDo(t *testing.T) {
	f, id := reviewing(t)
	if _, err := invoicing.Issue(t.Context(), f.Office, id); err != nil {
		t.Fatal(err)
	}
	f.Record(filing.DoInput{CaseID: id, Action: "case.withdraw", Reason: "客户不做网站了"})
	c := f.Show(id)
	if todos(c) != "revoke left-bill left-scans" || c.Case.Status != "leaving" || c.Case.ClosedAt != nil || len(c.Owed) != 0 {
		t.Fatalf("%s: %s, owed %v", c.Case.Status, todos(c), c.Owed)
	}
	if line := f.Line(c, "客户不办了"); !strings.Contains(line.Text, "还要办：撤销授权、结清账单、销毁扫描件") {
		t.Errorf("the timeline says %q", line.Text)
	}
	page, err := views.Today(t.Context(), f.Office, views.TodayInput{Size: 10})
	if err != nil || page.Total != 3 {
		t.Errorf("Today has %d rows, %v", page.Total, err)
	}
	f.Step(id, "revoke.confirm", "left-bill.done")
	f.Refused(filing.DoInput{CaseID: id, Action: "left-scans.done"}, errs.Invalid)
	before := filepath.Join(f.Dir, "desk.before-v9.db") // names what is purged
	if err := os.WriteFile(before, []byte("a copy"), 0o600); err != nil {
		t.Fatal(err)
	}
	f.Record(filing.DoInput{CaseID: id, Action: "left-scans.done", Values: map[string]string{"scans": "purge"}})
	if _, err := os.Stat(before); !os.IsNotExist(err) {
		t.Errorf("the copy of before an upgrade: %v", err)
	}
	c = f.Show(id)
	if c.Case.Status != "withdrawn" || c.Case.ClosedAt == nil || len(c.Next) != 0 {
		t.Errorf("%s with %s", c.Case.Status, todos(c))
	}
	for _, i := range c.Materials.Items {
		if len(i.Docs) > 0 {
			t.Errorf("%s is still kept", i.Code)
		}
	}
}

func TestAWithdrawalThatLeavesNothingIsOverAtOnce(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Little("青禾", "qinghe.example"))
	f.Record(filing.DoInput{CaseID: id, Action: "case.withdraw", Reason: "客户不做网站了"})
	if c := f.Show(id); c.Case.Status != "withdrawn" || c.Case.ClosedAt == nil {
		t.Errorf("%s, open %s", c.Case.Status, todos(c))
	}
}
