package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"
	"github.com/pressly/goose/v3"

	"beiandesk/internal/atomicfile"
	"beiandesk/internal/errs"
)

// lockRetry is how often a process asks again for the migration lock.
const lockRetry = 50 * time.Millisecond

// prepare makes the database at path when there is none and migrates an old one.
// One process does so at a time; the others wait and find the work done.
func prepare(ctx context.Context, path string, migrations fs.FS, now func() time.Time) error {
	newest, err := countMigrations(migrations)
	if err != nil {
		return err
	}
	version, err := readHeader(path, newest)
	if err != nil {
		return err
	}
	sweepCopies(filepath.Dir(path), now())
	if version == newest {
		return nil
	}
	lock := flock.New(filepath.Join(filepath.Dir(path), LockName))
	if _, err := lock.TryLockContext(ctx, lockRetry); err != nil {
		return errs.Wrap(errs.Storage, err, "资料夹不能写。检查权限和磁盘空间后重试")
	}
	defer lock.Unlock()
	// Another process may have finished while this one waited.
	version, err = readHeader(path, newest)
	switch {
	case err != nil || version == newest:
		return err
	case version == 0:
		return create(ctx, path, migrations, newest)
	}
	return upgrade(ctx, path, migrations, version, newest)
}

// LockName is the file by which one process at a time makes or migrates a database.
const LockName = "migrate.lock"

// IsBeside says whether a file of that name, in lower case, is one of those that making or
// migrating a database puts beside it.
func IsBeside(name string) bool {
	return strings.HasPrefix(name, FileName+newSuffix) || strings.HasPrefix(name, "desk.before-v")
}

// newSuffix is that of a database that is not whole yet.
const newSuffix = ".new"

// create builds the database under another name and renames it, so that a desk.db
// is either whole or absent.
func create(ctx context.Context, path string, migrations fs.FS, newest int) error {
	building := path + newSuffix
	if err := removeDatabase(building); err != nil {
		return err
	}
	f, err := os.OpenFile(building, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return errs.Wrap(errs.Storage, err, "资料夹不能写。检查权限和磁盘空间后重试")
	}
	if err := f.Close(); err != nil {
		return errs.Wrap(errs.Storage, err, "资料夹不能写。检查权限和磁盘空间后重试")
	}
	if err := migrate(ctx, building, migrations, newest); err != nil {
		return err
	}
	if err := atomicfile.Rename(building, path); err != nil {
		return errs.Wrap(errs.Storage, err, "资料夹不能写。检查权限和磁盘空间后重试")
	}
	return syncDir(filepath.Dir(path))
}

// upgrade copies the old database beside itself and then migrates it in place.
func upgrade(ctx context.Context, path string, migrations fs.FS, version, newest int) error {
	if err := copyBefore(ctx, path, version); err != nil {
		return err
	}
	return migrate(ctx, path, migrations, newest)
}

// migrate runs what is outstanding and writes the header: the WAL is emptied into
// the file so that readHeader sees the new version even after a crash.
func migrate(ctx context.Context, path string, migrations fs.FS, newest int) (err error) {
	db, err := sql.Open("sqlite", writerDSN(path))
	if err != nil {
		return err
	}
	defer func() {
		if e := db.Close(); err == nil {
			err = translate(e)
		}
	}()
	db.SetMaxOpenConns(1)
	// The header may lag behind a WAL that a crash left.
	var inside int
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&inside); err != nil {
		return translate(err)
	}
	if inside > newest {
		return newer()
	}
	provider, err := goose.NewProvider(goose.DialectSQLite3, db, migrations, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return err
	}
	if _, err := provider.Up(ctx); err != nil {
		return translate(err)
	}
	for _, text := range []string{
		fmt.Sprintf("PRAGMA application_id = %d", applicationID),
		fmt.Sprintf("PRAGMA user_version = %d", newest),
		"PRAGMA wal_checkpoint(TRUNCATE)",
	} {
		if _, err := db.ExecContext(ctx, text); err != nil {
			return translate(err)
		}
	}
	return nil
}

// syncDir makes a rename in dir last through a loss of power.
func syncDir(dir string) error {
	if err := atomicfile.SyncDir(dir); err != nil {
		return errs.Wrap(errs.Storage, err, "数据没有写稳。检查磁盘后重试")
	}
	return nil
}

func countMigrations(migrations fs.FS) (int, error) {
	files, err := fs.Glob(migrations, "*.sql")
	return len(files), err
}

// removeDatabase clears what a crash left of a database that was being built.
func removeDatabase(path string) error {
	for _, suffix := range []string{"", "-wal", "-shm", "-journal"} {
		if err := os.Remove(path + suffix); err != nil && !os.IsNotExist(err) {
			return errs.Wrap(errs.Storage, err, "资料夹不能写。检查权限和磁盘空间后重试")
		}
	}
	return nil
}
