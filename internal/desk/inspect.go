package desk

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"time"

	"beiandesk/internal/desk/contents"
	"beiandesk/internal/desk/synced"
	"beiandesk/internal/disk"
	"beiandesk/internal/errs"
	"beiandesk/internal/sqlite"
	"beiandesk/internal/store"
	"beiandesk/internal/vault"
)

// State is what a folder holds.
type State string

const (
	Empty      State = "empty"       // nothing of ours: a desk can be made here
	Missing    State = "missing"     // no such folder; a desk can be made here
	Unplugged  State = "unplugged"   // no such folder, and the disk it would lie on is not there
	Locked     State = "locked"      // a desk, to be opened with its passphrase
	NoKeys     State = "no_keys"     // a database without keys
	BadKeys    State = "bad_keys"    // a database whose keys are damaged, or ask too much
	NoDatabase State = "no_database" // keys, or sealed files, without a database
	Leftover   State = "leftover"    // neither, but something that a desk has left
)

// Status is what can be told of a folder without its passphrase.
type Status struct {
	Dir      string // absolute
	State    State
	Demo     bool
	Network  bool
	Held     bool          // a window has it open
	Old      bool          // written by an earlier release: opening it upgrades it
	ReadOnly bool          // it may be looked at, not written
	Full     bool          // because its disk has no space left
	Synced   string        // the program that copies the folder to other machines, "" when none is known
	Copies   []string      // second copies of the database or the keys
	Parts    []string      // the names of all that is of a desk
	KeysCopy bool          // the database has a copy of the keys that can be put back
	KeysWhy  error         // what is wrong with the keys of BadKeys
	Staff    []store.Staff // active 经办: their names lie in clear
}

// Inspect looks at a folder without opening its keys, and changes nothing in it. Errors:
// Foreign or Newer for a database that is not ours to touch; Invalid at "folder" for what
// is no folder; Storage.
func Inspect(ctx context.Context, dir string) (Status, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return Status{}, errs.Wrap(errs.Storage, err, "找不到这个文件夹，请写完整的路径")
	}
	c, err := contents.Of(dir)
	if err != nil {
		return Status{}, err
	}
	s := Status{
		Dir: dir, State: stateOf(c, dir), Demo: there(dir, contents.DemoFile), Network: disk.OnNetwork(dir), Synced: synced.By(dir),
		Copies: c.Copies, Parts: c.All(), Staff: []store.Staff{},
	}
	if !c.Database {
		return s, nil
	}
	s.ReadOnly, s.Full = !sqlite.Writable(dir), !sqlite.Room(dir)
	db, err := sqlite.Look(ctx, dir, noKeys{}, time.Now)
	if err != nil {
		return Status{}, err
	}
	s.Old = db.Old()
	err = db.Read(ctx, func(tx store.Tx) error {
		all, err := tx.Staff().All()
		for _, m := range all {
			if m.Active {
				s.Staff = append(s.Staff, m)
			}
		}
		if err != nil {
			return err
		}
		kept, _, err := tx.Settings().Get(keysSetting)
		s.KeysCopy = vault.Same(kept, kept)
		return err
	})
	if err := errors.Join(err, db.Close()); err != nil {
		return Status{}, err
	}
	if s.State == Locked {
		if s.KeysWhy = vault.Check(dir); unusable(s.KeysWhy) {
			s.State = BadKeys
		}
	}
	if !s.ReadOnly {
		s.Held, err = held(dir)
	}
	return s, err
}

// unusable says whether a key file has to be put back.
func unusable(err error) bool {
	code := errs.CodeOf(err)
	if errors.Is(err, fs.ErrPermission) {
		return false // it may be whole
	}
	return code == errs.Storage || code == errs.Foreign
}

// stateOf tells what the contents of a folder amount to.
func stateOf(c contents.Contents, dir string) State {
	switch {
	case !c.There && disk.Unplugged(dir):
		return Unplugged
	case !c.There:
		return Missing
	case c.Database && c.Keys:
		return Locked
	case c.Database:
		return NoKeys
	case c.Keys:
		return NoDatabase
	case c.Any():
		return Leftover
	}
	return Empty
}

// held says whether a window has the folder open, and leaves no lock file behind in
// a folder that never had a window.
func held(dir string) (bool, error) {
	if !there(dir, contents.LockFile) {
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
func (noKeys) Older([]byte) bool                                    { return false }
func (noKeys) OlderHash(_, _ string) string                         { return "" }
func (noKeys) OpenOlder(_, _, _ string, _ []byte) ([]byte, error)   { return nil, locked() }
func (noKeys) Hash(_, _ string) string                              { return "" }

func locked() error { return errs.New(errs.Locked, "文件夹还没有解锁，请先输入口令") }
