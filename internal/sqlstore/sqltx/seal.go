package sqltx

import (
	"beiandesk/internal/damage"
	"beiandesk/internal/errs"
)

// Hash is the keyed hash of a value for a purpose; "" of "".
func (t *Tx) Hash(purpose, value string) string { return t.runner.Sealer.Hash(purpose, value) }

// Place is the row for which values are sealed.
type Place struct {
	Table, Row string
	Version    int    // of the row, which it binds; Added for rows that never change
	Case       string // number or id of the case it belongs to, for who is told of damage; "" for none
}

// Added is the version of a row that is written once: it has no older value.
const Added = 1

// Seal encrypts text for a column of a place; "" as well, so that nobody can empty it.
func (t *Tx) Seal(at Place, column, text string) ([]byte, error) {
	return t.runner.Sealer.Seal(at.Table, column, at.Row, at.Version, []byte(text))
}

// Unseal is the way back. Errors: those of damage.Of for a value that is none of this place
// and version, and for none at all.
func (t *Tx) Unseal(at Place, column string, sealed []byte) (string, error) {
	if sealed == nil {
		return "", damage.Of(at.Table, at.named(), nil)
	}
	plain, err := t.runner.Sealer.Open(at.Table, column, at.Row, at.Version, sealed)
	if err != nil && errs.CodeOf(err) != errs.Locked {
		err = damage.Of(at.Table, at.named(), err)
	}
	return string(plain), err
}

func (at Place) named() string {
	if at.Case == "" || at.Case == at.Row {
		return at.Row
	}
	return at.Row + "（案件 " + at.Case + "）"
}

// SealedText is a value to seal or to read back, with its column.
type SealedText struct {
	Column string
	Text   *string
}

// SealAll seals the values of one row in order.
func (t *Tx) SealAll(at Place, values []SealedText) ([][]byte, error) {
	all := make([][]byte, len(values))
	for i, v := range values {
		sealed, err := t.Seal(at, v.Column, *v.Text)
		if err != nil {
			return nil, err
		}
		all[i] = sealed
	}
	return all, nil
}

// UnsealAll reads back what SealAll made.
func (t *Tx) UnsealAll(at Place, values []SealedText, sealed [][]byte) error {
	for i, v := range values {
		plain, err := t.Unseal(at, v.Column, sealed[i])
		if err != nil {
			return err
		}
		*v.Text = plain
	}
	return nil
}

// Reseal gives the seal of the present form of a value whose seal may be of the older one:
// at is its place then and now. nil stands for a value that needs none, because its seal is
// of the present form, or gets none, because it can't be opened.
func (t *Tx) Reseal(was, at Place, column string, sealed []byte) ([]byte, error) {
	if sealed == nil {
		return t.Seal(at, column, "")
	}
	if t.Sealed(at, column, sealed) {
		return nil, nil
	}
	plain, err := t.runner.Sealer.OpenOlder(was.Table, column, was.Row, sealed)
	if err != nil {
		return nil, nil // it is damaged, and told so where it is read
	}
	return t.Seal(at, column, string(plain))
}

// Sealed says that a value has its seal of the present form.
func (t *Tx) Sealed(at Place, column string, sealed []byte) bool {
	_, err := t.runner.Sealer.Open(at.Table, column, at.Row, at.Version, sealed)
	return err == nil
}
