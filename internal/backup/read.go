package backup

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"

	"beiandesk/internal/atomicfile"
	"beiandesk/internal/errs"
	"beiandesk/internal/vault"
)

// examine opens the database of a backup where it lies, held to the manifest. Errors: Storage,
// those of the examiner.
func (b Backup) examine(ctx context.Context, v *vault.Vault, by Examiner) (Contents, error) {
	f, err := b.part(ctx, databaseFile, b.Manifest.Database)
	if err != nil {
		return Contents{}, err
	}
	defer f.Close()
	plain, err := v.OpenAt(f, b.Manifest.Database.Size)
	if err != nil {
		return Contents{}, err
	}
	return by.Examine(ctx, plain)
}

// keys reads the key file of a backup, held to the manifest. Errors: Storage, Foreign.
func (b Backup) keys(ctx context.Context, v *vault.Vault) (string, error) {
	f, err := b.part(ctx, vault.KeyFile, b.Manifest.Keys)
	if err != nil {
		return "", err
	}
	defer f.Close()
	text, err := io.ReadAll(f)
	if err != nil {
		return "", storage(err, "%s 读不出来", vault.KeyFile)
	}
	return string(text), v.KeysOf(string(text))
}

// part opens a file of a backup once all of it was read and held to what the manifest says
// of it. Errors: Storage, the context's.
func (b Backup) part(ctx context.Context, name string, want Part) (*os.File, error) {
	f, err := atomicfile.Open(filepath.Join(b.Dir, name))
	if err != nil {
		return nil, storage(err, "%s 不在或读不出来", name)
	}
	if err := held(ctx, f, name, want); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// held reads an open file to its end, holds it to what is said of it and goes back to its
// beginning.
func held(ctx context.Context, f *os.File, name string, want Part) error {
	if info, err := f.Stat(); err != nil || info.Size() != want.Size {
		return storage(err, "%s 已损坏：长度不对", name)
	}
	got := newSumming()
	if _, err := io.Copy(got, stoppable{ctx, f}); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return storage(err, "%s 读不出来", name)
	}
	if got.part() != want {
		return errs.New(errs.Storage, "%s 已损坏", name)
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return storage(err, "%s 读不出来", name)
	}
	return nil
}

// stoppable reads until its work is given up.
type stoppable struct {
	ctx context.Context
	r   io.Reader
}

func (s stoppable) Read(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.r.Read(p)
}
