package sqlite

import (
	"context"
	"database/sql"
	"io"
	"strconv"
	"strings"

	"beiandesk/internal/errs"
)

// Snapshot gives the database as it is at one moment, as the bytes of its file, whoever
// writes beside it. It is read page by page in one read transaction, which stops no writer
// and lasts until it is closed; the log is not emptied meanwhile. Errors, of the reader as
// well: Storage, the context's.
func (s *Store) Snapshot(ctx context.Context) (io.ReadCloser, error) {
	rows, err := s.reader.QueryContext(ctx, "SELECT data FROM sqlite_dbpage ORDER BY pgno")
	if err != nil {
		return nil, unread(ctx, err)
	}
	return &pages{ctx: ctx, rows: rows}, nil
}

// pages reads the pages of a database one after the other.
type pages struct {
	ctx  context.Context
	rows *sql.Rows
	rest []byte // of the page at hand
}

func (p *pages) Read(b []byte) (int, error) {
	for len(p.rest) == 0 {
		if err := p.ctx.Err(); err != nil { // the engine hears of it a little later
			return 0, err
		}
		if !p.rows.Next() {
			if err := p.rows.Err(); err != nil {
				return 0, unread(p.ctx, err)
			}
			return 0, io.EOF
		}
		if err := p.rows.Scan(&p.rest); err != nil {
			return 0, unread(p.ctx, err)
		}
	}
	n := copy(b, p.rest)
	p.rest = p.rest[n:]
	return n, nil
}

func (p *pages) Close() error { return translate(p.rows.Close()) }

// unread says that a snapshot can't be read on.
func unread(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return errs.Wrap(errs.Storage, err, "数据库读不完整。检查磁盘和内存后重试")
}

// Schema is the number of migrations that made the database.
func (s *Store) Schema() int { return s.version }

// Blobs lists the sealed files that documents and consents name, each once, in order. Errors:
// Storage.
func (s *Store) Blobs(ctx context.Context) ([]string, error) {
	naming, err := texts(ctx, s.reader, // one that is held may be older than the second
		"SELECT 'SELECT blob FROM ' || name FROM sqlite_master WHERE type = 'table' AND name IN ('documents', 'consent_files')")
	if err != nil {
		return nil, err
	}
	return texts(ctx, s.reader, strings.Join(naming, " UNION ")+" ORDER BY blob")
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
