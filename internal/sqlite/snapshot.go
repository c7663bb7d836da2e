package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"strconv"
	"time"

	"beiandesk/internal/errs"
	"beiandesk/internal/sqlstore"
	"beiandesk/internal/sqlstore/sqltx"
)

// Where the header says whether the file has a write-ahead log: 1 for no, 2 for yes
// (sqlite.org/fileformat.html, section 1.3.3). A database in memory can have none.
const (
	writeFormatAt = 18
	readFormatAt  = 19
	plainFormat   = 1
)

// Snapshot gives the database as it is at one moment, as the bytes of its file, whoever
// writes beside it. It reads in one read transaction and stops no writer. Errors: Storage.
func (s *Store) Snapshot(ctx context.Context) (content []byte, err error) {
	conn, err := s.reader.Conn(ctx)
	if err != nil {
		return nil, translate(err)
	}
	err = conn.Raw(func(driver any) (err error) {
		content, err = driver.(interface{ Serialize() ([]byte, error) }).Serialize()
		return err
	})
	if err = errors.Join(err, conn.Close()); err != nil {
		return nil, errs.Wrap(errs.Storage, err, "数据库读不完整。检查磁盘和内存后重试")
	}
	return content, nil
}

// Hold opens a database that is given as the bytes of its file, in memory, for reading
// alone: nothing of it reaches a disk. An old one stays as it is. It owns content and
// changes it. Errors: Foreign, Newer, Storage.
func Hold(ctx context.Context, content []byte, sealer sqltx.Sealer, now func() time.Time) (*Store, error) {
	s, err := reading(sealer, now)
	if err != nil {
		return nil, err
	}
	if s.version, err = judgeHeader(content, s.newest); err != nil {
		return nil, err
	}
	content[writeFormatAt], content[readFormatAt] = plainFormat, plainFormat
	if s.reader, err = sql.Open("sqlite", "file::memory:?_pragma=query_only(1)&_pragma=temp_store(memory)"); err != nil {
		return nil, err
	}
	s.reader.SetMaxOpenConns(1) // each connection would have a memory of its own
	conn, err := s.reader.Conn(ctx)
	if err != nil {
		return nil, errors.Join(translate(err), s.Close())
	}
	err = conn.Raw(func(driver any) error {
		return driver.(interface{ Deserialize([]byte) error }).Deserialize(content)
	})
	if err = errors.Join(err, conn.Close()); err != nil {
		return nil, errors.Join(errs.Wrap(errs.Storage, err, "数据文件已损坏。从备份恢复"), s.Close())
	}
	s.Store = sqlstore.New(s.runner, s.reader, s.reader)
	return s, nil
}

// Schema is the number of migrations that made the database.
func (s *Store) Schema() int { return s.version }

// Blobs lists the sealed files that documents name, each once, in order. Errors: Storage.
func (s *Store) Blobs(ctx context.Context) ([]string, error) {
	return texts(ctx, s.reader, "SELECT DISTINCT blob FROM documents ORDER BY blob")
}

// Rows counts the rows of every table by its name. Errors: Storage.
func (s *Store) Rows(ctx context.Context) (map[string]int, error) {
	names, err := texts(ctx, s.reader, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")
	if err != nil {
		return nil, err
	}
	counts := map[string]int{}
	for _, name := range names {
		n := 0
		if err := s.reader.QueryRowContext(ctx, "SELECT count(*) FROM "+strconv.Quote(name)).Scan(&n); err != nil {
			return nil, translate(err)
		}
		counts[name] = n
	}
	return counts, nil
}
