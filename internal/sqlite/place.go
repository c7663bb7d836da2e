package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"

	"beiandesk/internal/errs"
)

// logSuffix is that of the write-ahead log beside the database.
const logSuffix = "-wal"

// place is where an open database lay when it was opened. SQLite goes on writing into a
// file that was taken away under it, and every such write would be lost.
type place struct {
	path string
	was  map[string]fs.FileInfo // the database and its log
}

// placeOf notes the files that a connection has open.
func placeOf(ctx context.Context, path string, db *sql.DB) (*place, error) {
	var tables int
	if err := db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_master").Scan(&tables); err != nil { // opens the log
		return nil, translate(err)
	}
	p := &place{path: path, was: map[string]fs.FileInfo{}}
	for _, name := range []string{path, path + logSuffix} {
		info, err := identify(name)
		if err != nil {
			return nil, errs.Wrap(errs.Storage, err, "打不开数据文件。检查资料夹的读写权限后重试")
		}
		p.was[name] = info
	}
	return p, nil
}

// identify gives what tells one file from another: device and inode, or on Windows volume
// and file index, which comparing asks for. The file is not opened: on Unix, closing any
// handle of an open database drops all locks that this process has on it.
func identify(name string) (fs.FileInfo, error) {
	info, err := os.Stat(name)
	if err == nil && !os.SameFile(info, info) {
		err = fs.ErrInvalid
	}
	return info, err
}

// check refuses to go on when another file, or none, is where the open one was. Errors:
// Storage.
func (p *place) check() error {
	for name, was := range p.was {
		now, err := identify(name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return errs.Wrap(errs.Storage, err, "没存上：资料夹已经不在原来的位置，可能是磁盘拔出了，或者它被移走、改名了。接好、放回原处，锁定后重新打开再办")
		case err != nil:
			return errs.Wrap(errs.Storage, err, "没存上：资料夹读不到了，可能是磁盘拔出了。接好后锁定，重新打开再办")
		case !os.SameFile(was, now):
			return errs.New(errs.Storage, "没存上：原来位置上的数据被换成了另一份。锁定后重新打开，看清是哪一份再办")
		}
	}
	return nil
}
