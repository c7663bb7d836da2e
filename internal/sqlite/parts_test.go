package sqlite_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"beiandesk/internal/cal"
	"beiandesk/internal/clients"
	"beiandesk/internal/sqlite"
	"beiandesk/internal/store"
)

// What a row was called lies nowhere in the folder once it is called otherwise: an erased
// person's name neither whole nor in the parts by which it was found.
func TestANameThatIsGoneIsGoneFromItsParts(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	plant(t, s)
	grow(t, s, 60)
	const name = "欧阳明月楼台近水"
	p := clients.Person{ID: "gone", ClientID: "client-1", Name: name, Version: 1}
	holds := func() (found []string) {
		if err := s.Fold(t.Context()); err != nil {
			t.Fatal(err)
		}
		for _, file := range []string{sqlite.FileName, sqlite.FileName + "-wal"} {
			content, err := os.ReadFile(filepath.Join(dir, file))
			if err != nil {
				t.Fatal(err)
			}
			for _, part := range []string{name, "欧阳明", "明月楼", "台近水", "近水"} {
				if bytes.Contains(content, []byte(part)) {
					found = append(found, file+": "+part)
				}
			}
		}
		return found
	}
	if err := s.Write(t.Context(), func(tx store.Tx) error { return tx.Clients().AddPerson(p) }); err != nil {
		t.Fatal(err)
	}
	if found := holds(); len(found) != 5 {
		t.Fatalf("before: %v", found)
	}
	p.Name = "某"
	if err := s.Write(t.Context(), func(tx store.Tx) error { return tx.Clients().UpdatePerson(p) }); err != nil {
		t.Fatal(err)
	}
	if found := holds(); len(found) > 0 {
		t.Errorf("afterwards: %v", found)
	}
}

// byText asks every list that takes a text for one.
func byText(text string) map[string]func(store.Tx) error {
	all := map[string]func(store.Tx) error{
		"clients": func(tx store.Tx) error {
			_, _, err := tx.ClientList().Clients(store.ClientQuery{Text: text, Limit: 5})
			return err
		},
		"bills": func(tx store.Tx) error {
			_, err := tx.InvoiceList().Invoices(store.InvoiceQuery{Text: text, Today: cal.DayOf(benchNow), Limit: 5})
			return err
		},
		"hand-overs": func(tx store.Tx) error {
			_, err := tx.HandoverList().Handovers(store.HandoverQuery{Text: text, Limit: 5})
			return err
		},
	}
	for _, view := range []string{"open", "mine", "all"} {
		for _, sort := range []string{"due", "number", "client"} {
			q := store.CaseQuery{Now: benchNow, View: view, Mine: "staff-1", Sort: sort, Text: text, Limit: 5}
			all["cases "+view+" by "+sort] = func(tx store.Tx) error { _, err := tx.CaseList().Cases(q); return err }
			all["totals "+view+" by "+sort] = func(tx store.Tx) error { _, err := tx.CaseList().Totals(q); return err }
		}
	}
	return all
}

// walked is a step through a table that grows with the desk, from its first row or along a whole index.
var walked = regexp.MustCompile(`^SCAN (clients|people|cases|case_leads|invoices|invoice_lines|handovers|find_parts|x|c|k|h|m|i|l|q)\b`)

func TestATextIsLookedUpAndNoTableWalked(t *testing.T) {
	s := open(t, t.TempDir())
	plant(t, s)
	grow(t, s, 60)
	for _, text := range []string{"qinghe5001", "没有", "5001", "13800005001", "沈一鸣 qinghe5001", "一段比索引里的一格更长的文字 ba2026-5001.example.cn"} {
		for name, f := range byText(text) {
			for _, st := range listed(t, s, f) {
				plan, err := s.Plan(t.Context(), st.query, st.args...)
				if err != nil {
					t.Fatal(err)
				}
				for _, line := range plan {
					if step := strings.TrimSpace(line); walked.MatchString(step) || strings.Contains(step, "AUTOMATIC") {
						t.Errorf("%s by %q: %s\n%s\n%s", name, text, step, st.query, strings.Join(plan, "\n"))
					}
				}
			}
		}
	}
}

// A page of what many rows are called lies in the order of an index, and is not sorted.
func TestACommonWordIsMetInTheOrderOfTheList(t *testing.T) {
	s := open(t, t.TempDir())
	plant(t, s)
	grow(t, s, 60)
	s.CountAtMost(5)
	for name, f := range byText("qinghe50") {
		if strings.HasPrefix(name, "totals") {
			continue
		}
		for _, st := range listed(t, s, f) {
			plan, err := s.Plan(t.Context(), st.query, st.args...)
			if err != nil {
				t.Fatal(err)
			}
			for i, line := range plan {
				step := strings.TrimSpace(line)
				if strings.Contains(step, "AUTOMATIC") || (step == "CO-ROUTINE p" || step == "MATERIALIZE p") && i+2 < len(plan) && strings.Contains(strings.Join(plan[i+1:i+3], "\n"), "TEMP B-TREE") {
					t.Errorf("%s: %s\n%s", name, st.query, strings.Join(plan, "\n"))
				}
			}
		}
	}
}

// However many rows there are and have the text, the statements are as many.
func TestATextCostsNoMoreStatementsForMoreRows(t *testing.T) {
	s := open(t, t.TempDir())
	plant(t, s)
	for _, n := range []int{0, 60} {
		grow(t, s, n)
		for name, f := range byText("qinghe50") {
			if ran := listed(t, s, f); len(ran) != 2 {
				t.Errorf("%s of %d cases: %d statements", name, n, len(ran))
			}
		}
	}
	s.CountAtMost(5)
	for name, f := range byText("qinghe50") {
		if ran := listed(t, s, f); len(ran) > 5 {
			t.Errorf("%s by a common word: %d statements", name, len(ran))
		}
	}
}

// A word that two rows in three have is counted in one walk, which ends at the most.
func TestAWordOfMostRowsIsCountedInOneWalk(t *testing.T) {
	s := open(t, t.TempDir())
	plant(t, s)
	grow(t, s, 60)
	s.CountAtMost(20)
	if err := s.Write(t.Context(), func(tx store.Tx) error {
		list, _, err := tx.ClientList().Clients(store.ClientQuery{Limit: 60})
		for i, row := range list {
			if err != nil || i%3 > 0 {
				continue
			}
			var c clients.Client
			if c, err = tx.Clients().Client(row.ID); err == nil {
				c.Name = strings.ReplaceAll(c.Name, "有限公司", "工作室")
				err = tx.Clients().UpdateClient(c)
			}
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	var totals store.CaseTotals
	ran := listed(t, s, func(tx store.Tx) (err error) {
		totals, err = tx.CaseList().Totals(store.CaseQuery{Now: benchNow, View: "all", Text: "有限公司"})
		return err
	})
	if want := (store.Count{N: 20, More: true}); totals.Count != want || len(ran) != 3 {
		t.Errorf("%+v in %d statements", totals.Count, len(ran))
	}
}
