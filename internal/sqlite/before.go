package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"beiandesk/internal/atomicfile"
	"beiandesk/internal/errs"
	"beiandesk/internal/retention"
)

// keepBefore is how long the copy of before an upgrade stays: long enough to notice that
// the upgrade went wrong, and no longer, since personal data must not pile up in copies
// that nobody looks after.
var keepBefore = time.Duration(retention.Of("before").Days) * 24 * time.Hour

// copyBefore keeps the database as it is before a migration, in desk.before-v<next>.db.
func copyBefore(ctx context.Context, path string, version int) (err error) {
	dir := filepath.Dir(path)
	target := filepath.Join(dir, fmt.Sprintf("desk.before-v%d.db", version+1))
	building := target + newSuffix
	if err := removeDatabase(building); err != nil {
		return err
	}
	db, err := sql.Open("sqlite", writerDSN(path))
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, "VACUUM INTO $1", building)
	if e := db.Close(); err == nil {
		err = e
	}
	if err != nil {
		return translate(err)
	}
	if err := os.Chmod(building, 0o600); err != nil {
		return errs.Wrap(errs.Storage, err, "存不了升级前的副本。检查权限和磁盘空间后重试")
	}
	if err := atomicfile.Rename(building, target); err != nil {
		return errs.Wrap(errs.Storage, err, "存不了升级前的副本。检查权限和磁盘空间后重试")
	}
	return syncDir(dir)
}

// DropBefore removes the copies of before an upgrade, however new they are: what was erased or
// sealed by other keys since still lies in them. Errors: Storage.
func (s *Store) DropBefore() error {
	dir := filepath.Dir(s.place.path)
	copies, _ := fs.Glob(os.DirFS(dir), "desk.before-v*.db*") // the pattern is sound
	var failed []error
	for _, name := range copies {
		if err := os.Remove(filepath.Join(dir, name)); err != nil && !os.IsNotExist(err) {
			failed = append(failed, err)
		}
	}
	if len(failed) > 0 {
		return errs.Wrap(errs.Storage, errors.Join(failed...), "升级前的副本（desk.before-…）删不掉，请关掉正打开它的程序，手工删掉")
	}
	return nil
}

// sweepCopies removes the copies of before an upgrade that have lain long enough. One that
// can't be removed holds nobody up.
func sweepCopies(dir string, now time.Time) {
	copies, _ := fs.Glob(os.DirFS(dir), "desk.before-v*.db") // the pattern is sound
	for _, name := range copies {
		name = filepath.Join(dir, name)
		info, err := os.Stat(name)
		if err == nil && now.Sub(info.ModTime()) > keepBefore {
			err = os.Remove(name)
		}
		if err != nil && !os.IsNotExist(err) {
			slog.Warn("a copy of before an upgrade stays", "error", err)
		}
	}
}
