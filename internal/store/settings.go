package store

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
