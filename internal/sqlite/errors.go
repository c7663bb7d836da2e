package sqlite

import (
	"errors"
	"fmt"
	"strings"

	modernc "modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"beiandesk/internal/errs"
	"beiandesk/internal/sqlstore/sqltx"
)

// translate gives SQLite's failures the code and the words that people get. Its
// own text names tables and columns only, never values, and stays the cause.
func translate(err error) error {
	if sqltx.Settled(err) {
		return err
	}
	var e *modernc.Error
	if !errors.As(err, &e) {
		return fmt.Errorf("store: %w", err)
	}
	switch e.Code() {
	case sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY:
		return sqltx.Duplicate(err)
	case sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
		return sqltx.Dangling(err)
	}
	switch e.Code() & 0xff {
	case sqlite3.SQLITE_FULL:
		return errs.Wrap(errs.Storage, err, "没存上，磁盘已满。腾出空间后重试")
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM:
		return errs.Wrap(errs.Storage, err, "没存上，资料夹是只读的。改成可写后重试")
	case sqlite3.SQLITE_CANTOPEN:
		return errs.Wrap(errs.Storage, err, "打不开数据文件。检查资料夹的读写权限后重试")
	case sqlite3.SQLITE_IOERR:
		return errs.Wrap(errs.Storage, err, "读写磁盘出错。检查磁盘后重试")
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return sqltx.Torn(err)
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return errs.Wrap(errs.Busy, err, "另一个程序正在写这个文件夹。稍等片刻重试")
	case sqlite3.SQLITE_ERROR:
		if strings.Contains(e.Error(), "no such ") { // column or table: every statement of ours names what the migrations made
			return errs.Wrap(errs.Storage, err, "数据库的结构坏了。请运行 doctor 看是哪一处，从备份恢复")
		}
	}
	return fmt.Errorf("store: %w", err)
}
