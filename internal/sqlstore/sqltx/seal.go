package sqltx

import (
	"encoding/json"
	"fmt"
	"strings"

	"beiandesk/internal/damage"
	"beiandesk/internal/errs"
)

// Hash is the keyed hash of a value for a purpose; "" of "".
func (t *Tx) Hash(purpose, value string) string { return t.runner.Sealer.Hash(purpose, value) }

// Hashes are what a value may have been hashed to: one, and until a rekey is through that of
// before.
func (t *Tx) Hashes(purpose, value string) []string {
	all := []string{t.Hash(purpose, value)}
	if older := t.runner.Sealer.OlderHash(purpose, value); older != "" {
		all = append(all, older)
	}
	return all
}

// Place is the row for which values are sealed.
type Place struct {
	Table, Row string
	Version    int    // of the row, which it binds; Added for rows that never change
	Case       string // number or id of the case it belongs to, for who is told of damage; "" for none
}

// RowOf names a row by its key and by what its seal binds besides: columns that never change.
func RowOf(parts ...any) string {
	all := make([]string, len(parts))
	for i, p := range parts {
		all[i] = fmt.Sprint(p)
	}
	return strings.Join(all, "\n")
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
	return alone(plain), err
}

// alone gives a text that shares its place in memory with no other. Go packs short ones
// together, and one that is still in use would keep a secret beside it from being emptied.
func alone(plain []byte) string {
	var text strings.Builder
	text.Grow(max(len(plain), 32))
	text.Write(plain)
	return text.String()
}

func (at Place) named() string {
	key, _, _ := strings.Cut(at.Row, "\n")
	if at.Case == "" || at.Case == key {
		return key
	}
	return key + "（案件 " + at.Case + "）"
}

// SealedText is a value to seal or to read back, with its column.
type SealedText struct {
	Column string
	Text   *string
}

// SealAll seals the values of a new row in order. Errors: Blocked for the mark of a damaged
// value, which is copied nowhere.
func (t *Tx) SealAll(at Place, values []SealedText) ([][]byte, error) {
	all := make([][]byte, len(values))
	for i, v := range values {
		if *v.Text == damage.Mark {
			return nil, damage.Refuse(damage.Mark)
		}
		sealed, err := t.Seal(at, v.Column, *v.Text)
		if err != nil {
			return nil, err
		}
		all[i] = sealed
	}
	return all, nil
}

// SealOver seals the values of a row that is there at the version of the place, for the next
// one. A damaged value stays, byte by byte, until another takes its place: nothing, or its
// mark, is none. The texts of those that stay become the mark.
func (t *Tx) SealOver(at Place, values []SealedText) ([][]byte, error) {
	all := make([][]byte, len(values))
	columns := make([]string, len(values))
	into := make([]any, len(values))
	for i, v := range values {
		columns[i], into[i] = v.Column+"_sealed", &all[i]
	}
	if _, err := One(t, at.Table, func(row Row) (struct{}, error) { return struct{}{}, row.Scan(into...) },
		"SELECT "+strings.Join(columns, ", ")+" FROM "+at.Table+" WHERE id = $1", at.Row); err != nil {
		return nil, err
	}
	next := at
	next.Version++
	for i, v := range values {
		if none := *v.Text == "" || *v.Text == damage.Mark; none && !t.Sealed(at, v.Column, all[i]) {
			*v.Text = damage.Mark
			continue
		}
		sealed, err := t.Seal(next, v.Column, *v.Text)
		if err != nil {
			return nil, err
		}
		all[i] = sealed
	}
	return all, nil
}

// UnsealAll reads back what SealAll made, with the mark in place of what is damaged.
func (t *Tx) UnsealAll(at Place, values []SealedText, sealed [][]byte) error {
	for i, v := range values {
		plain, err := t.UnsealText(at, v.Column, sealed[i])
		if err != nil {
			return err
		}
		*v.Text = plain
	}
	return nil
}

// UnsealText is Unseal for a text that is shown: the mark stands for a damaged one.
func (t *Tx) UnsealText(at Place, column string, sealed []byte) (string, error) {
	plain, err := t.Unseal(at, column, sealed)
	if damage.Is(err) {
		return damage.Mark, nil
	}
	return plain, err
}

// Rekey gives the seal by the present key of a value that is sealed by the key of before, and the
// value. nil stands for any other value: nothing but what is whole is sealed anew.
func (t *Tx) Rekey(at Place, column string, sealed []byte) (anew []byte, text string, err error) {
	if !t.Older(sealed) {
		return nil, "", nil
	}
	plain, err := t.runner.Sealer.Open(at.Table, column, at.Row, at.Version, sealed)
	if err != nil {
		return nil, "", nil // it is damaged, and told so where it is read
	}
	anew, err = t.Seal(at, column, string(plain))
	return anew, string(plain), err
}

// Reseal gives the seal of the present form of a value whose seal may be of the older one, and
// the value: at is its place then and now. nil stands for a value that needs none, or gets none,
// because it can't be opened.
func (t *Tx) Reseal(was, at Place, column string, sealed []byte) (anew []byte, text string, err error) {
	if sealed == nil {
		anew, err = t.Seal(at, column, "")
		return anew, "", err
	}
	if t.Sealed(at, column, sealed) {
		return nil, "", nil
	}
	plain, err := t.runner.Sealer.OpenOlder(was.Table, column, was.Row, sealed)
	if err != nil { // bound to its version, yet not to what else it binds now
		plain, err = t.runner.Sealer.Open(was.Table, column, was.Row, at.Version, sealed)
	}
	if err != nil {
		return nil, "", nil // it is damaged, and told so where it is read
	}
	anew, err = t.Seal(at, column, string(plain))
	return anew, string(plain), err
}

// Older says that a value is sealed by the key of before a rekey that is not through.
func (t *Tx) Older(sealed []byte) bool { return t.runner.Sealer.Older(sealed) }

// Sealed says that a value has its seal of the present form.
func (t *Tx) Sealed(at Place, column string, sealed []byte) bool {
	_, err := t.runner.Sealer.Open(at.Table, column, at.Row, at.Version, sealed)
	return err == nil
}

// UnlessDamaged is what a value is found by; NULL, which leaves what there is, for one that
// is damaged.
func UnlessDamaged(value string, mark func(string) string) any {
	if value == damage.Mark {
		return nil
	}
	return mark(value)
}

// ReadMap reads a map that was sealed as JSON: under the mark alone for what is damaged.
func ReadMap(text string, into *map[string]string) error {
	switch text {
	case "":
		return nil
	case damage.Mark:
		*into = map[string]string{damage.Mark: damage.Mark}
		return nil
	default:
		return json.Unmarshal([]byte(text), into)
	}
}
