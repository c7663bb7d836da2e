package sqlite_test

import (
	"io/fs"
	"testing"
	"testing/fstest"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/sqlite"
	"beiandesk/internal/store"
)

// before are the embedded migrations up to the one named, which stays out.
func before(t *testing.T, name string) fs.FS {
	t.Helper()
	embedded, err := sqlite.Migrations()
	if err != nil {
		t.Fatal(err)
	}
	files, err := fs.Glob(embedded, "*.sql")
	if err != nil {
		t.Fatal(err)
	}
	kept := fstest.MapFS{}
	for _, file := range files {
		if file >= name {
			continue
		}
		content, err := fs.ReadFile(embedded, file)
		if err != nil {
			t.Fatal(err)
		}
		kept[file] = &fstest.MapFile{Data: content}
	}
	return kept
}

// Rows that were there before anything turned are given what projecting them anew would.
func TestTheUpgradeTellsWhatTurnsAndWhichVisitItIs(t *testing.T) {
	dir := oldDesk(t)
	s, err := sqlite.OpenWith(t.Context(), dir, newSealer(), time.Now, before(t, "00003_turns.sql"))
	if err != nil {
		t.Fatal(err)
	}
	exec(t, s, "DELETE FROM runs")
	exec(t, s, "DELETE FROM run_tally")
	for _, r := range []struct{ key, stage, step, due, lost, headline, reasons string }{
		{"sms#1", "sms", "verify", "2026-09-19T15:04", "0", "0", "[]"},
		{"sms#2", "sms", "verify", "2026-09-20T15:04", "1", "1", "[]"},
		{"police-site/a#1", "police-site", "appointment", "2026-09-21T15:00", "0", "0", `["公安短信通知面审（9月1日）"]`},
		{"police-site/b#1", "police-site", "appointment", "2026-09-22T15:00", "0", "0", `["公安短信通知实地检查（9月1日）"]`},
		{"materials#1", "materials", "collect", "2026-09-23T24:00", "0", "0", "[]"},
	} {
		exec(t, s, `INSERT INTO runs (id, case_id, key, stage, stage_no, site_id, attempt, step, party, party_no, entered, due_day, due_min, due_kind,
			due_key, due_sort, soft, started, headline, round, who, lost, owner_id, active) VALUES ('`+r.key+`', 'case-1', '`+r.key+`', '`+r.stage+`', 9, '', 1, '`+
			r.step+`', 'client', 0, '2026-09-18', '`+r.due[:10]+`', 900, 'legal', '`+r.key+`/due', '`+r.due+`', 0, '', `+r.headline+`, 0, '', `+r.lost+`, 'staff-1', 1)`)
		exec(t, s, `INSERT INTO deadlines (id, case_id, key, stage, site_id, clock, label, kind, from_at, due_day, due_min, due_sort, governs, provisional,
			reasons, active) VALUES ('`+r.key+`', 'case-1', '`+r.key+`/due', '`+r.stage+`', '', 'c', '', 'legal', '', '`+r.due[:10]+`', 900, '`+r.due+`', 1, 0, '`+r.reasons+`', 1)`)
	}
	exec(t, s, "INSERT INTO run_tally (owner_id, party_no, stage, n) SELECT owner_id, party_no, stage, COUNT(*) FROM runs GROUP BY owner_id, party_no, stage")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}

	s = open(t, dir)
	at := time.Date(2026, 9, 21, 15, 0, 0, 0, cal.Zone)
	err = s.Read(t.Context(), func(tx store.Tx) error {
		rows, err := tx.TaskList().Tasks(store.TaskQuery{Now: at, Party: "agency", Limit: 10})
		if err != nil {
			return err
		}
		got := ""
		for _, r := range rows {
			got += r.Key + " " + r.Party + ">" + r.LateParty + " " + r.Visit + "\n"
		}
		if want := "sms#1 client>agency \nsms#2 client>agency \npolice-site/a#1 client>agency interview\n"; got != want {
			t.Errorf("waiting on us\n%swant\n%s", got, want)
		}
		rows, err = tx.TaskList().Tasks(store.TaskQuery{Now: at, Party: "client", Limit: 10})
		if err != nil {
			return err
		}
		if len(rows) != 2 || rows[0].Visit != "visit" || rows[1].LateParty != "" {
			t.Errorf("waiting on the client %+v", rows)
		}
		counts, err := tx.TaskList().CountByParty(store.TaskQuery{Now: at})
		if err != nil || counts["agency"] != 3 || counts["client"] != 2 {
			t.Errorf("counts %v, %v", counts, err)
		}
		cases, err := tx.CaseList().Cases(store.CaseQuery{Now: plantNow, View: "open", Parties: []string{"agency"}, Limit: 10})
		if err != nil || len(cases) != 1 {
			t.Errorf("%d cases of ours, %v", len(cases), err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
