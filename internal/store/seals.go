package store

// SealsMake is the make of what is sealed: from 2 on a seal binds the version of its row, and
// what is empty is sealed as well; from 3 on the links of the journal are keyed, and the seals
// of rows that are only added to bind what those say in clear; from 4 on rows that staff change
// are marked; from 5 on those rows are counted.
const SealsMake = 5

// The subjects of the journal's entries by which a folder says that its rows were marked, and
// counted.
const (
	MarksSubject = "marks"
	RowsSubject  = "rows"
)

// SealsKey is the setting under which a folder keeps the make of its seals, itself sealed. Once
// it is reached nothing reads the older form.
const SealsKey = "secret.seals"

// SealStore gives the seals of an older folder their present form.
type SealStore interface {
	// Reseal gives what comes after a place the present form of seals, and gives the last place;
	// "" when none is left. What can't be opened stays as it is.
	Reseal(after string, limit int) (string, error)
	// Rekey seals by the present key what comes after a place and is sealed by the older one, and
	// gives the last place. What is not whole stays as it is.
	Rekey(after string, limit int) (string, error)
	// Older counts the values behind a place that are sealed by the key of before a rekey, and gives
	// the last place; "" when none is left.
	Older(after string, limit int) (OlderSeals, string, error)
	// Resealed says that some value has a seal of the present form.
	Resealed() (bool, error)
	// Count counts the rows that have sealed values.
	Count() (int, error)
	// Damaged finds the values behind a place that can't be opened, and gives the last place;
	// "" when none is left.
	Damaged(after string, limit int) ([]Damage, string, error)
	// Still says that a value that was found so can't be opened yet.
	Still(Damage) (bool, error)
	// Empty puts nothing in the place of those values of a row that can't be opened, all of them
	// or some columns, so that whatever they are found by can be written over.
	Empty(table, row string, columns ...string) error
}

// MarkStore looks after the marks of rows: keyed hashes over what those say in clear, made
// when they are written. Places are as of SealStore.
type MarkStore interface {
	// Begun says that the rows of this folder were marked once, or counted, by the subject.
	Begun(subject string) (bool, error)
	// Mark marks the rows behind a place of a folder of before, whatever they say.
	Mark(after string, limit int) (string, error)
	// Rekey marks by the present key those behind a place whose mark was made by the older one.
	Rekey(after string, limit int) (string, error)
	// Changed finds the rows behind a place that do not fit their marks; Column is "".
	Changed(after string, limit int) ([]Damage, string, error)
	// Accept marks rows that Changed has found as they are now, and counts all as they are.
	Accept([]Damage) error
	// Count counts all rows anew, once the transaction ends.
	Count() error
	// Missing holds the rows against what was counted of them when they were written, table by
	// table; those that agree are left out.
	Missing() ([]Missing, error)
}

// Missing is a table whose rows are not those that the desk has written. Rows says how many
// are too few, and below 0 too many; 0 when some were exchanged for others or for what they were
// before. Table is "" when the count itself is gone or is one of before.
type Missing struct {
	Table string
	Rows  int
}

// OlderSeals counts values that are sealed by an older key: those that it opens, and those that
// nothing does.
type OlderSeals struct{ Whole, Damaged int }

// Damage is a sealed value that can't be opened.
type Damage struct {
	Table, Column, Row string
	Of                 string // number, name or code of what it belongs to
}
