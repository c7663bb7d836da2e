package desk

import (
	"context"
	"errors"
	"time"

	"beiandesk/internal/errs"
	"beiandesk/internal/sqlite"
	"beiandesk/internal/store"
	"beiandesk/internal/vault"
)

// State is what a folder holds.
type State string

const (
	Empty  State = "empty"  // nothing of ours: a desk can be made here
	Locked State = "locked" // a desk, to be opened with its passphrase
	Broken State = "broken" // keys without a database, or a database without keys
)

// Status is what can be told of a folder without its passphrase.
type Status struct {
	State   State
	Demo    bool
	Network bool
	Held    bool          // a window has it open
	Staff   []store.Staff // active 经办: their names lie in clear
}

// Inspect looks at a folder without opening its keys. Errors: Foreign or Newer for a
// database that is not ours to touch, and it is not touched; Storage.
func Inspect(ctx context.Context, dir string) (Status, error) {
	s := Status{State: Empty, Demo: there(dir, demoFile), Network: onNetwork(dir), Staff: []store.Staff{}}
	database, keys := there(dir, sqlite.FileName), vault.Exists(dir)
	switch {
	case !database && !keys:
		return s, nil
	case !database:
		s.State = Broken
		return s, nil
	}
	db, err := sqlite.Open(ctx, dir, noKeys{}, time.Now)
	if err != nil {
		return Status{}, err
	}
	s.State = Locked
	if !keys {
		s.State = Broken
	}
	err = db.Read(ctx, func(tx store.Tx) error {
		all, err := tx.Staff().All()
		for _, m := range all {
			if m.Active {
				s.Staff = append(s.Staff, m)
			}
		}
		return err
	})
	if err := errors.Join(err, db.Close()); err != nil {
		return Status{}, err
	}
	s.Held, err = held(dir)
	return s, err
}

// refusal is why no desk can be made in a folder that has files of ours.
func (s Status) refusal() error {
	if s.State == Broken {
		return errs.New(errs.Blocked, "这个文件夹里的数据不完整（缺 %s 或 %s）：请从备份恢复，或换一个空文件夹", sqlite.FileName, vault.KeyFile)
	}
	return errs.New(errs.Exists, "这个文件夹里已经有备案台的数据，请直接打开，或换一个空文件夹")
}

// held says whether a window has the folder open, and leaves no lock file behind in
// a folder that never had a window.
func held(dir string) (bool, error) {
	if !there(dir, lockFile) {
		return false, nil
	}
	d := &Desk{Dir: dir}
	err := d.takeLock()
	if errs.CodeOf(err) == errs.Busy {
		return true, nil
	}
	return false, errors.Join(err, d.Close())
}

// noKeys reads what lies in clear and nothing else.
type noKeys struct{}

func (noKeys) Seal(_, _, _ string, _ int, _ []byte) ([]byte, error) { return nil, locked() }
func (noKeys) Open(_, _, _ string, _ int, _ []byte) ([]byte, error) { return nil, locked() }
func (noKeys) OpenOlder(_, _, _ string, _ []byte) ([]byte, error)   { return nil, locked() }
func (noKeys) Hash(_, _ string) string                              { return "" }

func locked() error { return errs.New(errs.Locked, "文件夹还没有解锁，请先输入口令") }
