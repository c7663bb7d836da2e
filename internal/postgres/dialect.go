package postgres

import (
	"database/sql"

	"beiandesk/internal/sqlstore/sqltx"
)

// dialect is what PostgreSQL spells in its own way. A read sees the state it began
// with. A write sees the latest, so that what it reads after its lock is what the writer
// before it has left; the lock is the schema's and ends with the transaction.
var dialect = sqltx.Dialect{
	Indexed:   indexed,
	Hex:       hex,
	Translate: translate,
	Reads:     &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true},
	Writes:    &sql.TxOptions{Isolation: sql.LevelReadCommitted},
	Lock:      "SELECT pg_advisory_xact_lock(hashtextextended(current_schema(), 0))",
}

// PostgreSQL keeps statistics and chooses its indexes by them.
func indexed(string) string { return "" }

func hex(column string) string { return "encode(" + column + ", 'hex')" }
