package sqlite

import (
	"context"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"beiandesk/internal/errs"
	"beiandesk/internal/sqlstore/sqltx"
)

// Look opens a database that is there for reading alone: an old one stays as it is, and a
// folder that may not be written serves. Write on it gives Storage. Errors: Foreign, Newer,
// Storage.
func Look(ctx context.Context, dir string, sealer sqltx.Sealer, now func() time.Time) (*Store, error) {
	path, err := pathIn(dir)
	if err != nil {
		return nil, err
	}
	s, err := reading(sealer, now)
	if err != nil {
		return nil, err
	}
	if s.version, err = readHeader(path, s.newest); err != nil {
		return nil, err
	}
	if s.version == 0 { // a look makes nothing
		return nil, errs.New(errs.NotFound, "这个文件夹里没有数据库 %s", FileName)
	}
	dsn, err := lookDSN(path)
	if err != nil {
		return nil, err
	}
	if err := s.read(ctx, dsn); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// reading is a store that only reads, before it is told what.
func reading(sealer sqltx.Sealer, now func() time.Time) (*Store, error) {
	migrations, err := fs.Sub(embedded, "migrations")
	if err != nil {
		return nil, err
	}
	newest, err := countMigrations(migrations)
	return &Store{runner: &sqltx.Runner{Dialect: dialect, Sealer: sealer, Now: now}, readOnly: true, newest: newest}, err
}

// Old says that a database that is looked at was written by an earlier release.
func (s *Store) Old() bool { return s.version < s.newest }

// lookDSN chooses how SQLite reads: where it may write it keeps its own files beside the
// database for as long, else it reads the one file as it is, which must be whole.
func lookDSN(path string) (string, error) {
	if Writable(filepath.Dir(path)) {
		return readerDSN(path), nil
	}
	info, err := os.Stat(path + logSuffix)
	switch {
	case err == nil && info.Size() > 0:
		return "", errs.New(errs.Storage, "这个文件夹是只读的，或者它的磁盘满了，里面还有没合并的日志 %s，只看数据库会漏掉最后的内容。请腾出空间，或把整个文件夹拷到可写的位置再打开", FileName+logSuffix)
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return "", errs.Wrap(errs.Storage, err, "读不了数据文件。检查磁盘后重试")
	}
	return address(path, url.Values{"mode": {"ro"}, "immutable": {"1"}, "_pragma": {"query_only(1)", "temp_store(memory)"}}), nil
}

// Writable says whether a database in a folder may be written: the folder, for what lies
// beside the database, and the file itself; and whether there is Room.
func Writable(dir string) bool {
	return Room(dir) && mayWrite(dir) && mayChange(filepath.Join(dir, FileName))
}

// indexSuffix is that of SQLite's index of the log, and indexSize what it takes at least, in
// bytes.
const (
	indexSuffix = "-shm"
	indexSize   = 32 << 10
)

// Room says whether the disk of a folder has the space that SQLite wants before it reads a
// line: the index of its log, unless somebody who has the database open has made it.
func Room(dir string) bool {
	if info, err := os.Stat(filepath.Join(dir, FileName+indexSuffix)); err == nil && info.Size() >= indexSize {
		return true
	}
	free, err := freeSpace(dir)
	return err != nil || free >= 2*indexSize
}

func lookOnly() error {
	return errs.New(errs.Storage, "没存上：这个资料夹是只读的，或者它的磁盘满了，只能看。磁盘满了的，腾出空间再打开；只读的，把整个文件夹拷到可写的位置再打开")
}
