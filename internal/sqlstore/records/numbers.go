package records

import (
	"beiandesk/internal/errs"
	"beiandesk/internal/sqlstore/sqltx"
	"beiandesk/internal/store"
)

type numberStore struct{ Records }

// Next takes the number inside the write transaction: a rollback gives it back, and
// there is one writer, so a series has no gaps.
func (s numberStore) Next(series string, year int) (int, error) {
	if err := s.Writable(); err != nil {
		return 0, err
	}
	if series == "" {
		return 0, errs.New(errs.Internal, "程序出错：编号没有种类")
	}
	if err := s.before("numbers", series, year); err != nil {
		return 0, err
	}
	n, err := sqltx.One(s.Tx, "", sqltx.Integer, `INSERT INTO numbers (series, year, last) VALUES ($1, $2, 1)
		ON CONFLICT (series, year) DO UPDATE SET last = numbers.last + 1 RETURNING last`, series, year)
	return int(n), s.marked(err, "numbers", series, year)
}

func (s numberStore) Raise(c store.Counter) error {
	if err := s.Writable(); err != nil {
		return err
	}
	if err := s.before("numbers", c.Series, c.Year); err != nil {
		return err
	}
	_, err := s.Exec(`INSERT INTO numbers (series, year, last) VALUES ($1, $2, $3)
		ON CONFLICT (series, year) DO UPDATE SET last = excluded.last WHERE numbers.last < excluded.last`, c.Series, c.Year, c.Last)
	return s.marked(err, "numbers", c.Series, c.Year)
}

func (s numberStore) All() ([]store.Counter, error) {
	return sqltx.List(s.Tx, func(row sqltx.Row) (c store.Counter, err error) {
		err = row.Scan(&c.Series, &c.Year, &c.Last)
		return c, err
	}, "SELECT series, year, last FROM numbers ORDER BY series, year")
}
