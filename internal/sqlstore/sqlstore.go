// Package sqlstore is the store of a desk in SQL, whichever engine runs it: package
// sqltx runs statements and seals values, records keeps single things, registers what is
// written down about personal data, journal the chain of what was done, lists answers
// what screens page through. An engine's own package (sqlite, postgres) opens the
// database, migrates it and says in its dialect what it spells differently.
//
// SQL text has $1 placeholders and is standard SQL wherever it can be. Columns named
// …_sealed hold what package vault encrypts; see docs/adr/0003 and 0004.
package sqlstore

import (
	"context"
	"database/sql"

	"beiandesk/internal/sqlstore/journal"
	"beiandesk/internal/sqlstore/lists"
	"beiandesk/internal/sqlstore/marks"
	"beiandesk/internal/sqlstore/ownvalues"
	"beiandesk/internal/sqlstore/records"
	"beiandesk/internal/sqlstore/registers"
	"beiandesk/internal/sqlstore/seals"
	"beiandesk/internal/sqlstore/sqltx"
	"beiandesk/internal/store"
)

// Store runs transactions over the connections of an engine. It is safe for use by
// several goroutines.
type Store struct {
	runner         *sqltx.Runner
	writer, reader *sql.DB
}

// New is a store over the connections of an engine, which opens and closes them.
func New(runner *sqltx.Runner, writer, reader *sql.DB) *Store {
	return &Store{runner: runner, writer: writer, reader: reader}
}

var _ store.Store = (*Store)(nil)

// tx is one transaction with all its rooms.
type tx struct {
	records.Records
	registers.Registers
	lists.Lists
}

func (t tx) Journal() store.JournalStore    { return journal.Store{Tx: t.Records.Tx} }
func (t tx) JournalList() store.JournalList { return journal.Store{Tx: t.Records.Tx} }
func (t tx) Seals() store.SealStore         { return seals.Store{Tx: t.Records.Tx} }
func (t tx) Own() store.OwnStore            { return ownvalues.Store{Tx: t.Records.Tx} }
func (t tx) Marks() store.MarkStore         { return marks.Store{Tx: t.Records.Tx} }

// Write runs f in the one write transaction; see store.Store.
func (s *Store) Write(ctx context.Context, f func(store.Tx) error) error {
	return s.run(ctx, s.writer, true, f)
}

// Read runs f over one unchanging state of the desk; see store.Store.
func (s *Store) Read(ctx context.Context, f func(store.Tx) error) error {
	return s.run(ctx, s.reader, false, f)
}

func (s *Store) run(ctx context.Context, db *sql.DB, write bool, f func(store.Tx) error) error {
	return s.runner.Run(ctx, db, write, func(t *sqltx.Tx) error {
		if err := f(tx{records.Records{Tx: t}, registers.Registers{Tx: t}, lists.Lists{Tx: t}}); err != nil {
			return err
		}
		return marks.Store{Tx: t}.Settle()
	})
}

// Statements counts the SQL statements that transactions have run so far.
func (s *Store) Statements() int64 { return s.runner.Statements() }

// Seen is for tests and measurements: f is told of each statement from now on, nil is nobody.
func (s *Store) Seen(f func(query string, args []any)) { s.runner.Seen = f }

// CountAtMost is for tests: another number than store.MostCounted.
func (s *Store) CountAtMost(n int) { s.runner.Most = n }
