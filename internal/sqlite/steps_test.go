package sqlite_test

import (
	"database/sql/driver"
	"errors"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"modernc.org/libc"
	engine "modernc.org/sqlite/lib"

	"beiandesk/internal/cal"
	"beiandesk/internal/ref"
	"beiandesk/internal/sqlite"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// machine is a bare connection that tells how much SQLite's machine does for a statement.
type machine struct {
	t    *testing.T
	tls  *libc.TLS
	db   uintptr
	cell uintptr // where SQLite puts what it gives
}

func machineOn(t *testing.T, path string) *machine {
	t.Helper()
	m := &machine{t: t, tls: libc.NewTLS()}
	m.cell = libc.Xcalloc(m.tls, 1, 8)
	name := m.text(path)
	if rc := engine.Xsqlite3_open_v2(m.tls, name, m.cell, engine.SQLITE_OPEN_READWRITE, 0); rc != engine.SQLITE_OK {
		t.Fatalf("opening gave %d", rc)
	}
	libc.Xfree(m.tls, name)
	m.db = libc.AtomicLoadPUintptr(m.cell)
	t.Cleanup(func() {
		engine.Xsqlite3_close_v2(m.tls, m.db)
		libc.Xfree(m.tls, m.cell)
		m.tls.Close()
	})
	return m
}

// text copies a string to where SQLite reads it.
func (m *machine) text(s string) uintptr {
	m.t.Helper()
	at, err := libc.CString(s)
	if err != nil {
		m.t.Fatal(err)
	}
	return at
}

// all counts the instructions of SQLite's machine for the statements of one transaction, which
// it rolls back.
func (m *machine) all(list []statement) (n int) {
	m.t.Helper()
	m.steps(statement{query: "BEGIN IMMEDIATE"})
	for _, st := range list {
		n += m.steps(st)
	}
	m.steps(statement{query: "ROLLBACK"})
	return n
}

// steps runs a statement to its end and counts the instructions.
func (m *machine) steps(st statement) int {
	m.t.Helper()
	query := m.text(st.query)
	defer libc.Xfree(m.tls, query)
	m.must(engine.Xsqlite3_prepare_v2(m.tls, m.db, query, -1, m.cell, 0), st)
	prepared := libc.AtomicLoadPUintptr(m.cell)
	defer engine.Xsqlite3_finalize(m.tls, prepared)
	for i := int32(1); i <= engine.Xsqlite3_bind_parameter_count(m.tls, prepared); i++ {
		n, err := strconv.Atoi(strings.TrimPrefix(libc.GoString(engine.Xsqlite3_bind_parameter_name(m.tls, prepared, i)), "$"))
		if err != nil {
			m.t.Fatal(err)
		}
		defer m.bind(prepared, i, st, st.args[n-1])()
	}
	for {
		switch rc := engine.Xsqlite3_step(m.tls, prepared); rc {
		case engine.SQLITE_ROW:
		case engine.SQLITE_DONE:
			return int(engine.Xsqlite3_stmt_status(m.tls, prepared, engine.SQLITE_STMTSTATUS_VM_STEP, 0))
		default:
			m.must(rc, st)
		}
	}
}

// bind gives a statement one of its values, and what frees it.
func (m *machine) bind(prepared uintptr, i int32, st statement, arg any) (free func()) {
	m.t.Helper()
	free = func() {}
	value, err := driver.DefaultParameterConverter.ConvertValue(arg)
	if err != nil {
		m.t.Fatal(err)
	}
	switch v := value.(type) {
	case nil:
		m.must(engine.Xsqlite3_bind_null(m.tls, prepared, i), st)
	case int64:
		m.must(engine.Xsqlite3_bind_int64(m.tls, prepared, i, v), st)
	case bool:
		m.must(engine.Xsqlite3_bind_int64(m.tls, prepared, i, map[bool]int64{true: 1}[v]), st)
	case string:
		at := m.text(v)
		free = func() { libc.Xfree(m.tls, at) }
		m.must(engine.Xsqlite3_bind_text(m.tls, prepared, i, at, int32(len(v)), 0), st)
	case []byte:
		at := m.text(string(v))
		free = func() { libc.Xfree(m.tls, at) }
		m.must(engine.Xsqlite3_bind_blob(m.tls, prepared, i, at, int32(len(v)), 0), st)
	default:
		m.t.Fatalf("%T is bound", arg)
	}
	return free
}

func (m *machine) must(rc int32, st statement) {
	m.t.Helper()
	if rc != engine.SQLITE_OK {
		m.t.Fatalf("%s in %s", libc.GoString(engine.Xsqlite3_errmsg(m.tls, m.db)), st.query)
	}
}

// move writes what a move of a case writes.
func move(tx store.Tx, id ref.CaseID) error {
	if err := tx.Moves().Append(id, workflow.Move{ID: ref.New[ref.MoveID](), Seq: 1000, At: cal.At(benchNow), Recorded: benchNow}); err != nil {
		return err
	}
	c, err := tx.Cases().Get(id)
	if err != nil {
		return err
	}
	runs, err := tx.Projections().Runs(id)
	if err != nil {
		return err
	}
	dates, err := tx.Projections().Deadlines(id)
	if err != nil {
		return err
	}
	if err := tx.Projections().Replace(id, runs, dates); err != nil {
		return err
	}
	if err := tx.Cases().Update(c); err != nil {
		return err
	}
	_, err = tx.Journal().Append(store.Entry{At: benchNow, StaffID: c.OwnerID, Via: "window", Kind: "move", CaseID: id, Title: "过审"})
	return err
}

// growing names what may cost more in a larger desk.
var growing = map[string]string{
	"cases filtered":          "the smaller desk doesn't fill a page",
	"cases text rare":         "the smaller desk doesn't fill a page",
	"tasks today acting mine": "the smaller desk doesn't fill a page",
	"tasks week of a party":   "the smaller desk doesn't fill a page",
	"case totals filtered":    "counts what the filters let through",
	"invoice totals":          "counts what is owed, by how long",
	"how many are behind":     "counts the cases of older editions",
	"met by a clock":          "counts the cases that a change reaches",
	"met by a rule":           "counts the cases that a change reaches",
}

// A desk four times as large costs a screen, and a move, little more. A walk through all of
// it would cost four times as much.
func TestAScreenCostsAboutTheSameHoweverManyCasesThereAre(t *testing.T) {
	const most = 2.5
	small, large := costs(t, 500), costs(t, 2000)
	for name, n := range small {
		if by := float64(large[name]) / float64(n); by > most && growing[name] == "" {
			t.Errorf("%s: %d steps of SQLite's machine on 500 cases, %d on 2,000", name, n, large[name])
		}
	}
	for name := range growing {
		if small[name] == 0 {
			t.Errorf("no screen is called %q", name)
		}
	}
}

// costs are the steps of each screen and of a move on a desk of so many cases.
func costs(t *testing.T, cases int) map[string]int {
	t.Helper()
	dir := t.TempDir()
	d, err := seed(t.Context(), dir, cases)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.store.Close(); err != nil {
			t.Error(err)
		}
	})
	m := machineOn(t, filepath.Join(dir, sqlite.FileName))
	cost := map[string]int{"a move": m.all(ran(t, d.store, func(tx store.Tx) error { return move(tx, d.case_) }))}
	for _, s := range screens(d) {
		cost[s.name] = m.all(ran(t, d.store, s.read))
	}
	return cost
}

// ran gives the statements of a transaction, which is not kept.
func ran(t *testing.T, s *sqlite.Store, f func(store.Tx) error) (all []statement) {
	t.Helper()
	enough := errors.New("enough")
	s.Seen(func(query string, args []any) { all = append(all, statement{query, args}) })
	defer s.Seen(nil)
	err := s.Write(t.Context(), func(tx store.Tx) error { return errors.Join(f(tx), enough) })
	if err == nil || !errors.Is(err, enough) {
		t.Fatal(err)
	}
	return all
}
