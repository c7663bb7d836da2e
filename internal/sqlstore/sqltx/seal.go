package sqltx

import (
	"beiandesk/internal/damage"
	"beiandesk/internal/errs"
)

// Hash is the keyed hash of a value for a purpose; "" of "".
func (t *Tx) Hash(purpose, value string) string { return t.runner.Sealer.Hash(purpose, value) }

// Seal encrypts text for its place; "" stays NULL.
func (t *Tx) Seal(table, column, row, text string) (any, error) {
	if text == "" {
		return nil, nil
	}
	return t.runner.Sealer.Seal(table, column, row, []byte(text))
}

// Unseal is the way back.
func (t *Tx) Unseal(table, column, row string, sealed []byte) (string, error) {
	if sealed == nil {
		return "", nil
	}
	plain, err := t.runner.Sealer.Open(table, column, row, sealed)
	if err != nil && errs.CodeOf(err) != errs.Locked {
		err = damage.Of(table, row, err)
	}
	return string(plain), err
}

// SealedText is a value to seal or to read back, with its column.
type SealedText struct {
	Column string
	Text   *string
}

// SealAll seals the values of one row in order.
func (t *Tx) SealAll(table, row string, values []SealedText) ([]any, error) {
	all := make([]any, len(values))
	for i, v := range values {
		sealed, err := t.Seal(table, v.Column, row, *v.Text)
		if err != nil {
			return nil, err
		}
		all[i] = sealed
	}
	return all, nil
}

// UnsealAll reads back what SealAll made.
func (t *Tx) UnsealAll(table, row string, values []SealedText, sealed [][]byte) error {
	for i, v := range values {
		plain, err := t.Unseal(table, v.Column, row, sealed[i])
		if err != nil {
			return err
		}
		*v.Text = plain
	}
	return nil
}
