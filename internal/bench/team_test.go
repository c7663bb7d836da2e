//go:build bench

package bench_test

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"beiandesk/internal/bench"
	"beiandesk/internal/demo"
	"beiandesk/internal/desk"
	"beiandesk/internal/office"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/views"
	"beiandesk/internal/postgres"
	"beiandesk/internal/postgres/pgtest"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/vault"
	"beiandesk/internal/workflow"
)

// seats are how many staff work on one PostgreSQL at a time.
var seats = []int{1, 5, 15, 50}

// movesEach is how many moves, each of them undone, a member of staff makes.
const movesEach = 8

// team is a desk on PostgreSQL.
type team struct {
	dsn  string
	keys *vault.Vault
	like *office.Office // an open folder's: rules, calendar, actor
}

// seat is the office of one who works there, with connections of his own.
func (m team) seat(t *testing.T) (*office.Office, *postgres.Store) {
	t.Helper()
	s, err := postgres.Open(t.Context(), m.dsn+" lock_timeout=120s", "desk", m.keys, m.like.Now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	o := *m.like
	o.Store = s
	return &o, s
}

// gather brings the staff and the cases of a folder to an empty PostgreSQL.
func gather(t *testing.T, d *desk.Desk, dir string, n int) team {
	t.Helper()
	server, err := pgtest.Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.Stop(); err != nil {
			t.Error(err)
		}
	})
	keys, err := vault.OpenPassphrase(dir, demo.Passphrase)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(keys.Close)
	m := team{dsn: server.DSN, keys: keys, like: d.Office}
	to, _ := m.seat(t)
	var staff []store.Staff
	err = d.Read(t.Context(), func(tx store.Tx) (err error) {
		staff, err = tx.Staff().All()
		return err
	})
	if err == nil {
		err = to.Write(t.Context(), func(w *office.Work) error {
			for _, s := range staff {
				if err := w.Tx.Staff().Add(s); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err == nil {
		err = demo.Fill(t.Context(), to, d.Office, models, n, func(int) error { return nil })
	}
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestTeam measures screens and moves on a PostgreSQL that loses what a power cut takes, so
// that its disk does not count, with more and more staff at work.
func TestTeam(t *testing.T) {
	before := load(t)
	n := sizes(t)[0]
	dir := filepath.Join(t.TempDir(), "desk")
	if err := bench.Copy(dir, folders(t)[n]); err != nil {
		t.Fatal(err)
	}
	d := opened(t, dir)
	m := gather(t, d, dir, n)
	one, s := m.seat(t)
	if err := analyze(m.dsn); err != nil {
		t.Fatal(err)
	}
	counted := func(f func() error, of interface{ Statements() int64 }) int64 {
		from := of.Statements()
		if err := f(); err != nil {
			t.Fatal(err)
		}
		return of.Statements() - from
	}
	r := newReport(t, "4-team-screens", fmt.Sprintf("The same screens on PostgreSQL, %d cases", n), "screen", "statements", "median, ms", "SQLite, median, ms")
	there, here := screens(t, one), screens(t, d.Office)
	var both []work
	for i := range there {
		both = append(both, work{"pg " + there[i].name, there[i].f}, work{"lite " + there[i].name, here[i].f})
	}
	costs := rounds(t, 20, both)
	for _, w := range there {
		r.row(w.name, fmt.Sprint(counted(w.f, s)), ms(median(costs["pg "+w.name])), ms(median(costs["lite "+w.name])))
	}
	r.save(before)

	r = newReport(t, "5-team-moves", fmt.Sprintf("Moves on PostgreSQL at once, %d cases", n), "staff", "moves a second", "a move, median, ms", "p95, ms", "statements a move")
	before = load(t)
	for _, n := range seats {
		waits, statements, took := m.work(t, n)
		slices.Sort(waits)
		r.row(fmt.Sprint(n), fmt.Sprintf("%.0f", float64(len(waits))/took.Seconds()), ms(waits[len(waits)/2]), ms(waits[len(waits)*95/100]), fmt.Sprintf("%.0f", statements))
	}
	r.save(before)
}

// work lets n staff move a case each, over and over, and gives how long each move took.
func (m team) work(t *testing.T, n int) (waits []time.Duration, statements float64, took time.Duration) {
	t.Helper()
	offices, stores := make([]*office.Office, n), make([]*postgres.Store, n)
	for i := range n {
		offices[i], stores[i] = m.seat(t)
	}
	page, err := views.List(t.Context(), offices[0], store.CaseQuery{View: "open", Limit: 20 * n})
	if err != nil {
		t.Fatal(err)
	}
	list := slices.DeleteFunc(page.Rows, func(r views.Row) bool { return workflow.Status(r.Status) != workflow.Open })
	if len(list) < n {
		t.Fatalf("%d cases for %d staff", len(list), n)
	}
	var mu sync.Mutex
	var wg sync.WaitGroup
	var faults []error
	begun := time.Now()
	for i, o := range offices {
		wg.Go(func() {
			took, err := moves(o, list[i].ID)
			mu.Lock()
			defer mu.Unlock()
			waits, faults = append(waits, took...), append(faults, err)
		})
	}
	wg.Wait()
	took = time.Since(begun)
	if err := errors.Join(faults...); err != nil {
		t.Fatal(err)
	}
	for _, s := range stores {
		statements += float64(s.Statements()) / float64(len(waits))
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return waits, statements, took
}

// moves holds a case and takes that back, over and over, and gives how long each of the two took.
func moves(o *office.Office, id ref.CaseID) (took []time.Duration, err error) {
	hold := filing.DoInput{CaseID: id, Action: "case.hold", Reason: "客户要求", Values: map[string]string{"cause": "hold-asked", "until": "2026-12-05"}}
	for range movesEach {
		for _, in := range []filing.DoInput{hold, {CaseID: id, Action: workflow.ActionUndo}} {
			begun := time.Now()
			if _, err := filing.Do(context.Background(), o, in); err != nil {
				return took, err
			}
			took = append(took, time.Since(begun))
		}
	}
	return took, nil
}

// analyze gathers what PostgreSQL chooses its plans by, as it does by itself in time.
func analyze(dsn string) error {
	return exec.Command("psql", dsn, "-c", "ANALYZE").Run()
}
