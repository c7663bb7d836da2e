// Package sqlite keeps the desk in one SQLite file, desk.db: opening and migrating it,
// its connections (one writes, four read) and, in dialect.go, what SQLite alone
// understands of the statements that package sqlstore runs. See docs/adr/0004.
package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"path/filepath"
	"sync"
	"time"

	"modernc.org/sqlite/vfs"

	"beiandesk/internal/errs"
	"beiandesk/internal/sqlstore"
	"beiandesk/internal/sqlstore/sqltx"
	"beiandesk/internal/store"
)

// FileName is the database's name in the desk's folder.
const FileName = "desk.db"

const readers = 4

// patience is how many milliseconds a connection waits for another one's lock.
const patience = 5000

//go:embed migrations/*.sql
var embedded embed.FS

// Store is an open database. It is safe for use by several goroutines.
type Store struct {
	*sqlstore.Store
	runner   *sqltx.Runner
	writer   *sql.DB
	reader   *sql.DB
	watch    *sql.Conn
	watching sync.Mutex // closing that connection while it is asked would be a nil pointer in database/sql
	closing  sync.Once
	closed   error // what closing gave
	place    *place
	held     *vfs.FS // what Hold reads through
	readOnly bool    // opened by Look or Hold
	version  int     // of the schema
	newest   int
}

// Open opens the desk in dir, which must exist, makes its database when there is
// none and migrates an old one after a copy. now tells the time of rows that come without
// one. It gives errs.Foreign or errs.Newer for a database that is not ours to write and
// leaves that untouched.
func Open(ctx context.Context, dir string, sealer sqltx.Sealer, now func() time.Time) (*Store, error) {
	migrations, err := fs.Sub(embedded, "migrations")
	if err != nil {
		return nil, err
	}
	return open(ctx, dir, sealer, now, migrations)
}

// OpenMapped is Open for a process that stays. The beginning of the file is mapped: reads cost
// a sixth less, and up to mapped bytes more count as the process's memory.
func OpenMapped(ctx context.Context, dir string, sealer sqltx.Sealer, now func() time.Time) (*Store, error) {
	migrations, err := fs.Sub(embedded, "migrations")
	if err != nil {
		return nil, err
	}
	return open(ctx, dir, sealer, now, migrations, fmt.Sprintf("mmap_size(%d)", mapped))
}

const mapped = 256 << 20

// open tells each connection the pragmas besides its own.
func open(ctx context.Context, dir string, sealer sqltx.Sealer, now func() time.Time, migrations fs.FS, pragmas ...string) (*Store, error) {
	path, err := pathIn(dir)
	if err != nil {
		return nil, err
	}
	if err := prepare(ctx, path, migrations, now); err != nil {
		return nil, err
	}
	s := &Store{runner: &sqltx.Runner{Dialect: dialect, Sealer: sealer, Now: now}}
	if s.writer, err = openDB(writerDSN(path, pragmas...)); err != nil {
		return nil, err
	}
	s.writer.SetMaxOpenConns(1)
	if err := s.writer.PingContext(ctx); err != nil {
		return nil, errors.Join(translate(err), s.Close())
	}
	if s.place, err = placeOf(ctx, path, s.writer); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	if err := s.read(ctx, readerDSN(path, pragmas...)); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// read opens the connections that read.
func (s *Store) read(ctx context.Context, dsn string) (err error) {
	if s.reader, err = openDB(dsn); err != nil {
		return err
	}
	// One reader more than work needs watches the data version all the time.
	s.reader.SetMaxOpenConns(readers + 1)
	s.reader.SetMaxIdleConns(readers + 1)
	if s.watch, err = s.reader.Conn(ctx); err != nil {
		return translate(err)
	}
	s.Store = sqlstore.New(s.runner, s.writer, s.reader)
	return nil
}

// pathIn is the path of the database in a folder. Errors: those of CheckPath.
func pathIn(dir string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	return filepath.Join(dir, FileName), CheckPath(dir)
}

// Write runs f in the one write transaction; see store.Store. Before the commit the open
// file must still be the one at its path. Errors besides: Storage when it is not, or when
// the desk may only be looked at; nothing is written then.
func (s *Store) Write(ctx context.Context, f func(store.Tx) error) error {
	if s.readOnly {
		return lookOnly()
	}
	return s.Store.Write(ctx, func(tx store.Tx) error {
		if err := f(tx); err != nil {
			return err
		}
		return s.place.check()
	})
}

// Fold brings the log into the database and empties it, so that the one file holds all. Where
// somebody reads or writes at the moment it leaves the rest to the next time. It may be
// called while the store is being closed, and gives an error from then on.
func (s *Store) Fold(ctx context.Context) (err error) {
	conn, err := s.writer.Conn(ctx)
	if err != nil {
		return translate(err)
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	// Nobody is to wait for this.
	for _, query := range []string{"PRAGMA busy_timeout(0)", "PRAGMA wal_checkpoint(TRUNCATE)", fmt.Sprintf("PRAGMA busy_timeout(%d)", patience)} {
		if _, failed := conn.ExecContext(ctx, query); failed != nil {
			err = errors.Join(err, translate(failed))
		}
	}
	return err
}

// mostRewritten is the largest database that Rewrite takes, in bytes: SQLite builds the new one
// in memory, for temporary files would hold clear text outside of the folder.
const mostRewritten = 256 << 20

// Rewrite builds the database anew, so that what earlier releases have left in free places is
// gone: they did not overwrite what they replaced. One that is too large is left as it is.
// Writers wait meanwhile. Errors: Busy, Storage.
func (s *Store) Rewrite(ctx context.Context) (err error) {
	var size int64
	if err := s.reader.QueryRowContext(ctx, "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()").Scan(&size); err != nil {
		return translate(err)
	}
	if size > mostRewritten {
		return nil
	}
	if err := s.place.check(); err != nil {
		return err
	}
	_, err = s.writer.ExecContext(ctx, "VACUUM")
	return translate(err)
}

// Close waits for running work and closes the file; a second call gives what the
// first gave.
func (s *Store) Close() error {
	s.closing.Do(func() { s.closed = s.close() })
	return s.closed
}

func (s *Store) close() error {
	var failed []error
	if s.watch != nil {
		s.watching.Lock()
		failed = append(failed, s.watch.Close())
		s.watching.Unlock()
	}
	for _, db := range []*sql.DB{s.reader, s.writer} {
		if db != nil {
			failed = append(failed, db.Close())
		}
	}
	if s.held != nil {
		failed = append(failed, s.held.Close())
	}
	return translate(errors.Join(failed...))
}

// DataVersion gives a number that changes whenever anybody has written to the
// file, this process or another. It may be asked while the store is being closed, and
// gives an error from then on.
func (s *Store) DataVersion(ctx context.Context) (int64, error) {
	s.watching.Lock()
	defer s.watching.Unlock()
	var v int64
	err := s.watch.QueryRowContext(ctx, "PRAGMA data_version").Scan(&v)
	return v, translate(err)
}

func writerDSN(path string, pragmas ...string) string {
	return dsn(path, url.Values{
		"_txlock": {"immediate"},
		// What is replaced must not be left in free pages: an old copy of the keys opens by the old passphrase.
		"_pragma": append([]string{"secure_delete(1)"}, pragmas...),
	})
}

func readerDSN(path string, pragmas ...string) string {
	return dsn(path, url.Values{"_pragma": append([]string{"query_only(1)"}, pragmas...)})
}

func dsn(path string, more url.Values) string {
	v := url.Values{"_pragma": {
		fmt.Sprintf("busy_timeout(%d)", patience), "journal_mode(wal)", "synchronous(full)", "foreign_keys(1)",
		"recursive_triggers(1)", // or REPLACE would delete past the append-only triggers
		"temp_store(memory)", "cache_size(-65536)",
	}}
	for key, values := range more {
		v[key] = append(v[key], values...)
	}
	return address(path, v)
}

// address is a database's with what its connections are told.
func address(path string, v url.Values) string {
	u := url.URL{Scheme: "file", Path: filepath.ToSlash(path), RawQuery: v.Encode()}
	if filepath.VolumeName(path) != "" {
		u.Path = "/" + u.Path // file:///C:/…
	}
	return u.String()
}

// mostFolder is the longest path of a folder in bytes: SQLite opens files of 512
// (MAX_PATHNAME), the log's name beside them included, and the longest name in a folder is
// that of a copy before a migration.
const mostFolder = 512 - len("/desk.before-v9999.db"+newSuffix+"-journal")

// CheckPath refuses a folder with too long a path: SQLite could only say that a file in it
// can't be opened. Errors: Storage.
func CheckPath(dir string) error {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return errs.Wrap(errs.Storage, err, "找不到这个文件夹，请写完整的路径")
	}
	if len(dir) > mostFolder {
		return errs.New(errs.Storage, "文件夹的路径太长（%d 字节，最多 %d，一个汉字算 3 字节）。换一个层级少、名字短的位置", len(dir), mostFolder)
	}
	return nil
}
