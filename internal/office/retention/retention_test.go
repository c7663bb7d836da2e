package retention_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/damage"
	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/consents"
	"beiandesk/internal/office/drafts"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/people"
	"beiandesk/internal/office/retention"
	"beiandesk/internal/office/views"
	"beiandesk/internal/ref"
	terms "beiandesk/internal/retention"
	"beiandesk/internal/sqlite/sqlitetest"
	"beiandesk/internal/store"
)

var ctx = context.Background()

// over is a case that was withdrawn on 2026-09-07, with its scans kept for a reason.
func over(t *testing.T) (*desktest.Fixture, ref.CaseID) {
	t.Helper()
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Qinghe())
	f.Scans(id)
	return f, id
}

func withdraw(t *testing.T, f *desktest.Fixture, id ref.CaseID) {
	t.Helper()
	f.Record(filing.DoInput{CaseID: id, Action: "case.withdraw", Reason: "不办了"})
	for _, n := range f.Show(id).Next {
		if n.Run.Stage == "left-scans" {
			f.Record(filing.DoInput{CaseID: id, Action: "left-scans.done", Reason: "以后还要用", Values: map[string]string{"scans": "keep"}})
			continue
		}
		f.Step(id, n.Run.Stage+".done")
	}
}

// line is a kind as it stands.
func line(t *testing.T, f *desktest.Fixture, code string) retention.Line {
	t.Helper()
	lines, err := retention.List(ctx, f.Office)
	if err != nil || len(lines) != len(terms.Kinds()) {
		t.Fatalf("%d kinds, %v", len(lines), err)
	}
	return lines[slices.IndexFunc(lines, func(l retention.Line) bool { return l.Code == code })]
}

// purge removes all that is due of a kind.
func purge(t *testing.T, f *desktest.Fixture, code string) []retention.Item {
	t.Helper()
	in := retention.PurgeInput{Kind: code, Reason: "保存期满"}
	for _, i := range line(t, f, code).Items {
		if i.Due {
			in.Items = append(in.Items, i.ID)
		}
	}
	gone, err := retention.Purge(ctx, f.Office, in)
	if err != nil || len(gone) != len(in.Items) {
		t.Fatalf("%s: %d of %d are gone, %v", code, len(gone), len(in.Items), err)
	}
	return gone
}

// Nothing of an open case is due; once it has ended each kind is, on the day after its term.
func TestEachKindFallsDueOnItsDay(t *testing.T) {
	f, id := over(t)
	lead := f.Show(id).People[0].Person
	agree(t, f, lead.ID, "sensitive")
	if _, err := people.SaveClient(ctx, f.Office, withContact(f, id)); err != nil {
		t.Fatal(err)
	}
	tag(t, f, id)
	for _, code := range []string{terms.Scans, terms.Papers, terms.People, terms.Contacts, terms.Own, terms.Consents, terms.Words, terms.Handovers} {
		if l := line(t, f, code); l.Due() != 0 || l.Next() != 0 {
			t.Errorf("%s of an open case is due: %+v", code, l.Items)
		}
	}
	if l := line(t, f, terms.People); len(l.Items) != 1 || l.Items[0].Waits() != "客户还有 1 个案件没有结束" {
		t.Errorf("%+v", l.Items)
	}
	withdraw(t, f, id)
	for _, test := range []struct{ code, before, on string }{
		{terms.Scans, "", "2026-09-07"},
		{terms.Papers, "2027-09-07", "2027-09-08"},
		{terms.People, "2029-09-07", "2029-09-08"},
		{terms.Contacts, "2029-09-07", "2029-09-08"},
		{terms.Own, "2029-09-07", "2029-09-08"},
		{terms.Consents, "2029-09-07", "2029-09-08"},
		{terms.Words, "2029-09-07", "2029-09-08"},
	} {
		if test.before != "" {
			f.SetClock(test.before + " 12:00")
			if l := line(t, f, test.code); l.Due() != 0 || test.code != terms.Words && l.Next().String() != test.on {
				t.Errorf("%s is due on %s, or not from %s on: %+v", test.code, test.before, l.Next(), l.Items)
			}
		}
		f.SetClock(test.on + " 12:00")
		if l := line(t, f, test.code); l.Due() == 0 {
			t.Errorf("%s is not due on %s: %+v", test.code, test.on, l.Items)
		}
	}
	if l := line(t, f, terms.Scans); l.Items[0].Count != 3 || l.Items[0].Why != "办结时写的保留理由：以后还要用" {
		t.Errorf("%+v", l.Items)
	}
}

// withContact is the client of a case as it is kept, with somebody to be reached.
func withContact(f *desktest.Fixture, id ref.CaseID) people.ClientInput {
	in := people.InputOf(f.Show(id).Client)
	in.Contact, in.ContactPhone, in.Note = "顾小敏", "13800571009", "顾小敏爱打电话"
	return in
}

func agree(t *testing.T, f *desktest.Fixture, id ref.PersonID, matter string) {
	t.Helper()
	in := consents.ConsentInput{Person: id, Matters: []string{matter}, Way: "paper", Evidence: "同意书第 2 版",
		File: &consents.EvidenceFile{Name: "同意书.jpg", Content: desktest.Photo(t, 60_000, 11)}}
	if err := consents.Add(ctx, f.Office, in); err != nil {
		t.Fatal(err)
	}
}

// Scans may be kept for longer only as long as everybody who answers in the case has agreed.
func TestScansAreKeptForLongerOnlyAsLongAsAllHaveAgreed(t *testing.T) {
	f, id := over(t)
	withdraw(t, f, id)
	agree(t, f, f.Show(id).People[0].Person.ID, "sensitive")
	if l := line(t, f, terms.Scans); l.Due() != 1 {
		t.Errorf("though nobody has agreed to that: %+v", l.Items)
	}
	agree(t, f, f.Show(id).People[0].Person.ID, "keep")
	l := line(t, f, terms.Scans)
	if l.Due() != 0 || l.Items[0].Waits() != "保存到 2028-09-07，各负责人已单独同意办结后继续保存" {
		t.Errorf("%+v", l.Items)
	}
	_, err := retention.Purge(ctx, f.Office, retention.PurgeInput{Kind: terms.Scans, Items: []string{string(id)}, Reason: "期满"})
	if errs.CodeOf(err) != errs.Blocked || !strings.Contains(err.Error(), "2028-09-07") {
		t.Errorf("purged before its day: %v", err)
	}
	given, err := consents.Of(ctx, f.Office, f.Show(id).Client.ID)
	if err != nil {
		t.Fatal(err)
	}
	if err := consents.Withdraw(ctx, f.Office, consents.WithdrawalInput{ID: given[slices.IndexFunc(given, func(l consents.Line) bool { return l.Matter.Code == "keep" })].ID, Follows: "删除"}); err != nil {
		t.Fatal(err)
	}
	if l := line(t, f, terms.Scans); l.Due() != 1 {
		t.Errorf("after a withdrawal: %+v", l.Items)
	}
}

// What is purged is gone, its words in the journal too, and the journal says who did it and why.
func TestWhatIsPurgedIsGoneWithItsWords(t *testing.T) {
	f, id := over(t)
	lead := f.Show(id).People[0].Person
	agree(t, f, lead.ID, "sensitive")
	if _, err := people.SaveClient(ctx, f.Office, withContact(f, id)); err != nil {
		t.Fatal(err)
	}
	if _, err := drafts.Keep(ctx, f.Office, drafts.DraftInput{Key: "newcase", Body: "{}"}); err != nil {
		t.Fatal(err)
	}
	withdraw(t, f, id)
	blobs := sqlitetest.First(t, f.Dir, "SELECT COUNT(*) FROM documents")
	purge(t, f, terms.Scans)
	if left := sqlitetest.First(t, f.Dir, "SELECT group_concat(material) FROM documents"); left != "licence" || blobs != "4" {
		t.Errorf("of %s scans %s are left", blobs, left)
	}
	if words := sqlitetest.First(t, f.Dir, "SELECT COUNT(*) FROM handovers WHERE recipient = 'destroyed'"); words != "1" {
		t.Errorf("the register has %s lines of what was destroyed", words)
	}
	f.SetClock("2027-01-07 10:00")
	if gone := purge(t, f, terms.Drafts); len(gone) != 1 || gone[0].Count != 1 {
		t.Errorf("%+v", gone)
	}
	f.SetClock("2029-10-08 10:00")
	for _, code := range []string{terms.Papers, terms.Contacts, terms.Consents, terms.People, terms.Words} {
		if l := line(t, f, code); code == terms.Consents && l.Items[0].Label != "沈**　杭州青禾软件有限公司，凭据文件 1 份" {
			t.Errorf("what goes is called %s", l.Items[0].Label)
		}
		purge(t, f, code)
		if l := line(t, f, code); l.Due() != 0 {
			t.Errorf("%s: still due: %+v", code, l.Items)
		}
	}
	if names, err := f.SealedFiles(); err != nil || len(names) > 0 {
		t.Errorf("%d sealed files are left, %v", len(names), err)
	}
	for what, query := range map[string]string{
		"documents":    "SELECT COUNT(*) FROM documents",
		"consents":     "SELECT COUNT(*) FROM consents",
		"evidence":     "SELECT COUNT(*) FROM consent_files",
		"drafts":       "SELECT COUNT(*) FROM drafts",
		"contacts":     "SELECT COUNT(*) FROM clients WHERE contact <> '' OR contact_phone_hash <> ''",
		"people":       "SELECT COUNT(*) FROM people WHERE name <> '已删除的个人'",
		"sealed files": "SELECT COUNT(*) FROM upload_intents",
	} {
		if n := sqlitetest.First(t, f.Dir, query); n != "0" {
			t.Errorf("%s %s are left", n, what)
		}
	}
	var rows []store.JournalRow
	err := f.Read(ctx, func(tx store.Tx) (err error) {
		rows, err = tx.JournalList().Find(store.JournalQuery{Text: "按保存期限清除", Limit: 20})
		return err
	})
	if err != nil || len(rows) < 4 {
		t.Fatalf("%+v, %v", rows, err)
	}
	for _, r := range rows {
		if r.Payload != "保存期满" && r.Payload != "" || r.Staff == "" {
			t.Errorf("%+v", r)
		}
	}
	f.Reopen()
	if err := f.Read(ctx, func(tx store.Tx) error { _, err := tx.Journal().Verify(); return err }); err != nil {
		t.Errorf("the chain: %v", err)
	}
}

// late has something done between what a purge reads and what it writes.
type late struct {
	store.Store
	between func()
}

func (l *late) Write(ctx context.Context, f func(store.Tx) error) error {
	if between := l.between; between != nil {
		l.between = nil
		between()
	}
	return l.Store.Write(ctx, f)
}

// Whoever goes on with a client while what is due of it is picked keeps it: a new case, or a
// consent to keep scans.
func TestWhatIsNotDueAnyMoreIsNotPurged(t *testing.T) {
	for code, whose := range map[string]func(views.CasePage) string{
		terms.Scans:    func(c views.CasePage) string { return string(c.Case.ID) },
		terms.Contacts: func(c views.CasePage) string { return string(c.Client.ID) },
		terms.People:   func(c views.CasePage) string { return string(c.People[0].Person.ID) },
		terms.Consents: func(c views.CasePage) string { return string(c.People[0].Person.ID) },
	} {
		t.Run(code, func(t *testing.T) {
			f, id := over(t)
			lead := f.Show(id).People[0].Person.ID
			agree(t, f, lead, "sensitive")
			if _, err := people.SaveClient(ctx, f.Office, withContact(f, id)); err != nil {
				t.Fatal(err)
			}
			withdraw(t, f, id)
			page := f.Show(id)
			between := func() { agree(t, f, lead, "keep") }
			if code != terms.Scans {
				f.SetClock("2029-10-08 10:00")
				between = func() {
					in := desktest.Little("青禾二期", "qinghe2.cn")
					in.ClientID, in.Client = page.Client.ID, people.ClientInput{}
					f.OpenCase(in)
				}
			}
			if l := line(t, f, code); l.Due() != 1 {
				t.Fatalf("%+v", l.Items)
			}
			o := *f.Office
			o.Store = &late{f.Office.Store, between}
			gone, err := retention.Purge(ctx, &o, retention.PurgeInput{Kind: code, Items: []string{whose(page)}, Reason: "期满"})
			if errs.CodeOf(err) != errs.Blocked || !strings.Contains(err.Error(), "还不能清除") || len(gone) != 0 {
				t.Errorf("%v, %+v is gone", err, gone)
			}
			if l := line(t, f, code); len(l.Items) != 1 || l.Due() != 0 {
				t.Errorf("then %+v", l.Items)
			}
		})
	}
}

// What the desk notes of a client and its people outside of cases is kept as long as a case of
// theirs is open, however long ago it was noted.
func TestWordsAboutAClientWithAnOpenCaseAreKept(t *testing.T) {
	f, id := over(t)
	page := f.Show(id)
	agree(t, f, page.People[0].Person.ID, "sensitive")
	if _, err := people.SaveClient(ctx, f.Office, withContact(f, id)); err != nil {
		t.Fatal(err)
	}
	f.SetClock("2029-10-08 10:00")
	purge(t, f, terms.Words)
	with := func() (titles []string) {
		for _, e := range f.Journal(t, "") {
			if e.Payload != "" && (e.Subject == string(page.Client.ID) || e.Subject == string(page.People[0].Person.ID)) {
				titles = append(titles, e.Title)
			}
		}
		return titles
	}
	if kept := with(); len(kept) < 2 {
		t.Errorf("of what was noted %q have words", kept)
	}
	withdraw(t, f, id)
	purge(t, f, terms.Words)
	if kept := with(); len(kept) != 0 {
		t.Errorf("of what was noted %q still have words", kept)
	}
}

// A note alone is what the list calls a client's contact, too.
func TestANoteAloneFallsDue(t *testing.T) {
	f, id := over(t)
	in := people.InputOf(f.Show(id).Client)
	in.Contact, in.ContactPhone, in.WeChat, in.Note = "", "", "", "顾小敏爱打电话"
	if _, err := people.SaveClient(ctx, f.Office, in); err != nil {
		t.Fatal(err)
	}
	withdraw(t, f, id)
	f.SetClock("2029-10-08 10:00")
	if gone := purge(t, f, terms.Contacts); len(gone) != 1 {
		t.Errorf("%+v", gone)
	}
	if note := f.Show(id).Client.Note; note != "" {
		t.Errorf("the note is still %q", note)
	}
	if l := line(t, f, terms.Contacts); len(l.Items) != 0 {
		t.Errorf("still listed: %+v", l.Items)
	}
}

// The copies of before an upgrade hold drafts, too.
func TestWhatIsPurgedOfDraftsIsInNoCopy(t *testing.T) {
	f, _ := over(t)
	if _, err := drafts.Keep(ctx, f.Office, drafts.DraftInput{Key: "newcase", Body: "{}"}); err != nil {
		t.Fatal(err)
	}
	before := filepath.Join(f.Dir, "desk.before-v9.db")
	if err := os.WriteFile(before, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	f.SetClock("2027-01-07 10:00")
	purge(t, f, terms.Drafts)
	if _, err := os.Stat(before); !os.IsNotExist(err) {
		t.Errorf("the copy is still there: %v", err)
	}
}

// Scans of a case whose client is lost fall due like others.
func TestScansOfALostClientFallDue(t *testing.T) {
	f, id := over(t)
	withdraw(t, f, id)
	sqlitetest.Past(t, f.Dir, "DELETE FROM clients")
	l := line(t, f, terms.Scans)
	if l.Due() != 1 || !strings.HasSuffix(l.Items[0].Label, damage.Mark) {
		t.Fatalf("%+v", l.Items)
	}
	purge(t, f, terms.Scans)
	if n := sqlitetest.First(t, f.Dir, "SELECT COUNT(*) FROM documents WHERE material <> 'licence'"); n != "0" {
		t.Errorf("%s are left", n)
	}
}

func TestAPurgeIsRefusedWhereItMayNotBe(t *testing.T) {
	f, id := over(t)
	for field, in := range map[string]retention.PurgeInput{
		"kind":   {Kind: "bills", Items: []string{"all"}, Reason: "期满"},
		"items":  {Kind: terms.Scans, Reason: "期满"},
		"reason": {Kind: terms.Scans, Items: []string{string(id)}, Reason: " "},
	} {
		_, err := retention.Purge(ctx, f.Office, in)
		if list := office.ProblemsOf(err); len(list) != 1 || list[0].Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
	_, err := retention.Purge(ctx, f.Office, retention.PurgeInput{Kind: terms.Scans, Items: []string{string(id)}, Reason: "期满"})
	if errs.CodeOf(err) != errs.Blocked {
		t.Errorf("of an open case: %v", err)
	}
}
