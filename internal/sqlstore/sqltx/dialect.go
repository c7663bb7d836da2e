package sqltx

import "database/sql"

// Dialect is what engines spell differently; the text of every statement is shared.
type Dialect struct {
	// Indexed names the index that a list walks in its order, "" for none: one walk
	// through the table.
	Indexed func(index string) string
	// Hex spells a column's bytes as hexadecimal digits, and NULL as NULL.
	Hex func(column string) string
	// Translate gives an engine's failures the code and the words that people get.
	Translate func(error) error
	// Reads and Writes are how transactions begin so that a read sees one state and a
	// write the latest; nil is the engine's own way.
	Reads, Writes *sql.TxOptions
	// Lock is the statement a write transaction begins with, so that writers take turns;
	// "" where they do so by themselves.
	Lock string
}
