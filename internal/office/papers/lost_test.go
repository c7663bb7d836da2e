package papers_test

import (
	"bytes"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"beiandesk/internal/damage"
	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/invoicing"
	"beiandesk/internal/office/papers"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/office/views"
	"beiandesk/internal/sqlite"
	"beiandesk/internal/sqlite/sqlitetest"
	"beiandesk/internal/store"
)

// counted is how many rows each list has.
func counted(t *testing.T, f *desktest.Fixture) map[string]int {
	t.Helper()
	n := map[string]int{}
	count := func(name string, list int, err error) {
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		n[name] = list
	}
	cases, err := views.List(ctx, f.Office, store.CaseQuery{View: "all", Limit: 50})
	count("cases", len(cases.Rows), err)
	for _, by := range []string{"time", "party"} {
		today, err := views.Today(ctx, f.Office, views.TodayInput{By: by, Size: 50})
		rows := 0
		for _, g := range today.Groups {
			rows += len(g.Rows)
		}
		count("today by "+by, rows, err)
		count("expiry", len(today.Expiry), err)
		count("messages", len(today.SMS), err)
	}
	err = f.Read(ctx, func(tx store.Tx) error {
		dates, err := tx.DateList().Deadlines(f.Today(), "", 50)
		count("deadlines", len(dates), err)
		register, err := tx.HandoverList().Handovers(store.HandoverQuery{Limit: 50})
		count("hand-overs", len(register), err)
		bills, err := tx.InvoiceList().Invoices(store.InvoiceQuery{Today: f.Today(), Limit: 50})
		count("bills", len(bills), err)
		journal, err := tx.JournalList().Find(store.JournalQuery{Limit: 200, To: f.Today()})
		count("journal", len(journal), err)
		return err
	})
	if err != nil {
		t.Error(err)
	}
	return n
}

// A bit that changed in a key leaves what refers to it in every list, with the mark of damage
// where it stood; the case that it hit is looked at, and the others go on.
func TestNoListLosesARowWhoseReferenceIsGone(t *testing.T) {
	made, id := desktest.AtSMS(t)
	other := made.OpenCase(desktest.Little("宁波甬江商贸有限公司", "yongjiang.example"))
	if _, err := setup.SaveLetterhead(ctx, made.Office, setup.Letterhead{Name: "备案管家（杭州）"}); err != nil {
		t.Fatal(err)
	}
	if _, err := invoicing.Issue(ctx, made.Office, id); err != nil {
		t.Fatal(err)
	}
	if err := made.Close(); err != nil {
		t.Fatal(err)
	}
	const ends = "UPDATE sites SET domain_until = '2026-10-01'; UPDATE people SET doc_until = '2026-10-01'; UPDATE documents SET ends_day = '2026-10-02', ends_as = 'x';"
	clean := made.Copy(t, func(dir string) { sqlitetest.Past(t, dir, ends) })
	whole := counted(t, &desktest.Fixture{T: t, Desk: clean})
	for name, n := range whole {
		if n == 0 {
			t.Errorf("%s: the test has no row", name)
		}
	}
	const hit = "(SELECT id FROM cases WHERE number = 'BA2026-0001')"
	for name, c := range map[string]struct {
		sql   string
		shown []string // on the daily sheet of all
		holds bool     // nothing is recorded of the case: what it would rest on is gone
	}{
		"a client":              {"UPDATE clients SET id = 'x' || substr(id, 2) WHERE name LIKE '杭州%'", []string{"〔损坏〕", "BA2026-0001"}, true},
		"a case's client":       {"UPDATE cases SET client_id = 'x' || substr(client_id, 2) WHERE id = " + hit, []string{"〔损坏〕", "BA2026-0001"}, true},
		"a lead":                {"UPDATE people SET id = 'x' || substr(id, 2)", []string{"杭州青禾", "〔损坏〕"}, true},
		"a lead's role":         {"UPDATE case_leads SET person_id = 'x' || substr(person_id, 2)", []string{"杭州青禾", "〔损坏〕"}, true},
		"a case's owner":        {"UPDATE cases SET owner_id = 'x' || substr(owner_id, 2) WHERE id = " + hit, []string{"〔损坏〕", "杭州青禾"}, false},
		"a run's case":          {"UPDATE runs SET case_id = 'x' || substr(case_id, 2) WHERE case_id = " + hit, []string{"〔损坏〕"}, false},
		"a deadline's case":     {"UPDATE deadlines SET case_id = 'x' || substr(case_id, 2) WHERE case_id = " + hit, []string{"杭州青禾"}, false},
		"a run's site":          {"UPDATE runs SET site_id = 'x' WHERE case_id = " + hit, []string{"杭州青禾"}, false},
		"a hand-over's case":    {"UPDATE handovers SET case_id = 'x' || substr(case_id, 2)", []string{"杭州青禾"}, false},
		"a bill's client":       {"UPDATE invoices SET client_id = 'x' || substr(client_id, 2)", []string{"杭州青禾"}, false},
		"a bill's line":         {"UPDATE invoice_lines SET case_id = 'x' || substr(case_id, 2)", []string{"杭州青禾"}, false},
		"a scan's case":         {"UPDATE documents SET case_id = 'x' || substr(case_id, 2)", []string{"杭州青禾"}, false},
		"a site's case":         {"UPDATE sites SET case_id = 'x' || substr(case_id, 2) WHERE case_id = " + hit, []string{"杭州青禾"}, true},
		"a case":                {"UPDATE cases SET id = 'x' || substr(id, 2) WHERE id = " + hit, []string{"〔损坏〕"}, true},
		"an entry's case":       {"UPDATE journal SET case_id = 'x' || substr(case_id, 2) WHERE case_id <> ''", []string{"杭州青禾"}, false},
		"who recorded an entry": {"UPDATE journal SET staff_id = 'x'", []string{"杭州青禾"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			d := made.Copy(t, func(dir string) {
				if sqlitetest.Past(t, dir, ends+"PRAGMA foreign_keys = 0; "+c.sql) == 0 {
					t.Error("it changes nothing")
				}
			})
			f := &desktest.Fixture{T: t, Desk: d}
			want := maps.Clone(whole)
			if strings.HasPrefix(name, "a lead") {
				want["expiry"]-- // whose document that is nobody can tell
			}
			if got := counted(t, f); !maps.Equal(got, want) {
				t.Errorf("lists have %v, had %v", got, want)
			}
			p, err := papers.Daily(ctx, f.Office, papers.All, "")
			if err != nil {
				t.Fatalf("the daily sheet: %v", err)
			}
			inOrder(t, text(t, p), c.shown...)
			shown, err := views.ByNumber(ctx, f.Office, "BA2026-0001")
			if err != nil {
				t.Fatal(err)
			}
			page, err := views.Show(ctx, f.Office, shown)
			if err != nil {
				t.Fatalf("the case: %v", err)
			}
			marked := slices.ContainsFunc(page.Warnings, func(w string) bool {
				return strings.Contains(w, "显示为〔损坏〕") && strings.Contains(w, "从备份恢复")
			})
			if marked != c.holds || marked && !damage.In(page) {
				t.Errorf("the case warns %q", page.Warnings)
			}
			_, err = filing.Do(ctx, f.Office, filing.DoInput{CaseID: shown, Action: "case.void", Reason: "重复"})
			if blocked := errs.CodeOf(err) == errs.Blocked && strings.Contains(err.Error(), "损坏"); blocked != c.holds {
				t.Errorf("recording says %v", err)
			}
			if _, err := filing.Do(ctx, f.Office, filing.DoInput{CaseID: other, Action: "account.done"}); err != nil {
				t.Errorf("the other case: %v", err)
			}
		})
	}
}

// tear overwrites the first page of a table.
func tear(t *testing.T, dir, table string) {
	t.Helper()
	number := func(query string) int64 {
		n, err := strconv.ParseInt(sqlitetest.First(t, dir, query), 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	size := number("SELECT page_size FROM pragma_page_size()")
	root := number("SELECT rootpage FROM sqlite_schema WHERE name = '" + table + "'")
	f, err := os.OpenFile(filepath.Join(dir, sqlite.FileName), os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	_, err = f.WriteAt(bytes.Repeat([]byte{0xff}, int(size)), (root-1)*size)
	if err := errors.Join(err, f.Close()); err != nil {
		t.Fatal(err)
	}
}

// A page of the database that can't be read takes its part from the day's sheet, which says so;
// the rest is printed.
func TestTheDailySheetGoesOnWithoutWhatCanNotBeRead(t *testing.T) {
	made, _ := desktest.AtSMS(t)
	if _, err := setup.SaveLetterhead(ctx, made.Office, setup.Letterhead{Name: "备案管家（杭州）"}); err != nil {
		t.Fatal(err)
	}
	if err := made.Close(); err != nil {
		t.Fatal(err)
	}
	for table, want := range map[string][]string{
		"people":        {"本表印有：", "没有印：7 天内。数据文件有一处读不出来"},
		"runs":          {"本表印有：", "没有印：7 天内。数据文件有一处读不出来"},
		"deadlines_own": {"合计 1 项", "没有印：客户自办。数据文件有一处读不出来"},
	} {
		d := made.Copy(t, func(dir string) { tear(t, dir, table) })
		p, err := papers.Daily(ctx, d.Office, papers.All, "")
		if err != nil {
			t.Fatalf("%s: %v", table, err)
		}
		inOrder(t, text(t, p), want...)
		if told := strings.Join(p.Warnings, "\n"); !strings.Contains(told, want[1]) {
			t.Errorf("%s: warns %q", table, told)
		}
	}
}
