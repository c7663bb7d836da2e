package storetest

import (
	"bytes"
	"errors"
	"strconv"
	"strings"
	"testing"

	"beiandesk/internal/clients"
	"beiandesk/internal/damage"
	"beiandesk/internal/errs"
	"beiandesk/internal/handovers"
	"beiandesk/internal/store"
)

// Engine is a store whose rows can be reached past it, as somebody with the disk can.
type Engine struct {
	Store  store.Store
	Exec   func(query string, args ...any) error
	Blob   func(query string, args ...any) ([]byte, error)
	Sealer interface {
		Open(table, column, row string, version int, sealed []byte) ([]byte, error)
		SealOlder(table, column, row string, plain []byte) []byte // as it was before versions were bound
	}
}

// TestSeals holds an engine to what its seals bind; open gives an empty desk each time.
func TestSeals(t *testing.T, open func(t *testing.T) Engine) {
	for name, test := range map[string]func(*sealedDesk){
		"a value that was tampered with is refused by name":         refuses,
		"a value of before is refused":                              refusesEarlier,
		"a damaged value stays until another takes its place":       staysDamaged,
		"what is damaged is listed until it is whole":               lists,
		"what is damaged is emptied, and nothing beside it":         empties,
		"seals of the older form get the present one, cut anywhere": reseals,
	} {
		t.Run(name, func(t *testing.T) {
			e := open(t)
			test(&sealedDesk{Engine: e, desk: &desk{T: t, store: e.Store}})
		})
	}
}

type sealedDesk struct {
	Engine
	*desk
}

func (d *sealedDesk) blob(c cell) []byte {
	d.Helper()
	blob, err := d.Blob("SELECT " + c.stored + " FROM " + c.table + " WHERE " + c.where)
	if err != nil {
		d.Fatal(err)
	}
	return blob
}

func (d *sealedDesk) put(c cell, blob []byte) {
	d.Helper()
	if err := d.Exec("UPDATE "+c.table+" SET "+c.stored+" = $1 WHERE "+c.where, blob); err != nil {
		d.Fatal(err)
	}
}

// whole fails unless a cell says what it said before.
func (d *sealedDesk) whole(c cell, want string) {
	d.Helper()
	if said := got(d.desk, c.read); said != want {
		d.Errorf("%s.%s says %q, want %q", c.table, c.column, said, want)
	}
}

// refusal fails unless reading a cell gives the mark in its place, or is refused by the names
// of its table and its row.
func (d *sealedDesk) refusal(name string, c cell) {
	d.Helper()
	var said string
	err := d.Store.Read(d.Context(), func(tx store.Tx) (err error) {
		said, err = c.read(tx)
		return err
	})
	row, _, _ := strings.Cut(c.row, "\n")
	if said == damage.Mark && err == nil {
		return // the rest of the row is there
	}
	if !damage.Is(err) || errs.CodeOf(err) != errs.Storage || !strings.Contains(err.Error(), c.table+" 表里 "+row) {
		d.Errorf("%s.%s %s was read as %q, %v", c.table, c.column, name, said, err)
	}
}

func refuses(d *sealedDesk) {
	mine, others := keep(d.desk, "1").cells(), keep(d.desk, "2").cells()
	for i, c := range mine {
		said, whole := got(d.desk, c.read), d.blob(c)
		if said == "" || len(whole) == 0 {
			d.Fatalf("%s.%s holds nothing", c.table, c.column)
		}
		flipped := bytes.Clone(whole)
		flipped[len(flipped)/2] ^= 1
		tampers := map[string][]byte{
			"emptied": {}, "cut": whole[:len(whole)-1], "longer": append(bytes.Clone(whole), 0), "with a bit flipped": flipped,
			"in clear": []byte(said), "of another row": d.blob(others[i]), "of the older form": d.Sealer.SealOlder(c.table, c.column, c.was, []byte("x")),
		}
		if next := mine[(i+1)%len(mine)]; next.table == c.table {
			tampers["of another column"] = d.blob(next)
		}
		for name, blob := range tampers {
			d.put(c, blob)
			d.refusal(name, c)
		}
		if err := d.Exec("UPDATE " + c.table + " SET " + c.stored + " = NULL WHERE " + c.where); err == nil {
			d.refusal("taken out", c)
		}
		d.put(c, whole)
		d.whole(c, said)
	}
}

func refusesEarlier(d *sealedDesk) {
	for _, c := range keep(d.desk, "1").cells() {
		if c.update == nil {
			continue // it is written once
		}
		said, before := got(d.desk, c.read), d.blob(c)
		d.write(c.update)
		d.whole(c, said)
		now := d.blob(c)
		d.put(c, before)
		d.refusal("of before", c)
		d.put(c, now)
	}
}

func staysDamaged(d *sealedDesk) {
	all := keep(d.desk, "1").cells()
	for i, c := range all {
		if c.update == nil || c.table == "settings" || c.table == "handovers" || c.table == "consents" || c.table == "followups" {
			continue
		}
		whole := d.blob(c)
		flipped := bytes.Clone(whole)
		flipped[len(flipped)-1] ^= 1
		d.put(c, flipped)
		d.write(c.update)
		if !bytes.Equal(d.blob(c), flipped) {
			d.Errorf("%s.%s was written over", c.table, c.column)
		}
		for j, other := range all {
			if other.table == c.table && j > i {
				if said := got(d.desk, other.read); said == "" || said == damage.Mark {
					d.Errorf("%s.%s says %q beside %s", other.table, other.column, said, c.column)
				}
			}
		}
	}
	uses := got(d.desk, func(tx store.Tx) ([]store.PhoneUse, error) { return tx.Find().PhoneUses([]string{"13800571001"}) })
	same(d.desk, "found by the damaged number", len(uses), 1)
	person := uses[0].PersonID
	d.write(func(tx store.Tx) error {
		p, err := tx.Clients().Person(person)
		p.Mobile = "13800571003"
		return errors.Join(err, tx.Clients().UpdatePerson(p))
	})
	p := got(d.desk, func(tx store.Tx) (clients.Person, error) { return tx.Clients().Person(person) })
	equal(d.desk, "person", []string{p.Mobile, p.Emergency}, []string{"13800571003", damage.Mark})
	d.refused(errs.Blocked, func(tx store.Tx) error {
		p.ID = "copied"
		return tx.Clients().AddPerson(p)
	})
	line := got(d.desk, func(tx store.Tx) (handovers.Handover, error) { return tx.Handovers().Get("line1") })
	for _, c := range all {
		if c.table == "handovers" {
			d.put(c, []byte("x"))
		}
	}
	line = got(d.desk, func(tx store.Tx) (handovers.Handover, error) { return tx.Handovers().Get(line.ID) })
	d.refused(errs.Blocked, func(tx store.Tx) error { return tx.Handovers().Update(line) })
}

func empties(d *sealedDesk) {
	for _, c := range keep(d.desk, "1").cells() {
		if c.table != "people" && c.table != "clients" && c.table != "cases" {
			continue
		}
		said, empty := got(d.desk, c.read), func(tx store.Tx) error { return tx.Seals().Empty(c.table, c.row, c.column) }
		d.write(empty)
		d.whole(c, said)
		d.put(c, []byte("x"))
		d.write(func(tx store.Tx) error { return tx.Seals().Empty(c.table, c.row, "another") })
		d.whole(c, damage.Mark)
		d.write(empty)
		d.whole(c, "")
		d.write(c.update)
		d.whole(c, "")
	}
}

func lists(d *sealedDesk) {
	all := keep(d.desk, "1").cells()
	listed := func() (found []store.Damage) {
		for after, more := "", true; more; more = after != "" {
			d.read(func(tx store.Tx) error {
				page, last, err := tx.Seals().Damaged(after, 1)
				found, after = append(found, page...), last
				return err
			})
		}
		return found
	}
	if found := listed(); len(found) > 0 {
		d.Errorf("nothing is damaged, and listed are %+v", found)
	}
	whole := d.blob(all[6])
	for _, c := range all {
		d.put(c, []byte{2})
	}
	found := listed()
	same(d.desk, "listed", len(found), len(all))
	for i, one := range found {
		if one.Table == "" || one.Row == "" || one.Of == "" {
			d.Errorf("%+v does not say whose it is", one)
		}
		if i > 0 && one == found[i-1] {
			d.Errorf("%+v is listed twice", one)
		}
	}
	still := func(one store.Damage) bool {
		return got(d.desk, func(tx store.Tx) (bool, error) { return tx.Seals().Still(one) })
	}
	d.put(all[6], whole)
	if !still(found[0]) || still(found[6]) {
		d.Errorf("%+v is damaged %v, %+v once whole %v", found[0], still(found[0]), found[6], still(found[6]))
	}
}

// reseals takes all seals back to the older form, where what is empty has none, and gives
// them the present one with a cut after each batch.
func reseals(d *sealedDesk) {
	all := append(keep(d.desk, "1").cells(), keep(d.desk, "2").cells()...)
	said := make([]string, len(all))
	for i, c := range all {
		said[i] = got(d.desk, c.read)
	}
	resealed := func() bool {
		return got(d.desk, func(tx store.Tx) (bool, error) { return tx.Seals().Resealed() })
	}
	if !resealed() {
		d.Error("no seal of the present form is found")
	}
	for _, c := range all {
		plain, err := d.Sealer.Open(c.table, c.column, d.named(c), d.version(c), d.blob(c))
		if err != nil {
			d.Fatal(err)
		}
		d.put(c, d.Sealer.SealOlder(c.table, c.column, c.was, plain))
	}
	for _, query := range []string{
		"UPDATE people SET email_sealed = NULL, living_sealed = NULL",
		"DELETE FROM settings WHERE key = 'secret.journal'", // there was no anchor
	} {
		if err := d.Exec(query); err != nil {
			d.Fatal(err)
		}
	}
	if resealed() {
		d.Error("a seal of the present form is found before")
	}
	damaged := all[2]
	d.put(damaged, append(d.blob(damaged), 0))
	after, batches := "", 0
	for again := true; again; again = after != "" {
		d.write(func(tx store.Tx) (err error) {
			after, err = tx.Seals().Reseal(after, 1)
			return err
		})
		if batches++; batches == 3 && !resealed() {
			d.Error("no seal of the present form is found after three batches")
		}
	}
	for i, c := range all {
		switch {
		case c.table == damaged.table && c.row == damaged.row:
			continue
		case c.column == "email" || c.column == "living":
			d.whole(c, "")
		default:
			d.whole(c, said[i])
		}
	}
	d.refusal("damaged before", damaged)
	if rows := got(d.desk, func(tx store.Tx) (int, error) { return tx.Seals().Count() }); rows < 30 || rows > batches {
		d.Errorf("%d rows in %d batches of one", rows, batches)
	}
}

// version is what the seal of a cell binds.
// boundColumns are those that the seal of a row binds besides its key.
var boundColumns = map[string][]string{
	"moves":         {"case_id", "seq", "at", "action", "site_id"},
	"documents":     {"case_id", "material", "no", "size", "blob"},
	"consent_files": {"size", "blob"},
	"payments":      {"invoice_id", "number", "amount_fen", "paid_on", "method"},
	"reversals":     {"reversed_on"},
}

// named is the row as the seal of a cell names it.
func (d *sealedDesk) named(c cell) string {
	row := c.row
	for _, column := range boundColumns[c.table] {
		text, err := d.Blob("SELECT CAST(" + column + " AS TEXT) FROM " + c.table + " WHERE " + c.where)
		if err != nil {
			d.Fatal(err)
		}
		row += "\n" + string(text)
	}
	return row
}

func (d *sealedDesk) version(c cell) int {
	if c.update == nil {
		return 1
	}
	text, err := d.Blob("SELECT CAST(version AS TEXT) FROM " + c.table + " WHERE " + c.where)
	if err != nil {
		d.Fatal(err)
	}
	n, err := strconv.Atoi(string(text))
	if err != nil {
		d.Fatal(err)
	}
	return n
}
