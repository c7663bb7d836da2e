package sqlite_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"beiandesk/internal/cal"
	"beiandesk/internal/ref"
	"beiandesk/internal/sqlite"
	"beiandesk/internal/store"
)

// statement is one that a list has run.
type statement struct {
	query string
	args  []any
}

// listed runs f in a read transaction and gives its statements.
func listed(t *testing.T, s *sqlite.Store, f func(store.Tx) error) []statement {
	t.Helper()
	var all []statement
	s.Seen(func(query string, args []any) { all = append(all, statement{query, args}) })
	defer s.Seen(nil)
	if err := s.Read(t.Context(), f); err != nil {
		t.Fatal(err)
	}
	return all
}

// everyList asks every list in many ways; the names say how.
func everyList() map[string]func(store.Tx) error {
	all := map[string]func(store.Tx) error{}
	add := func(name string, f func(store.Tx) error) { all[name] = f }
	for _, owner := range []ref.StaffID{"", "staff-1"} {
		for _, party := range []string{"", "cloud"} {
			for _, group := range []string{"", "overdue", "today", "week", "later"} {
				q := store.TaskQuery{Now: benchNow, Owner: owner, Party: party, Group: group, Acting: group == "", Limit: 50}
				add(fmt.Sprintf("tasks owner=%q party=%q group=%q", owner, party, group), func(tx store.Tx) error {
					rows, err := tx.TaskList().Tasks(q)
					if err == nil && len(rows) > 0 {
						next := q
						next.After = rows[0].Cursor
						_, err = tx.TaskList().Tasks(next)
					}
					return err
				})
			}
		}
		for _, stage := range []string{"", "sms"} {
			add(fmt.Sprintf("counts owner=%q stage=%q", owner, stage), func(tx store.Tx) error {
				_, err := tx.TaskList().Counts(store.TaskQuery{Now: benchNow, Owner: owner, Stage: stage})
				return err
			})
		}
	}
	for _, view := range []string{"open", "mine", "closed", "all"} {
		for _, sort := range []string{"due", "number", "client"} {
			for _, owners := range [][]ref.StaffID{nil, {"staff-1"}, {"staff-1", "staff-2"}} {
				q := store.CaseQuery{Now: benchNow, View: view, Mine: "staff-1", Sort: sort, Owners: owners, Provs: []string{"33", "32"},
					Stages: []string{"forms"}, Parties: []string{"agency"}, Due: "week", Unpaid: true, Desc: sort == "number", Limit: 50}
				name := fmt.Sprintf("cases view=%q sort=%q owners=%d", view, sort, len(owners))
				add(name, func(tx store.Tx) error { _, err := tx.CaseList().Cases(q); return err })
				add("totals of "+name, func(tx store.Tx) error { _, err := tx.CaseList().Totals(q); return err })
			}
		}
	}
	for _, q := range []store.CaseQuery{{View: "open"}, {View: "mine"}, {View: "all"}, {View: "closed"}, {View: "open", Parties: []string{"client", "agency"}}, {View: "mine", Parties: []string{"agency"}}} {
		q.Now, q.Mine = benchNow, "staff-1"
		add(fmt.Sprintf("tallied %s %v", q.View, q.Parties), func(tx store.Tx) error { _, err := tx.CaseList().Totals(q); return err })
	}
	for _, view := range []string{"open", "mine", "all"} {
		for name, q := range map[string]store.LaidQuery{
			"board":    {Stages: []store.StageGroup{{Code: "a", Stages: []string{"forms", "sms"}}, {Code: "b", Stages: []string{"bureau-review"}}}},
			"calendar": {From: cal.DayOf(benchNow), To: cal.DayOf(benchNow).Add(41)},
		} {
			q.View, q.Mine, q.Now, q.Provs, q.Each, q.Most = view, "staff-1", benchNow, []string{"33", "32"}, 20, 5000
			add(name+" of "+view, func(tx store.Tx) error { _, err := tx.CaseList().Laid(q); return err })
		}
	}
	for _, age := range []string{"", "open", "current", "d30", "d60", "older"} {
		q := store.InvoiceQuery{Today: cal.DayOf(benchNow), Age: age, After: "ZD2026-9999", Limit: 50}
		add(fmt.Sprintf("invoices age=%q", age), func(tx store.Tx) error { _, err := tx.InvoiceList().Invoices(q); return err })
	}
	add("overdue bills", func(tx store.Tx) error {
		_, err := tx.InvoiceList().Overdue(cal.DayOf(benchNow), 8)
		return err
	})
	add("invoice totals", func(tx store.Tx) error { _, err := tx.InvoiceList().Totals(cal.DayOf(benchNow)); return err })
	add("clients", func(tx store.Tx) error {
		_, _, err := tx.ClientList().Clients(store.ClientQuery{Limit: 50})
		return err
	})
	add("expiring", func(tx store.Tx) error { _, err := tx.DateList().Expiring(cal.DayOf(benchNow), 30, 50); return err })
	add("history", func(tx store.Tx) error { _, err := tx.Projections().Delivered("first", "33", 60); return err })
	add("behind", func(tx store.Tx) error {
		_, err := tx.Overrides().Outdated(5, store.OutdatedAt{ID: "5"}, 100)
		return err
	})
	add("how many are behind", func(tx store.Tx) error { _, err := tx.Overrides().CountOutdated(5); return err })
	add("editions behind", func(tx store.Tx) error { _, err := tx.Overrides().OutdatedEditions(5); return err })
	add("met by a change", func(tx store.Tx) error { return reached(tx, "sms", "forms") })
	add("deadlines", func(tx store.Tx) error { _, err := tx.DateList().Deadlines(cal.DayOf(benchNow), "", 50); return err })
	add("own dates", func(tx store.Tx) error { _, err := tx.DateList().Own(cal.DayOf(benchNow), "", 50); return err })
	for _, q := range []store.HandoverQuery{{}, {Recipient: "police"}, {Case: "case-1"}, {From: cal.DayOf(benchNow), To: cal.DayOf(benchNow)}} {
		q.Limit = 50
		add(fmt.Sprintf("handovers %+v", q), func(tx store.Tx) error {
			rows, err := tx.HandoverList().Handovers(q)
			if err == nil && len(rows) > 0 {
				q.After = rows[0].Cursor
				_, err = tx.HandoverList().Handovers(q)
			}
			return err
		})
	}
	for _, q := range []store.FollowupQuery{{}, {Within: 30}, {Case: "case-1"}, {Owner: "staff-1"}} {
		q.Today, q.Limit = cal.DayOf(benchNow), 50
		add(fmt.Sprintf("followups %+v", q), func(tx store.Tx) error { _, err := tx.DateList().Followups(q); return err })
	}
	add("decisions of a case", func(tx store.Tx) error { _, err := tx.Followups().Of("case-1"); return err })
	add("what led to a case", func(tx store.Tx) error { _, err := tx.Followups().LedTo("case-1"); return err })
	add("handovers of a case", func(tx store.Tx) error { _, err := tx.Handovers().Of("case-1"); return err })
	add("consents of a client", func(tx store.Tx) error { _, err := tx.Consents().OfClient("client-1"); return err })
	add("uses of a sealed file", func(tx store.Tx) error { _, err := tx.Documents().BlobUses("blob-1"); return err })
	add("handovers that are over", func(tx store.Tx) error { _, err := tx.Handovers().Over(cal.DayOf(benchNow)); return err })
	add("same subject", func(tx store.Tx) error {
		_, err := tx.Find().SameSubject(store.SubjectQuery{Client: "client-1", CreditCode: "x", DocNumber: "330106198205290002"})
		return err
	})
	add("phones", func(tx store.Tx) error { _, err := tx.Find().PhoneUses([]string{"13800571001"}); return err })
	add("journal of a case", func(tx store.Tx) error { _, err := tx.Journal().Of("case-1", 0, 50); return err })
	for _, q := range []store.JournalQuery{{}, {Kind: "note"}, {Staff: "staff-1"}, {Case: "case-1"}, {Case: "case-1", Kind: "note", Staff: "staff-1", Text: "一"}, {From: cal.DayOf(benchNow), To: cal.DayOf(benchNow)}} {
		q.Limit = 50
		add(fmt.Sprintf("the whole journal %+v", q), func(tx store.Tx) error {
			_, err := tx.JournalList().Find(q)
			return err
		})
		add(fmt.Sprintf("the whole journal on from a line %+v", q), func(tx store.Tx) error {
			q := q
			q.After = "WyJqb3VybmFsIiwiMjAyNi0wOS0wN1QwMjowMDowMC4wMDAwMDBaIiwiOSJd" // ["journal","2026-09-07T02:00:00.000000Z","9"]
			_, err := tx.JournalList().Find(q)
			return err
		})
	}
	add("last contact", func(tx store.Tx) error {
		_, err := tx.Journal().LastContact([]ref.CaseID{"case-1", "case-2"})
		return err
	})
	add("case page", func(tx store.Tx) error { return loadCase(tx, "case-1") })
	return all
}

// bigTables grow with the desk; a walk through one must be by an index, and an
// index must give the order of a page.
var wholeTable = regexp.MustCompile(`^SCAN (clients|cl|people|h|cases|c|a|sites|s|case_leads|m|moves|runs|r|deadlines|d|documents|fees|invoices|i|invoice_lines|l|payments|handovers|v|consents|k|consent_files|proof|own_values|followups|fu|n|x|ld|q|g|journal|j|journal_payloads)\b(.*)$`)

// activeAlone is a walk through all that is open: half of a desk, or nearly all of it.
var activeAlone = regexp.MustCompile(`\(active=\?\)( LEFT-JOIN)?$`)

// boundLimit is one that makes SQLite read the statement anew each time.
var boundLimit = regexp.MustCompile(`LIMIT \$`)

func TestListsWalkIndexesInTheirOrder(t *testing.T) {
	s := open(t, t.TempDir())
	plant(t, s)
	for name, f := range everyList() {
		for _, st := range listed(t, s, f) {
			// What counts by any filters has to look at all, a board ends at the most that it lays out, and the
			// register is looked through once a year.
			looksAtAll := strings.HasPrefix(name, "totals of") || strings.HasPrefix(name, "board of") || name == "handovers that are over"
			for _, fault := range faults(t, s, st, looksAtAll) {
				t.Errorf("%s %s", name, fault)
			}
		}
	}
}

// faults are what is wrong with how a statement is carried out.
func faults(t *testing.T, s *sqlite.Store, st statement, looksAtAll bool) (list []string) {
	t.Helper()
	if boundLimit.MatchString(st.query) {
		list = append(list, "binds its limit: "+st.query)
	}
	plan, err := s.Plan(t.Context(), st.query, st.args...)
	if err != nil {
		t.Fatal(err)
	}
	inPage := -1 // depth of the subquery p, which holds the page
	for _, line := range plan {
		depth := len(line) - len(strings.TrimLeft(line, " "))
		step := strings.TrimSpace(line)
		if depth <= inPage {
			inPage = -1
		}
		if step == "CO-ROUTINE p" || step == "MATERIALIZE p" {
			inPage = depth
		}
		m := wholeTable.FindStringSubmatch(step)
		for fault, is := range map[string]bool{
			"walks a whole table":       m != nil && !strings.Contains(m[2], "USING"),
			"sorts its page":            inPage >= 0 && strings.Contains(step, "TEMP B-TREE"),
			"walks all that is open":    inPage < 0 && activeAlone.MatchString(step) && !looksAtAll, // a page ends its walk when it is full
			"builds an index each time": strings.Contains(step, "AUTOMATIC"),
		} {
			if is {
				list = append(list, fmt.Sprintf("%s: %s\n%s", fault, step, strings.Join(plan, "\n")))
			}
		}
	}
	return list
}

// A board and a month are one statement, and walk what they lay out in the order of dates
// within an index that holds all they filter by.
func TestBoardAndCalendarAreOneWalkOfAnIndex(t *testing.T) {
	s := open(t, t.TempDir())
	plant(t, s)
	laid := 0
	for name, f := range everyList() {
		form, view, _ := strings.Cut(name, " of ")
		if form != "board" && form != "calendar" {
			continue
		}
		laid++
		ran := listed(t, s, f)
		if len(ran) != 1 {
			t.Fatalf("%s: %d statements", name, len(ran))
		}
		plan, err := s.Plan(t.Context(), ran[0].query, ran[0].args...)
		if err != nil {
			t.Fatal(err)
		}
		walk := "USING COVERING INDEX cases_due (active=?"
		if view == "mine" {
			walk = "USING COVERING INDEX cases_owner_due (owner_id=? AND active=?"
		}
		if form == "calendar" {
			walk += " AND head_due>? AND head_due<?"
		}
		if all := strings.Join(plan, "\n"); !strings.Contains(all, walk+")") {
			t.Errorf("%s does not walk by %s:\n%s", name, walk, all)
		}
	}
	if laid != 6 {
		t.Errorf("%d forms", laid)
	}
}

// What writes a case looks at that case, however many are open.
func TestWritingACaseWalksNothingElse(t *testing.T) {
	s := open(t, t.TempDir())
	plant(t, s)
	var ran []statement
	s.Seen(func(query string, args []any) { ran = append(ran, statement{query, args}) })
	err := s.Write(t.Context(), func(tx store.Tx) error {
		c, err := tx.Cases().Get("case-1")
		if err != nil {
			return err
		}
		runs, err := tx.Projections().Runs(c.ID)
		if err != nil {
			return err
		}
		dates, err := tx.Projections().Deadlines(c.ID)
		if err != nil {
			return err
		}
		if err := tx.Projections().Replace(c.ID, runs, dates); err != nil {
			return err
		}
		return tx.Cases().Update(c)
	})
	s.Seen(nil)
	if err != nil || len(ran) < 10 {
		t.Fatalf("%d statements, %v", len(ran), err)
	}
	for _, st := range ran {
		plan, err := s.Plan(t.Context(), st.query, st.args...)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range plan {
			step := strings.TrimSpace(line)
			if m := wholeTable.FindStringSubmatch(step); m != nil && !strings.Contains(m[2], "USING") || activeAlone.MatchString(step) {
				t.Errorf("%s\n%s", st.query, strings.Join(plan, "\n"))
			}
		}
	}
}

// Each last day of a site is found by its own index, from the earliest on.
func TestWhatRunsOutIsFoundByItsOwnIndex(t *testing.T) {
	s := open(t, t.TempDir())
	plant(t, s)
	ran := listed(t, s, func(tx store.Tx) error { _, err := tx.DateList().Expiring(cal.DayOf(benchNow), 30, 50); return err })
	if len(ran) != 1 {
		t.Fatalf("%d statements", len(ran))
	}
	plan, err := s.Plan(t.Context(), ran[0].query, ran[0].args...)
	if err != nil {
		t.Fatal(err)
	}
	whole := strings.Join(plan, "\n")
	if step := "SEARCH h USING INDEX people_open_until (doc_until<?)"; !strings.Contains(whole, step) {
		t.Errorf("no %q in\n%s", step, whole)
	}
	for index, column := range map[string]string{
		"sites_until": "server_until", "sites_domain_until": "domain_until", "sites_proof_until": "proof_until", "sites_grant_until": "grant_until",
	} {
		if step := "SEARCH sites USING INDEX " + index + " (active=? AND " + column + "<?)"; !strings.Contains(whole, step) {
			t.Errorf("no %q in\n%s", step, whole)
		}
	}
	for _, bounds := range []string{"own (active=? AND due_sort<?)", "own (active=? AND due_sort>? AND due_sort<?)", "undated (due_sort<?)"} {
		if step := "SEARCH d USING INDEX deadlines_" + bounds; !strings.Contains(whole, step) {
			t.Errorf("no %q in\n%s", step, whole)
		}
	}
}

func TestAPageIsOneStatementHoweverManyRows(t *testing.T) {
	s := open(t, t.TempDir())
	plant(t, s)
	small := map[string]int64{}
	count := func(f func(store.Tx) error) int64 {
		before := s.Statements()
		if err := s.Read(t.Context(), f); err != nil {
			t.Fatal(err)
		}
		return s.Statements() - before
	}
	lists := everyList()
	for name, f := range lists {
		small[name] = count(f)
	}
	grow(t, s, 60)
	for name, f := range lists {
		switch many := count(f); {
		case name == "case page":
			if many != small[name] {
				t.Errorf("%s ran %d statements, then %d", name, small[name], many)
			}
		case strings.HasPrefix(name, "tasks"): // each asks for two pages when there is a first, and for its buckets
			if many > 4 {
				t.Errorf("%s ran %d statements for two pages", name, many)
			}
		case many != 1:
			t.Errorf("%s ran %d statements", name, many)
		}
	}
}
