package rights_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/intake"
	"beiandesk/internal/office/people"
	"beiandesk/internal/office/rights"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

var ctx = context.Background()

// A person gets all that the desk holds of him, covered unless it is asked for in full; each
// copy is written down, and tells who looked before.
func TestAPersonGetsACopyOfAllThatIsHeldOfHim(t *testing.T) {
	f, id := desktest.AtSMS(t)
	lead := f.Show(id).People[0].Person
	if _, err := people.Reveal(ctx, f.Office, people.RevealInput{Token: "person:" + string(lead.ID) + ":mobile", CaseID: id, Use: "show"}); err != nil {
		t.Fatal(err)
	}
	var scan ref.DocumentID
	err := f.Read(ctx, func(tx store.Tx) error {
		docs, err := tx.Documents().Of(id)
		scan = docs[0].ID
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := intake.Fetch(ctx, f.Office, scan); err != nil {
		t.Fatal(err)
	}
	covered, err := rights.CopyOf(ctx, f.Office, lead.ID, false)
	if err != nil {
		t.Fatal(err)
	}
	if covered.Person.Name != lead.Name || covered.Person.Mobile != lead.Mobile || !strings.Contains(covered.Person.DocNumber, "*") || covered.Client != f.Show(id).Client.Name {
		t.Errorf("%+v", covered)
	}
	if len(covered.Cases) != 1 || covered.Cases[0].Number != f.Show(id).Case.Number || !slices.Contains(covered.Cases[0].Roles, "主体负责人") ||
		len(covered.Cases[0].Documents) < 4 || len(covered.Cases[0].Handovers) < 2 {
		t.Errorf("%+v", covered.Cases)
	}
	if len(covered.Looks) != 2 || !strings.HasSuffix(covered.Looks[0].Title, "第 1 版原件") || covered.Looks[1].Title != "查看手机" || covered.Looks[1].Who == "" {
		t.Errorf("%+v", covered.Looks)
	}
	whole, err := rights.CopyOf(ctx, f.Office, lead.ID, true)
	if err != nil || whole.Person.Mobile != "13800571001" || whole.Person.DocNumber != "330106198205290002" {
		t.Errorf("%+v, %v", whole.Person, err)
	}
	var lines []store.JournalRow
	err = f.Read(ctx, func(tx store.Tx) (err error) {
		lines, err = tx.JournalList().Find(store.JournalQuery{Kind: "export", Limit: 9})
		return err
	})
	if err != nil || len(lines) != 2 || lines[0].Title != "导出个人信息副本，没有遮住" || lines[1].Title != "导出个人信息副本" || lines[1].Payload != lead.Name {
		t.Errorf("%+v, %v", lines, err)
	}
	if _, err := rights.CopyOf(ctx, f.Office, "nobody", true); errs.CodeOf(err) != errs.NotFound {
		t.Errorf("%v", err)
	}
}
