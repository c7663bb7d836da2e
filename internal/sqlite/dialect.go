package sqlite

// dialect is what engines spell differently; the text of every statement is shared.
type dialect struct {
	// indexed names the index that a list walks in its order, "" for none: one walk
	// through the table.
	indexed func(index string) string
	// hex spells bytes as hexadecimal digits, and NULL as NULL.
	hex func(column string) string
	// translate gives an engine's failures the code and the words that people get.
	translate func(error) error
}

// spelt is how SQLite spells it.
var spelt = dialect{indexed: indexed, hex: hexOf, translate: translate}

// Without statistics SQLite would at times rather sort a hundred thousand rows.
func indexed(index string) string {
	if index == "" {
		return " NOT INDEXED"
	}
	return " INDEXED BY " + index
}

func hexOf(column string) string { return "hex(" + column + ")" }
