package parts

import (
	"slices"
	"strconv"

	"beiandesk/internal/sqlstore/sqltx"
)

// Store keeps the parts of a transaction's rows.
type Store struct{ *sqltx.Tx }

// named is a row with its text.
type named struct {
	no   int64
	find string
}

func (s Store) row(k Kind, id any) (named, error) {
	return sqltx.One(s.Tx, "这条记录", func(row sqltx.Row) (n named, err error) {
		err = row.Scan(&n.no, &n.find)
		return n, err
	}, "SELECT find_no, find FROM "+k.Table()+" WHERE id = $1", id)
}

// Added puts in the parts of a row that was just added with an error or none. Errors: that
// one, after which there is nothing to put in.
func (s Store) Added(err error, k Kind, id any) error {
	if err != nil {
		return err
	}
	n, err := s.row(k, id)
	if err != nil {
		return err
	}
	return s.put(k, n.no, k.of(n.find))
}

// Set gives a row another text, and exchanges the parts in which it differs.
func (s Store) Set(k Kind, id any, find string) error {
	was, err := s.row(k, id)
	if err != nil || was.find == find {
		return err
	}
	if _, err := s.Exec("UPDATE "+k.Table()+" SET find = $1 WHERE find_no = $2", find, was.no); err != nil {
		return err
	}
	older, newer := k.of(was.find), k.of(find)
	if err := s.drop(k, was.no, without(older, newer)); err != nil {
		return err
	}
	return s.put(k, was.no, without(newer, older))
}

// Removed takes the parts of a row out that is about to go.
func (s Store) Removed(k Kind, id any) error {
	was, err := s.row(k, id)
	if err != nil {
		return err
	}
	return s.drop(k, was.no, k.of(was.find))
}

// without are the texts of one sorted list that another does not have.
func without(all, others []string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(part string) bool {
		_, found := slices.BinarySearch(others, part)
		return found
	})
}

// together is how many parts one statement puts in or takes out.
const together = 16

func (s Store) put(k Kind, no int64, all []string) error {
	return s.each(no, all, func(n int) string {
		text := "INSERT INTO find_parts (kind, no, part) VALUES "
		for i := range n {
			if i > 0 {
				text += ", "
			}
			text += "(" + k.number() + ", $1, $" + strconv.Itoa(i+2) + ")"
		}
		return text + " ON CONFLICT DO NOTHING"
	})
}

func (s Store) drop(k Kind, no int64, all []string) error {
	return s.each(no, all, func(n int) string {
		text := "DELETE FROM find_parts WHERE kind = " + k.number() + " AND no = $1 AND part IN ("
		for i := range n {
			if i > 0 {
				text += ", "
			}
			text += "$" + strconv.Itoa(i+2)
		}
		return text + ")"
	})
}

// each runs a statement over parts of a row, some at a time.
func (s Store) each(no int64, all []string, spelt func(n int) string) error {
	for some := range slices.Chunk(all, together) {
		args := []any{no}
		for _, part := range some {
			args = append(args, part)
		}
		if _, err := s.Exec(spelt(len(some)), args...); err != nil {
			return err
		}
	}
	return nil
}
