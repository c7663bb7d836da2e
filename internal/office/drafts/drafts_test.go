package drafts_test

import (
	"bytes"
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/drafts"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/people"
	"beiandesk/internal/office/setup"
)

func keep(t *testing.T, o *office.Office, key, body string) {
	t.Helper()
	if _, err := drafts.Keep(t.Context(), o, drafts.DraftInput{Key: key, Body: body}); err != nil {
		t.Fatal(err)
	}
}

// kept are the drafts of who acts, as key and body.
func kept(t *testing.T, o *office.Office) []string {
	t.Helper()
	all, err := drafts.All(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	list := []string{}
	for _, d := range all {
		list = append(list, d.Key+" "+d.Body)
	}
	return list
}

func TestADraftIsItsAuthorsAlone(t *testing.T) {
	d := desktest.New(t, "2026-11-28 09:12")
	keep(t, d.Office, "newcase", "第一位的")
	other, err := setup.AddStaff(t.Context(), d.Office, "林晓")
	if err != nil {
		t.Fatal(err)
	}
	hers := *d.Office
	hers.Staff = other.ID
	keep(t, &hers, "newcase", "第二位的")
	if err := drafts.Drop(t.Context(), d.Office, "newcase"); err != nil {
		t.Fatal(err)
	}
	if a, b := kept(t, d.Office), kept(t, &hers); len(a) != 0 || strings.Join(b, "|") != "newcase 第二位的" {
		t.Errorf("left %v and %v", a, b)
	}
}

func TestADraftEndsWithTheCaseOrTheNoteItBecame(t *testing.T) {
	d := desktest.New(t, "2026-11-28 09:12")
	keep(t, d.Office, "newcase", "a")
	in := filing.OpenInput{
		Client: people.ClientInput{Name: "杭州青禾软件有限公司", Kind: "enterprise"}, Type: "first", Province: "33", ICP: true, Lookup: "未备案", Draft: "newcase",
	}
	if _, err := filing.Open(t.Context(), d.Office, in); err == nil {
		t.Fatal("a case without a site was opened")
	}
	if got := kept(t, d.Office); len(got) != 1 {
		t.Fatalf("a refused case has taken its draft: %v", got)
	}
	in.Sites = []filing.SiteInput{{Domain: "qinghe.cn"}}
	opened, err := filing.Open(t.Context(), d.Office, in)
	if err != nil {
		t.Fatal(err)
	}
	key := "note:" + string(opened.ID)
	keep(t, d.Office, key, "b")
	if err := filing.Note(t.Context(), d.Office, filing.NoteInput{CaseID: opened.ID, Kind: "note", Text: "说了", Draft: key}); err != nil {
		t.Fatal(err)
	}
	if got := kept(t, d.Office); len(got) != 0 {
		t.Errorf("left %v", got)
	}
}

func TestADraftNamesAFormAndHasABound(t *testing.T) {
	d := desktest.New(t, "2026-11-28 09:12")
	for field, in := range map[string]drafts.DraftInput{
		"key":  {Key: "杭州青禾", Body: "a"},
		"body": {Key: "newcase"},
	} {
		_, err := drafts.Keep(t.Context(), d.Office, in)
		if list := office.ProblemsOf(err); errs.CodeOf(err) != errs.Invalid || len(list) != 1 || list[0].Field != field {
			t.Errorf("%+v: %v", in, err)
		}
	}
	if _, err := drafts.Keep(t.Context(), d.Office, drafts.DraftInput{Key: "newcase", Body: strings.Repeat("字", 1<<17)}); errs.CodeOf(err) != errs.Invalid {
		t.Errorf("without a bound: %v", err)
	}
}

func TestADraftOutlivesTheProgramAndLiesInClearNowhere(t *testing.T) {
	d := desktest.New(t, "2026-11-28 09:12")
	const words = "客户说证件下周一寄到"
	keep(t, d.Office, "note:c1", words)
	d.Restart(t)
	if got := kept(t, d.Office); strings.Join(got, "|") != "note:c1 "+words {
		t.Errorf("after a restart: %v", got)
	}
	for name, content := range d.Folder(t) {
		if bytes.Contains(content, []byte(words)) {
			t.Errorf("%s holds it in clear", name)
		}
	}
}
