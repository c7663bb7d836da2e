// Package tallies counts: what Today, cases and bills add up is kept in tables of its own, and
// the transaction that changes a case or a bill carries the difference to them.
package tallies

import (
	"database/sql"
	"slices"
	"strconv"
	"strings"

	"beiandesk/internal/ref"
	"beiandesk/internal/sqlstore/sqltx"
)

// Store is the room of a transaction for it.
type Store struct{ *sqltx.Tx }

// Everybody is the owner under whom the tallies of runs and of parties keep all owners'.
const Everybody = "*"

// tally is a table that counts: by its keys, what its sums say. A row of nothing is taken out.
type tally struct {
	table      string
	keys, sums []string
	counted    string // what it is to hold, counted from the rows themselves
}

// owners pairs each row with its owner and with everybody.
func owners(owner string) string {
	return " JOIN (SELECT '" + Everybody + "' AS id UNION SELECT " + owner + ") o ON o.id IN ('" + Everybody + "', "
}

var (
	runTally = &tally{"run_tally", []string{"owner_id", "party_no", "stage"}, []string{"n"},
		"SELECT o.id AS owner_id, party_no, stage, COUNT(*) AS n FROM runs r" + owners("owner_id FROM runs") + "r.owner_id) WHERE active = 1 GROUP BY 1, 2, 3"}
	runDays = &tally{"run_days", []string{"owner_id", "party_no", "stage", "day", "late_no"}, []string{"hard", "soft"},
		"SELECT o.id AS owner_id, party_no, stage, substr(due_sort, 1, 10) AS day, COALESCE(late_no, -1) AS late_no, SUM(1 - soft) AS hard, SUM(soft) AS soft FROM runs r" +
			owners("owner_id FROM runs") + "r.owner_id) WHERE active = 1 GROUP BY 1, 2, 3, 4, 5"}
	caseTally = &tally{"case_tally", []string{"owner_id", "active"}, []string{"n", "unpaid_fen"},
		"SELECT COALESCE(owner_id, '') AS owner_id, active, COUNT(*) AS n, SUM(unpaid_fen) AS unpaid_fen FROM cases GROUP BY 1, 2"}
	caseParties = &tally{"case_parties", []string{"owner_id", "party", "late_no", "day"}, []string{"n", "unpaid_fen"},
		"SELECT o.id AS owner_id, c.head_party AS party, COALESCE(r.late_no, -1) AS late_no, CASE WHEN r.late_no IS NULL THEN '' ELSE substr(r.due_sort, 1, 10) END AS day," +
			" COUNT(*) AS n, SUM(c.unpaid_fen) AS unpaid_fen FROM cases c" + owners("COALESCE(owner_id, '') FROM cases") +
			"COALESCE(c.owner_id, '')) LEFT JOIN runs r ON r.case_id = c.id AND r.headline = 1 WHERE c.active = 1 GROUP BY 1, 2, 3, 4"}
	invoiceTally = &tally{"invoice_tally", []string{"state", "due_on"}, []string{"n", "open_fen"},
		"SELECT " + billState + ", COUNT(*) AS n, SUM(open_fen) AS open_fen FROM invoices GROUP BY 1, 2"}
	tallies = []*tally{runTally, runDays, caseTally, caseParties, invoiceTally}
)

// billState are the keys of a bill.
const billState = "CASE WHEN void = 1 THEN 'void' WHEN open_fen > 0 THEN 'open' ELSE 'paid' END AS state, CASE WHEN open_fen > 0 THEN due_on ELSE '' END AS due_on"

// cell is a row of a tally.
type cell struct {
	of  *tally
	key [5]any
}

// cells are what a case adds to the tallies, in the order of their sums.
type cells map[cell][2]int64

func (c cells) add(of *tally, sums [2]int64, key ...any) {
	at := cell{of: of}
	copy(at.key[:], key)
	was := c[at]
	c[at] = [2]int64{was[0] + sums[0], was[1] + sums[1]}
}

// all adds under an owner and under everybody.
func (c cells) all(of *tally, sums [2]int64, owner string, key ...any) {
	for _, who := range []string{owner, Everybody} {
		c.add(of, sums, append([]any{who}, key...)...)
	}
}

// dayLength is how much of a date in the spelling of workflow.SortKey names its day.
const dayLength = len("2006-01-02")

// cellsOf counts a case and its runs; nothing for one that is not there. The plus keeps SQLite
// from walking all that is open instead of the runs of the case.
func (t Store) cellsOf(id ref.CaseID) (cells, error) {
	all, once := cells{}, false
	return all, sqltx.EachRow(t.Tx, func(row sqltx.Row) error {
		var owner, party, of, stage, due string
		var active, unpaid, no, soft, headline int64
		var late sql.NullInt64
		var run sql.NullString
		if err := row.Scan(&owner, &active, &party, &unpaid, &run, &of, &no, &late, &stage, &due, &soft, &headline); err != nil {
			return err
		}
		if !once {
			once = true
			all.add(caseTally, [2]int64{1, unpaid}, owner, active)
			switch headed := headline == 1 && late.Valid; {
			case headed:
				all.all(caseParties, [2]int64{1, unpaid}, owner, party, late.Int64, due[:min(dayLength, len(due))])
			case active == 1:
				all.all(caseParties, [2]int64{1, unpaid}, owner, party, int64(-1), "")
			}
		}
		if run.Valid {
			all.all(runTally, [2]int64{1}, of, no, stage)
			escalates := int64(-1)
			if late.Valid {
				escalates = late.Int64
			}
			all.all(runDays, [2]int64{1 - soft, soft}, of, no, stage, due[:min(dayLength, len(due))], escalates)
		}
		return nil
	}, `SELECT COALESCE(c.owner_id, ''), c.active, c.head_party, c.unpaid_fen, r.id, COALESCE(r.owner_id, ''), COALESCE(r.party_no, 0), r.late_no,
		COALESCE(r.stage, ''), COALESCE(r.due_sort, ''), COALESCE(r.soft, 0), COALESCE(r.headline, 0)
		FROM cases c LEFT JOIN runs r ON r.case_id = c.id AND +r.active = 1 WHERE c.id = $1 ORDER BY 12 DESC`, []any{id})
}

// cellsOfBill counts a bill; nothing for one that is not there.
func (t Store) cellsOfBill(id ref.InvoiceID) (cells, error) {
	all := cells{}
	return all, sqltx.EachRow(t.Tx, func(row sqltx.Row) error {
		var state, due string
		var open int64
		err := row.Scan(&state, &due, &open)
		all.add(invoiceTally, [2]int64{1, open}, state, due)
		return err
	}, "SELECT "+billState+", open_fen FROM invoices WHERE id = $1", []any{id})
}

// Case runs what changes a case or its runs, and carries the difference to the tallies.
func (t Store) Case(id ref.CaseID, change func() error) error {
	return t.carry(func() (cells, error) { return t.cellsOf(id) }, change)
}

// Bill does so with a bill.
func (t Store) Bill(id ref.InvoiceID, change func() error) error {
	return t.carry(func() (cells, error) { return t.cellsOfBill(id) }, change)
}

// carry counts before a change and after it, in the transaction of both.
func (t Store) carry(count func() (cells, error), change func() error) error {
	was, err := count()
	if err != nil {
		return err
	}
	if err := change(); err != nil {
		return err
	}
	now, err := count()
	if err != nil {
		return err
	}
	for at, sums := range was {
		now.add(at.of, [2]int64{-sums[0], -sums[1]}, at.key[:]...)
	}
	for at, sums := range now {
		if sums == [2]int64{} {
			continue
		}
		if err := t.count(at, sums); err != nil {
			return err
		}
	}
	return nil
}

// count adds to a row of a tally, and takes it out when nothing is left of it.
func (t Store) count(at cell, sums [2]int64) error {
	w := t.Where()
	values := sqltx.ArgList(&w, at.key[:len(at.of.keys)])
	for i, k := range at.of.keys {
		w.Add(k + " = $" + strconv.Itoa(i+1))
	}
	nothing := w.Clause()
	var set []string
	for i, s := range at.of.sums {
		values += ", " + w.Arg(sums[i])
		set = append(set, s+" = "+at.of.table+"."+s+" + excluded."+s)
		nothing += " AND " + s + " = 0"
	}
	keys := strings.Join(at.of.keys, ", ")
	if _, err := t.Exec("INSERT INTO "+at.of.table+" ("+keys+", "+strings.Join(at.of.sums, ", ")+") VALUES ("+values+
		") ON CONFLICT ("+keys+") DO UPDATE SET "+strings.Join(set, ", "), w.Args...); err != nil || sums[0] >= 0 && sums[1] >= 0 {
		return err
	}
	_, err := t.Exec("DELETE FROM "+at.of.table+nothing, at.key[:len(at.of.keys)]...)
	return err
}

// OpenLeads is what people.active copies, of a row of people: that a case is open of which the
// person is a lead.
const OpenLeads = `CASE WHEN EXISTS (SELECT 1 FROM case_leads m JOIN cases c ON c.id = m.case_id
	WHERE m.person_id = people.id AND c.active = 1) THEN 1 ELSE 0 END`

// copies are the rows that say otherwise than what they copy, by table.
var copies = map[string]string{
	"people": "SELECT id FROM people WHERE active <> " + OpenLeads,
	"runs": `SELECT r.id FROM runs r JOIN cases c ON c.id = r.case_id WHERE r.active <> c.active OR r.owner_id <> COALESCE(c.owner_id, '')
		OR r.edition <> c.edition OR r.type <> c.type OR r.province <> c.province`,
	"sites":     "SELECT s.id FROM sites s JOIN cases c ON c.id = s.case_id WHERE s.active <> CASE WHEN s.gone = 1 THEN 0 ELSE c.active END",
	"invoices":  "SELECT id FROM invoices WHERE open_fen <> CASE WHEN void = 1 OR paid_fen >= total_fen THEN 0 ELSE total_fen - paid_fen END",
	"deadlines": "SELECT d.id FROM deadlines d JOIN cases c ON c.id = d.case_id WHERE d.active <> c.active",
}

// Recount counts all tallies anew from the rows themselves. Copies stay as they are.
func (s Store) Recount() error {
	for _, of := range tallies {
		if _, err := s.Exec("DELETE FROM " + of.table); err != nil {
			return err
		}
		names := strings.Join(slices.Concat(of.keys, of.sums), ", ")
		if _, err := s.Exec("INSERT INTO " + of.table + " (" + names + ") SELECT " + names + " FROM (" + of.counted + ") AS counted"); err != nil {
			return err
		}
	}
	return nil
}

// Miscounted names the tables whose tallies, and those whose copies, differ from what counting
// says now, in order.
func (s Store) Miscounted() (counts, copied []string, err error) {
	check := func(off *[]string, table, query string) error {
		n, err := sqltx.One(s.Tx, "", sqltx.Integer, "SELECT COUNT(*) FROM ("+query+") AS off")
		if n > 0 {
			*off = append(*off, table)
		}
		return err
	}
	for _, of := range tallies {
		keys := strings.Join(of.keys, ", ")
		var have, want, differ []string
		for _, sum := range of.sums {
			have, want = append(have, sum), append(want, "-"+sum)
			differ = append(differ, "SUM("+sum+") <> 0")
		}
		if err := check(&counts, of.table, "SELECT 1 FROM (SELECT "+keys+", "+strings.Join(have, ", ")+" FROM "+of.table+" UNION ALL SELECT "+keys+", "+strings.Join(want, ", ")+
			" FROM ("+of.counted+") AS counted) AS both_ways GROUP BY "+keys+" HAVING "+strings.Join(differ, " OR ")); err != nil {
			return nil, nil, err
		}
	}
	for table, query := range copies {
		if err := check(&copied, table, query); err != nil {
			return nil, nil, err
		}
	}
	slices.Sort(counts)
	slices.Sort(copied)
	return counts, copied, nil
}
