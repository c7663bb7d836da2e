package sqlite

import "beiandesk/internal/sqlstore/sqltx"

// dialect is what SQLite spells in its own way.
var dialect = sqltx.Dialect{Indexed: indexed, Hex: hex, Translate: translate}

// Without statistics SQLite would at times rather sort a hundred thousand rows.
func indexed(index string) string {
	if index == "" {
		return " NOT INDEXED"
	}
	return " INDEXED BY " + index
}

func hex(column string) string { return "hex(" + column + ")" }
