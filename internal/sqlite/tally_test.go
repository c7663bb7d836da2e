package sqlite_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"

	"beiandesk/internal/billing"
	"beiandesk/internal/cases"
	"beiandesk/internal/ref"
	"beiandesk/internal/sqlite"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// grow adds n more cases.
func grow(t *testing.T, s *sqlite.Store, n int) []ref.CaseID {
	t.Helper()
	var ids []ref.CaseID
	r := rand.New(rand.NewPCG(3, 4))
	err := s.Write(t.Context(), func(tx store.Tx) error {
		for i := range n {
			id, err := seedCase(tx, r, []ref.StaffID{"staff-1"}, 5000+i)
			if err != nil {
				return err
			}
			ids = append(ids, id)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return ids
}

// The tallies must say what counting says after any sequence of changes, whatever
// was rolled back between.
func TestTalliesAgreeWithCounting(t *testing.T) {
	s := open(t, t.TempDir())
	plant(t, s)
	ids := grow(t, s, 30)
	r := rand.New(rand.NewPCG(5, 6))
	statuses := []workflow.Status{workflow.Open, workflow.Hold, workflow.Delivered, workflow.Void}
	for i := range 200 {
		id := ids[r.IntN(len(ids))]
		failed := fmt.Errorf("rolled back")
		err := s.Write(context.Background(), func(tx store.Tx) error {
			c, err := tx.Cases().Get(id)
			if err != nil {
				return err
			}
			switch r.IntN(4) {
			case 0:
				c.Status, c.OwnerID = string(statuses[r.IntN(len(statuses))]), []ref.StaffID{"", "staff-1"}[r.IntN(2)]
				err = tx.Cases().Update(c)
			case 1:
				err = tx.Projections().Replace(id, []store.RunRow{{ID: ref.New[ref.RunID](), Headline: true,
					RunLine: workflow.RunLine{Key: "k", Stage: fmt.Sprint("stage", r.IntN(3)), Party: workflow.Parties[r.IntN(len(workflow.Parties))]}}}[:r.IntN(2)], nil)
			case 2:
				err = tx.Fees().Add(billing.Fee{ID: ref.New[ref.FeeID](), CaseID: id, Amount: 100, State: billing.FeeOpen})
			case 3:
				n := ref.CaseID(fmt.Sprint("new", i))
				c.ID, c.Number = n, fmt.Sprintf("BA2027-%04d", i)
				err = tx.Cases().Add(c, []cases.Site{{ID: ref.SiteID(n), Ordinal: 1}}, nil)
				ids = append(ids, id)
			}
			if err == nil && r.IntN(5) == 0 {
				return failed
			}
			return err
		})
		if err != nil && !errors.Is(err, failed) {
			t.Fatal(err)
		}
		for name, query := range map[string]string{
			"runs": `SELECT owner_id, party_no, stage, SUM(n) FROM
				(SELECT owner_id, party_no, stage, n FROM run_tally UNION ALL SELECT owner_id, party_no, stage, -1 FROM runs WHERE active = 1)
				GROUP BY owner_id, party_no, stage HAVING SUM(n) <> 0`,
			"cases": `SELECT owner_id, active, SUM(n), SUM(unpaid_fen) FROM
				(SELECT owner_id, active, n, unpaid_fen FROM case_tally UNION ALL SELECT COALESCE(owner_id, ''), active, -1, -unpaid_fen FROM cases)
				GROUP BY owner_id, active HAVING SUM(n) <> 0 OR SUM(unpaid_fen) <> 0`,
		} {
			if n := rowsOf(t, s, query); n != 0 {
				t.Fatalf("after %d changes the tally of %s differs from counting in %d rows", i+1, name, n)
			}
		}
	}
}

// rowsOf counts the rows of a query.
func rowsOf(t *testing.T, s *sqlite.Store, query string) int {
	t.Helper()
	n, err := s.Count(t.Context(), "SELECT COUNT(*) FROM ("+query+")")
	if err != nil {
		t.Fatal(err)
	}
	return n
}
