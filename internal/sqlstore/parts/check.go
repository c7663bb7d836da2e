package parts

import (
	"hash/maphash"
	"strconv"
	"strings"

	"beiandesk/internal/errs"
	"beiandesk/internal/sqlstore/sqltx"
	"beiandesk/internal/store"
)

var kinds = []Kind{Clients, People, Cases, Bills}

// of is what a person calls a row of a table.
var of = []string{"name", "name", "number", "number"}

// Check holds the parts against the texts of all rows: how many rows were held, and those
// whose parts are others. A row that is not there, of which parts are left, is told by its number.
func (s Store) Check() (rows int, wrong []store.Damage, err error) {
	seed := maphash.MakeSeed()
	for _, k := range kinds {
		sums := map[int64]uint64{} // of the hashes of a row's parts, which no two sets share
		if err := sqltx.EachRow(s.Tx, func(row sqltx.Row) error {
			var no int64
			var part string
			err := row.Scan(&no, &part)
			sums[no] += maphash.String(seed, part)
			return err
		}, "SELECT no, part FROM find_parts WHERE kind = "+k.number(), nil); err != nil {
			return 0, nil, err
		}
		if err := sqltx.EachRow(s.Tx, func(row sqltx.Row) error {
			var n named
			d := store.Damage{Table: k.Table()}
			if err := row.Scan(&n.no, &n.find, &d.Row, &d.Of); err != nil {
				return err
			}
			rows++
			sum := uint64(0)
			for _, part := range k.of(n.find) {
				sum += maphash.String(seed, part)
			}
			if sums[n.no] != sum {
				wrong = append(wrong, d)
			}
			delete(sums, n.no)
			return nil
		}, "SELECT find_no, find, id, "+of[k]+" FROM "+k.Table()+" ORDER BY find_no", nil); err != nil {
			return 0, nil, err
		}
		for no := range sums {
			wrong = append(wrong, store.Damage{Table: k.Table(), Row: strconv.FormatInt(no, 10)})
		}
	}
	return rows, wrong, nil
}

// Fill puts in what is missing of the rows behind a place, and gives the next one; "" when
// none was left.
func (s Store) Fill(after string, limit int) (string, error) {
	at, err := read(after)
	if err != nil {
		return "", err
	}
	some, err := sqltx.List(s.Tx, func(row sqltx.Row) (n named, err error) {
		err = row.Scan(&n.no, &n.find)
		return n, err
	}, "SELECT find_no, find FROM "+at.kind.Table()+" WHERE find_no > $1 ORDER BY find_no LIMIT $2", at.no, limit)
	if err != nil {
		return "", err
	}
	for _, n := range some {
		if err := s.put(at.kind, n.no, at.kind.of(n.find)); err != nil {
			return "", err
		}
		at.no = n.no
	}
	return at.next(len(some), limit), nil
}

// Sweep takes out of the parts behind a place what no row's text holds, and gives the next
// place; "" when none was left.
func (s Store) Sweep(after string, limit int) (string, error) {
	at, err := read(after)
	if err != nil {
		return "", err
	}
	type held struct {
		named
		part string
	}
	some, err := sqltx.List(s.Tx, func(row sqltx.Row) (h held, err error) {
		err = row.Scan(&h.part, &h.no, &h.find)
		return h, err
	}, "SELECT q.part, q.no, COALESCE(t.find, '') FROM (SELECT part, no FROM find_parts WHERE kind = "+at.kind.number()+
		" AND (part, no) > ($1, $2) ORDER BY part, no LIMIT $3) q LEFT JOIN "+at.kind.Table()+" t ON t.find_no = q.no ORDER BY q.part, q.no",
		at.part, at.no, limit)
	if err != nil {
		return "", err
	}
	for _, h := range some {
		if !at.kind.holds(h.find, h.part) {
			if err := s.drop(at.kind, h.no, []string{h.part}); err != nil {
				return "", err
			}
		}
		at.no, at.part = h.no, h.part
	}
	return at.next(len(some), limit), nil
}

// place is how far a walk over all kinds has come.
type place struct {
	kind Kind
	no   int64
	part string
}

// next spells where a walk goes on after so many of a page.
func (p place) next(n, limit int) string {
	if n < limit {
		if int(p.kind)+1 == len(kinds) {
			return ""
		}
		p = place{kind: p.kind + 1}
	}
	return p.kind.number() + " " + strconv.FormatInt(p.no, 10) + " " + p.part
}

func read(text string) (p place, err error) {
	if text == "" {
		return p, nil
	}
	fields := strings.SplitN(text, " ", 3)
	if len(fields) == 3 {
		var kind int
		kind, err = strconv.Atoi(fields[0])
		if err == nil && kind >= 0 && kind < len(kinds) {
			p.kind, p.part = Kind(kind), fields[2]
			p.no, err = strconv.ParseInt(fields[1], 10, 64)
			return p, err
		}
	}
	return p, errs.Wrap(errs.Internal, err, "程序出错：搜索索引走到了不认得的位置")
}
