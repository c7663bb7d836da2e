// Package bench makes the folders on which the desk is measured: a demonstration, grown
// by copies of its own cases to as many as are asked for. Its tests measure them, with the
// tag bench; build/bench.sh runs those. No door opens it.
package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"beiandesk/internal/atomicfile"
	"beiandesk/internal/cal"
	"beiandesk/internal/demo"
	"beiandesk/internal/desk"
)

// AsOf is the moment at which the folders' story ends, and at which they are looked at.
var AsOf = time.Date(2026, 11, 23, 9, 12, 0, 0, cal.Zone)

// Open opens a made folder as it was at AsOf.
func Open(ctx context.Context, dir string) (*desk.Desk, error) {
	return desk.Open(ctx, dir, desk.Secret{Passphrase: demo.Passphrase}, desk.Options{Now: func() time.Time { return AsOf }})
}

// Folder gives the folder of n cases below root, which it makes where there is none: a
// demonstration of so many models, or the smaller folder of sizes, and copies of the models.
// Window and commands open it by the passphrase of every demonstration. One that is cut off
// is made anew.
func Folder(ctx context.Context, root string, models int, sizes ...int) (dir string, err error) {
	before := ""
	for _, n := range sizes {
		dir = filepath.Join(root, fmt.Sprintf("cases-%d", n))
		if _, err := os.Stat(dir); errors.Is(err, os.ErrNotExist) {
			if err := makeFolder(ctx, dir, before, models, n); err != nil {
				return "", err
			}
		} else if err != nil {
			return "", err
		}
		before = dir
	}
	return dir, nil
}

// makeFolder makes one under another name until it is whole.
func makeFolder(ctx context.Context, dir, before string, models, n int) error {
	part := dir + ".part"
	if err := os.RemoveAll(part); err != nil {
		return err
	}
	var err error
	if before == "" {
		err = demo.Make(ctx, part, demo.Options{Cases: models, Seed: 1, AsOf: AsOf, Progress: io.Discard})
	} else {
		err = Copy(part, before)
	}
	if err != nil {
		return err
	}
	if err := grow(ctx, part, models, n); err != nil {
		return err
	}
	return atomicfile.Rename(part, dir)
}

// Copy copies a made folder that nobody has open, for its owner alone as it was. to must not
// be there.
func Copy(to, from string) error {
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		return err
	}
	root, err := os.OpenRoot(to)
	if err != nil {
		return err
	}
	err = fs.WalkDir(root.FS(), ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		mode := os.FileMode(0o600)
		if e.IsDir() {
			mode = 0o700
		}
		return root.Chmod(path, mode)
	})
	return errors.Join(err, root.Close())
}

// grow adds copies of a folder's first cases until it has n.
func grow(ctx context.Context, dir string, models, n int) (err error) {
	d, err := Open(ctx, dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	return demo.Fill(ctx, d.Office, d.Office, models, n, func(int) error { return nil })
}
