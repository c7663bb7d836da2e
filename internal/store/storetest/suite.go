// Package storetest is the contract of store.Store as a suite of tests: an engine
// that passes it may carry the desk. An adapter's own test calls TestStore and adds
// what only that engine can show.
package storetest

import (
	"errors"
	"testing"

	"beiandesk/internal/errs"
	"beiandesk/internal/store"
)

// TestStore runs the whole contract; open gives an empty desk each time and sees to
// its closing.
func TestStore(t *testing.T, open func(t *testing.T) store.Store) {
	for _, part := range []struct {
		name  string
		tests map[string]func(*desk)
	}{
		{"transactions", transactions}, {"staff", staff}, {"clients", clientTests}, {"cases", caseTests},
		{"removals", removalTests}, {"moves", moves}, {"projections", projections}, {"new dates", redates}, {"documents", documents}, {"billing", bills},
		{"journal", journal}, {"settings", settings}, {"overrides", overrides}, {"drafts", drafts}, {"handovers", handoverTests}, {"consents", consentTests}, {"own values", ownTests}, {"follow-ups", followupTests}, {"retention", retentionTests}, {"numbers", numbers}, {"tasks", tasks}, {"chases", chases},
		{"case list", caseList}, {"other lists", otherLists}, {"running out", runningOut}, {"own dates", ownDates}, {"find", find}, {"words", words}, {"parts", textParts}, {"quick find", quickFinding},
	} {
		t.Run(part.name, func(t *testing.T) {
			for name, test := range part.tests {
				t.Run(name, func(t *testing.T) {
					d := &desk{T: t, store: open(t)}
					d.write(func(tx store.Tx) error { return tx.Marks().Count() })
					test(d)
					equal(d, "rows that were not counted", got(d, func(tx store.Tx) ([]store.Missing, error) { return tx.Marks().Missing() }), []store.Missing(nil))
					equal(d, "what differs from counting", got(d, miscounted), []string(nil))
				})
			}
		})
	}
}

func miscounted(tx store.Tx) ([]string, error) {
	counts, copied, err := tx.Projections().Miscounted()
	return append(counts, copied...), err
}

// desk is an empty store under test.
type desk struct {
	*testing.T
	store store.Store
	made  int // how many things the fixtures have made
}

// write runs f in a write transaction, which must succeed.
func (d *desk) write(f func(store.Tx) error) {
	d.Helper()
	if err := d.store.Write(d.Context(), f); err != nil {
		d.Fatalf("write: %v (%v)", err, errors.Unwrap(err))
	}
}

// read runs f in a read transaction, which must succeed.
func (d *desk) read(f func(store.Tx) error) {
	d.Helper()
	if err := d.store.Read(d.Context(), f); err != nil {
		d.Fatalf("read: %v (%v)", err, errors.Unwrap(err))
	}
}

// refused runs f in a write transaction, which must fail with the code.
func (d *desk) refused(code errs.Code, f func(store.Tx) error) {
	d.Helper()
	err := d.store.Write(d.Context(), f)
	if got := errs.CodeOf(err); got != code {
		d.Fatalf("refused with %q (%v), want %q", got, err, code)
	}
}

// got reads one value.
func got[T any](d *desk, f func(store.Tx) (T, error)) T {
	d.Helper()
	var v T
	d.read(func(tx store.Tx) (err error) {
		v, err = f(tx)
		return err
	})
	return v
}

// same fails unless both are equal.
func same[T comparable](d *desk, what string, got, want T) {
	d.Helper()
	if got != want {
		d.Errorf("%s = %v, want %v", what, got, want)
	}
}
