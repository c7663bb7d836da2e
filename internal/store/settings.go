package store

import "beiandesk/internal/ref"

// SettingStore keeps values under a key as JSON text. Sealed keys are those whose
// name starts with "secret.".
type SettingStore interface {
	Get(key string) (value string, version int, err error) // "" and 0 when unset; with its version where it is damaged
	Put(key, value string, version int) error              // errs.Conflict when stale
}

// NumberStore hands out gapless numbers inside the issuing transaction.
type NumberStore interface {
	Next(series string, year int) (int, error) // 1, 2, 3 … per series and year
	Raise(Counter) error                       // go on behind it; a series that is as far stays
	All() ([]Counter, error)                   // by series and year
}

// Counter is the last number that a series gave out in a year.
type Counter struct {
	Series     string
	Year, Last int
}

// Whose says whose tags or values are meant: a case's or a client's, the other one is empty.
type Whose struct {
	Case   ref.CaseID
	Client ref.ClientID
}

// OwnValue is a tag or a value of one of the desk's own fields.
type OwnValue struct {
	ID     string // of the row, by which a sealed value is revealed
	Field  string // "" of a tag
	Value  string
	Sealed bool
}

// OwnStore keeps tags and the values of the desk's own fields. Values that can't be read are
// damage.Mark.
type OwnStore interface {
	Of(...Whose) (map[Whose][]OwnValue, error)                      // by field, then as they were set
	Set(w Whose, field string, sealed bool, values ...string) error // in place of those of the field; none takes them away
	Drop(Whose) error                                               // all of them
	DropField(field string) (int, error)                            // whoever has it
	Count(field string) (int, error)
	Used(field string, most int) ([]string, error) // clear values, or tags for "", each once and in order
}
