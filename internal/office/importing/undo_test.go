package importing_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/importing"
	"beiandesk/internal/office/people"
	"beiandesk/internal/store"
)

func lastImport(t *testing.T, f *desktest.Fixture) importing.Batch {
	t.Helper()
	list, err := importing.Batches(t.Context(), f.Office)
	if err != nil || len(list) == 0 {
		t.Fatalf("%v, %v", list, err)
	}
	return list[0]
}

func TestAnImportIsTakenBackWithAllThatItOpened(t *testing.T) {
	f := desktest.NewFixture(t, now)
	old := f.OpenCase(filing.OpenInput{Client: people.ClientInput{Name: "宁波松涧家居有限公司"}, Sites: []filing.SiteInput{{Name: "松涧", Domain: "songjian.com"}}, Type: "first", Province: "33", ICP: true})
	f.SetClock("2026-11-23 10:00")
	rows := slices.Clone(agency)
	rows[7] = slices.Clone(rows[7])
	rows[7][4], rows[7][6] = "顾敏", "13957403302" // a lead of a client that is there
	if out := run(t, f, importing.Input{Rows: rows, Agree: true}); !out.Done {
		t.Fatalf("%+v", out)
	}
	b := lastImport(t, f)
	if b.File != "跟进表.xlsx" || b.Cases != 2 || b.Span() != "BA2026-0002 至 BA2026-0003" || b.Undone {
		t.Errorf("the batch is %+v", b)
	}
	f.SetClock("2026-11-23 11:00")
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if _, err := importing.Undo(stopped, f.Office, b.Seq); err == nil || lastImport(t, f).Undone {
		t.Errorf("stopped, it went on: %v", err)
	}
	if _, err := importing.Undo(t.Context(), f.Office, b.Seq); err != nil {
		t.Fatal(err)
	}
	if n, _ := held(t, f); n != 1 {
		t.Errorf("%d clients are left", n)
	}
	if left := f.Show(old); len(left.People) != 0 {
		t.Errorf("of the client that was there %d people are left", len(left.People))
	}
	hits, err := people.ListClients(t.Context(), f.Office, store.ClientQuery{Text: "青禾", Limit: 9})
	if err != nil || len(hits.Rows) != 0 {
		t.Errorf("found %v, %v", hits.Rows, err)
	}
	for _, e := range f.Journal(t, "") {
		if strings.Contains(e.Payload, "青禾") || strings.Contains(e.Payload, "顾敏") || strings.Contains(e.Payload, "沈一鸣") {
			t.Errorf("the journal still says %+v", e)
		}
	}
	if b := lastImport(t, f); !b.Undone {
		t.Error("it is not told as undone")
	}
	if out := run(t, f, importing.Input{Rows: rows, Agree: true}); !out.Done || out.Opened != 2 {
		t.Errorf("anew: %+v", out)
	}
}

func TestWhatWasBuiltOnAnImportKeepsIt(t *testing.T) {
	for name, build := range map[string]func(*desktest.Fixture, importing.Report){
		"BA2026-0001（备忘）": func(f *desktest.Fixture, out importing.Report) {
			if err := filing.Note(t.Context(), f.Office, filing.NoteInput{CaseID: caseID(t, f, out.Rows[0].Number), Kind: "note", Text: "客户来过"}); err != nil {
				t.Fatal(err)
			}
		},
		"BA2026-0002（客户或人员的资料改过）": func(f *desktest.Fixture, out importing.Report) {
			c := f.Show(caseID(t, f, out.Rows[3].Number)).Client
			if _, err := people.SaveClient(t.Context(), f.Office, people.ClientInput{ID: c.ID, Version: c.Version, Kind: string(c.Kind), Name: c.Name, Address: "浙江省宁波市鄞州区中山东路 2 号"}); err != nil {
				t.Fatal(err)
			}
		},
	} {
		f := desktest.NewFixture(t, now)
		out := run(t, f, importing.Input{})
		f.SetClock("2026-11-24 10:00")
		build(f, out)
		_, err := importing.Undo(t.Context(), f.Office, lastImport(t, f).Seq)
		if errs.CodeOf(err) != errs.Blocked || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
		if n, _ := held(t, f); n != 2 {
			t.Errorf("%s: %d clients are left", name, n)
		}
	}
}
