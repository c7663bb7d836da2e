package postgres

import (
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5/pgconn"

	"beiandesk/internal/errs"
	"beiandesk/internal/sqlstore/sqltx"
)

// translate gives PostgreSQL's failures the code and the words that people get. Its own
// text names tables and columns only, never values (those stand in its details, which
// are not printed), and stays the cause. Codes: postgresql.org/docs/15/errcodes-appendix.html.
func translate(err error) error {
	if sqltx.Settled(err) {
		return err
	}
	var unreachable *pgconn.ConnectError
	if errors.As(err, &unreachable) {
		return errs.Wrap(errs.Storage, err, "连不上数据库。检查网络、地址和密码后重试")
	}
	var e *pgconn.PgError
	if !errors.As(err, &e) {
		return fmt.Errorf("store: %w", err)
	}
	switch e.Code {
	case "23505": // unique_violation
		return sqltx.Duplicate(err)
	case "23503": // foreign_key_violation
		return sqltx.Dangling(err)
	case "40001", "40P01", "55P03": // serialization_failure, deadlock_detected, lock_not_available
		return errs.Wrap(errs.Busy, err, "另一个程序正在写这个数据库。稍等片刻重试")
	case "25006": // read_only_sql_transaction
		return errs.Wrap(errs.Storage, err, "没存上，数据库是只读的。改成可写后重试")
	case "42501": // insufficient_privilege
		return errs.Wrap(errs.Storage, err, "这个用户没有数据库的权限。请管理员授权后重试")
	case "53100": // disk_full
		return errs.Wrap(errs.Storage, err, "没存上，磁盘已满。腾出空间后重试")
	}
	switch e.Code[:2] {
	case "08", "57": // connection_exception, operator_intervention
		return errs.Wrap(errs.Storage, err, "数据库的连接断了。稍后重试")
	case "58": // system_error
		return errs.Wrap(errs.Storage, err, "读写磁盘出错。检查磁盘后重试")
	case "XX": // internal_error, data_corrupted
		return errs.Wrap(errs.Storage, err, "数据库已损坏。从备份恢复")
	}
	return fmt.Errorf("store: %w", err)
}
