package marks

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"slices"

	"beiandesk/internal/damage"
	"beiandesk/internal/sqlstore/sqltx"
	"beiandesk/internal/store"
)

// countKey is the setting that keeps the count of all rows, sealed. Its version is the number of
// the journal's newest entry: a count of before does not fit a journal that went on.
const countKey = "secret.rows"

// built is the table in which the engine's migrations are noted; it has no marks.
const built = "goose_db_version"

// count is what a folder keeps of its rows, so that none is taken out or put back unseen.
type count struct {
	Salt   []byte          `json:"salt"` // by which marks are added up: nobody who sees them can reckon with the sums
	Tables map[string]*sum `json:"tables"`
	Built  int             `json:"built"` // the last migration that is counted

	seq int64 // what the setting says to be the newest entry
}

// sum is how many rows a table has, and what their marks add up to, in any order.
type sum struct {
	Rows int       `json:"n"`
	Of   [2]uint64 `json:"of"`
}

func (c count) table(name string) *sum {
	if c.Tables[name] == nil {
		c.Tables[name] = &sum{}
	}
	return c.Tables[name]
}

// add adds a mark, or takes it away; "" is none.
func (c count) add(table, mark string, take bool) {
	if mark == "" {
		return
	}
	h := hmac.New(sha256.New, c.Salt)
	h.Write([]byte(table + "\n" + mark))
	text, of := h.Sum(nil), c.table(table)
	for i := range of.Of {
		n := binary.BigEndian.Uint64(text[8*i:])
		if take {
			n = -n
		}
		of.Of[i] += n
	}
}

// Drop takes out the rows of a table that meet a condition, and tells how many they were.
func (s Store) Drop(table, condition string, args ...any) (int, error) {
	if err := s.Writable(); err != nil {
		return 0, err
	}
	gone, err := sqltx.List(s.Tx, sqltx.Text, "DELETE FROM "+table+" WHERE "+condition+" RETURNING mark", args...)
	for _, mark := range gone {
		s.Remarked = append(s.Remarked, sqltx.Remark{Table: table, Was: mark, Rows: -1})
	}
	return len(gone), err
}

func (s Store) Count() error {
	s.Recount = true
	return nil
}

// Settle takes what a transaction has written into the count, at its end. One that is not that
// of the journal before the transaction is left as it is, so that nothing covers it.
func (s Store) Settle() error {
	if len(s.Remarked) == 0 && s.Entered == 0 && !s.Recount {
		return nil
	}
	c, err := s.kept()
	if err != nil {
		return err
	}
	newest, err := s.newest()
	if err != nil {
		return err
	}
	before := newest
	if s.Entered > 0 {
		before = s.Entered - 1
	}
	switch {
	case s.Recount:
		if c, err = s.counted(c.Salt, 0); err != nil {
			return err
		}
	case c.Salt == nil || c.seq != before:
		return nil
	}
	if !s.Recount {
		for _, r := range s.Remarked {
			c.add(r.Table, r.Was, true)
			c.add(r.Table, r.Is, false)
			c.table(r.Table).Rows += r.Rows
		}
		if err := s.migrated(&c, c.Built); err != nil {
			return err
		}
	}
	return s.keep(c, newest)
}

func (s Store) newest() (int64, error) {
	return sqltx.One(s.Tx, "", sqltx.Integer, "SELECT COALESCE(MAX(seq), 0) FROM journal")
}

func placeOfCount(seq int64) sqltx.Place {
	return sqltx.Place{Table: "settings", Row: countKey, Version: int(seq)}
}

// kept reads the count; the zero value when there is none, or none that opens.
func (s Store) kept() (c count, err error) {
	type kept struct {
		seq    int64
		sealed []byte
	}
	all, err := sqltx.List(s.Tx, func(row sqltx.Row) (k kept, err error) {
		return k, row.Scan(&k.seq, &k.sealed)
	}, "SELECT version, value_sealed FROM settings WHERE key = $1", countKey)
	if err != nil || len(all) == 0 {
		return c, err
	}
	text, err := s.Unseal(placeOfCount(all[0].seq), "value", all[0].sealed)
	if damage.Is(err) {
		return c, nil
	}
	if err != nil {
		return c, err
	}
	c.seq = all[0].seq
	return c, json.Unmarshal([]byte(text), &c)
}

func (s Store) keep(c count, seq int64) error {
	text, err := json.Marshal(c)
	if err != nil {
		return err
	}
	sealed, err := s.Seal(placeOfCount(seq), "value", string(text))
	if err != nil {
		return err
	}
	_, err = s.Exec(`INSERT INTO settings (key, value, value_sealed, created_at, updated_at, version)
		VALUES ($1, '', $2, $3, $3, $4)
		ON CONFLICT (key) DO UPDATE SET value = '', value_sealed = excluded.value_sealed, updated_at = excluded.updated_at, version = excluded.version`,
		countKey, sealed, sqltx.Stamp(s.Now), seq)
	return err
}

// counted counts all rows as they are, by a salt, or by a new one; of migrations those up to one,
// or all.
func (s Store) counted(salt []byte, upTo int) (count, error) {
	if salt == nil {
		salt = make([]byte, sha256.Size)
		rand.Read(salt) // it never fails
	}
	c := count{Salt: salt, Tables: map[string]*sum{}}
	for _, t := range tables {
		w := s.Where()
		w.Add(t.where)
		err := sqltx.EachRow(s.Tx, func(row sqltx.Row) error {
			mark, err := sqltx.Text(row)
			c.add(t.name, mark, false)
			c.table(t.name).Rows++
			return err
		}, "SELECT mark FROM "+t.name+w.Clause(), w.Args)
		if err != nil {
			return c, err
		}
	}
	if upTo == 0 {
		return c, s.migrated(&c, 0)
	}
	return c, s.builtUpTo(&c, 0, upTo)
}

// migrated counts the migrations behind one.
func (s Store) migrated(c *count, after int) error {
	last, err := sqltx.One(s.Tx, "", sqltx.Integer, "SELECT COALESCE(MAX(version_id), 0) FROM "+built)
	if err != nil || int(last) == after {
		return err
	}
	return s.builtUpTo(c, after, int(last))
}

func (s Store) builtUpTo(c *count, after, last int) error {
	c.Built = last
	return sqltx.EachRow(s.Tx, func(row sqltx.Row) error {
		var no, applied, at string
		err := row.Scan(&no, &applied, &at)
		c.add(built, sqltx.RowOf(no, applied, at), false)
		c.table(built).Rows++
		return err
	}, "SELECT CAST(version_id AS TEXT), CAST(is_applied AS TEXT), COALESCE(CAST(tstamp AS TEXT), '') FROM "+built+
		" WHERE version_id > $1 AND version_id <= $2", []any{after, last})
}

func (s Store) Missing() ([]store.Missing, error) {
	was, err := s.kept()
	if err != nil {
		return nil, err
	}
	newest, err := s.newest()
	if err != nil {
		return nil, err
	}
	if was.Salt == nil || was.seq != newest {
		return []store.Missing{{}}, nil
	}
	now, err := s.counted(was.Salt, was.Built)
	if err != nil {
		return nil, err
	}
	names := []string{built}
	for _, t := range tables {
		names = append(names, t.name)
	}
	slices.Sort(names)
	var found []store.Missing
	for _, name := range names {
		if had, has := *was.table(name), *now.table(name); had != has {
			found = append(found, store.Missing{Table: name, Rows: had.Rows - has.Rows})
		}
	}
	return found, nil
}
