// Package desk opens a data folder: it takes the window's lock, opens the keys,
// migrates and opens the store, and wires the office that the verbs work on.
package desk

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"

	"beiandesk/internal/atomicfile"
	"beiandesk/internal/desk/contents"
	"beiandesk/internal/desk/tries"
	"beiandesk/internal/errs"
	"beiandesk/internal/infile"
	"beiandesk/internal/office"
	"beiandesk/internal/office/calendar"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/handovers"
	"beiandesk/internal/office/people"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/ref"
	"beiandesk/internal/sqlite"
	"beiandesk/internal/store"
	"beiandesk/internal/vault"
)

// Options say how a folder is opened.
type Options struct {
	Look   bool             // nothing is written, as if the folder could only be read
	Window bool             // a window excludes every other window; commands work beside it
	Staff  string           // id or name of who acts; "" is the first active 经办
	Demo   bool             // Create only: marks the folder as a demonstration
	Now    func() time.Time // nil is the system's clock, or BEIANDESK_NOW in a demonstration

	// Memory is the folder in which this machine remembers how far data folders had come, as
	// the function Memory names it; "" is nowhere.
	Memory string

	// Told hears how many rows of how many have been sealed anew while a folder of an earlier
	// release is opened; nil is nobody.
	Told func(done, of int)
}

// Secret opens a folder: the passphrase, or the recovery code when Passphrase is "".
type Secret struct{ Passphrase, Recovery string }

// field is which of the two opens.
func (s Secret) field() string {
	if s.Passphrase == "" && s.Recovery != "" {
		return "recovery"
	}
	return "passphrase"
}

// Desk is an open folder. Close it.
type Desk struct {
	*office.Office
	Dir      string // absolute
	Demo     bool
	Halfway  bool     // a demonstration whose story was cut off: it is never told on
	ReadOnly bool     // the folder may not be written: every verb that writes is refused
	Warnings []string // what is wrong with the folder's place; see Status
	Behind   string   // the folder is not the one that this machine last saw, "" when it is
	Slow     string   // the machine's clock is behind what was recorded last, "" when it is not

	memory string
	known  bool // what this machine remembers was held against the folder, or it is new
	store  *sqlite.Store
	files  *vault.Files
	vault  *vault.Vault
	lock   *flock.Flock
}

// Create makes a new desk in dir with its first 经办 and gives the recovery code,
// which is never shown again. Errors: Exists when the folder holds a desk or lies in one,
// Blocked when anything else of a desk lies in it, NotFound when its disk is not there,
// Foreign or Newer for somebody else's database, Invalid at passphrase or name, Busy,
// Storage.
func Create(ctx context.Context, dir, passphrase, staffName string, opts Options) (*Desk, string, error) {
	makeKeys := vault.Create
	if opts.Demo && passphrase == DemoPassphrase {
		makeKeys = func(dir, _ string) (*vault.Vault, string, error) { return vault.CreateDemo(dir) }
	} else if err := vault.CheckPassphrase(passphrase); err != nil {
		return nil, "", err
	}
	if err := sqlite.CheckPath(dir); err != nil {
		return nil, "", err
	}
	s, err := Inspect(ctx, dir)
	if err == nil {
		err = s.occupied()
	}
	if err != nil {
		return nil, "", err
	}
	dir = s.Dir
	if err := atomicfile.MakeDir(dir); err != nil {
		return nil, "", errs.Wrap(errs.Storage, err, "建不了这个文件夹，请检查权限和磁盘空间，或换一个位置")
	}
	if !sqlite.Room(dir) {
		return nil, "", errs.New(errs.Storage, "磁盘满了，建不了资料夹。请腾出空间，或换一个位置")
	}
	if opts.Demo {
		if err := atomicfile.Write(filepath.Join(dir, contents.DemoFile), []byte(halfway)); err != nil {
			return nil, "", errs.Wrap(errs.Storage, err, "文件夹写不进去，请检查权限和磁盘空间")
		}
	}
	v, code, err := makeKeys(dir, passphrase)
	if err != nil {
		return nil, "", err
	}
	d, err := open(ctx, dir, v, opts)
	if err != nil {
		return nil, "", errors.Join(err, abandon(dir))
	}
	first, err := setup.FirstStaff(ctx, d.Office, staffName)
	if err != nil {
		return nil, "", errors.Join(err, d.Close(), abandon(dir))
	}
	d.Staff, d.Warnings, d.known = first.ID, s.Warnings(), true
	return d, code, nil
}

// abandon takes the files of a desk away that was never finished, so that the folder
// is as empty as it was.
func abandon(dir string) error {
	var failed []error
	for _, name := range []string{vault.KeyFile, sqlite.FileName, sqlite.FileName + "-wal", sqlite.FileName + "-shm", contents.DemoFile, contents.LockFile, tries.File, sqlite.LockName} {
		if err := os.Remove(filepath.Join(dir, name)); err != nil && !errors.Is(err, os.ErrNotExist) {
			failed = append(failed, err)
		}
	}
	return errors.Join(failed...)
}

// Open opens the desk in dir; one of an earlier release is upgraded once the passphrase
// has been given, and one that may not be written is opened for reading. Errors: NotFound
// or Blocked when there is none that is whole, Foreign, Newer, Locked for a wrong
// passphrase or code, Busy when another window holds it, Invalid at "staff" for an unknown
// 经办.
func Open(ctx context.Context, dir string, secret Secret, opts Options) (*Desk, error) {
	// The folder is looked at first: what is not ours, or not whole, must stay untouched.
	s, err := Inspect(ctx, dir)
	if err == nil {
		err = s.Refusal()
	}
	if err != nil {
		return nil, err
	}
	dir = s.Dir
	switch {
	case opts.Look && s.Old:
		return nil, errs.New(errs.Blocked, "这个文件夹由旧版本写成，要先升级。请用窗口打开一次（升级前会留一份副本），再检查")
	case s.ReadOnly && s.Old:
		return nil, errs.New(errs.Blocked, "这个只读的文件夹由旧版本写成，要先升级才能看。请把整个文件夹拷到可写的位置再打开，升级前会留一份副本")
	case s.Old && s.Held: // its window would go on by the rules of its own release
		return nil, errs.New(errs.Busy, "旧版本的窗口正开着这个文件夹，现在不能升级。请先把它关掉，再打开")
	}
	v, err := openKeys(dir, secret)
	if err != nil {
		return nil, tried(dir, opts, err)
	}
	d, err := open(ctx, dir, v, opts)
	if err != nil {
		return nil, err
	}
	if err := d.signIn(ctx, opts.Staff); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	d.Warnings = s.Warnings()
	if err := errors.Join(d.recall(ctx), d.lookAtClock(ctx)); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	d.known = true
	for _, w := range []string{d.Behind, d.Slow} {
		if w != "" {
			d.Warnings = append(d.Warnings, w)
		}
	}
	if d.ReadOnly {
		return d, nil
	}
	if err := d.sweep(ctx); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	if err := d.enter(ctx, secret); err != nil { // a full disk is no reason not to look
		d.Warnings = append(d.Warnings, "这次打开没有记进操作记录："+err.Error())
	}
	return d, nil
}

// open takes the lock and wires the office. It owns v, also when it fails.
func open(ctx context.Context, dir string, v *vault.Vault, opts Options) (*Desk, error) {
	d := &Desk{Dir: dir, Demo: there(dir, contents.DemoFile), Halfway: IsHalfway(dir), ReadOnly: opts.Look || !sqlite.Writable(dir), vault: v, memory: opts.Memory}
	now, err := clock(opts.Now, d.Demo)
	if err != nil {
		return nil, errors.Join(err, d.Close())
	}
	via := office.ViaCommand
	if opts.Window {
		via = office.ViaWindow
	}
	if opts.Window && !d.ReadOnly {
		if err := d.takeLock(); err != nil {
			return nil, errors.Join(err, d.Close())
		}
	}
	openStore := sqlite.Open
	switch {
	case d.ReadOnly:
		openStore = sqlite.Look
	case opts.Window:
		openStore = sqlite.OpenMapped
	}
	if d.store, err = openStore(ctx, dir, v, now); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	d.files = v.Files(dir)
	d.Office = &office.Office{
		Store: &keyed{Store: d.store, vault: v}, Files: d.files, Hasher: v, Now: now, Via: via, DropBefore: d.store.DropBefore,
	}
	if opts.Told == nil {
		opts.Told = func(int, int) {}
	}
	for _, step := range d.settling(opts) {
		if err := step(ctx, d.Office); err != nil {
			return nil, errors.Join(err, d.Close())
		}
	}
	return d, nil
}

// settling are the steps, in order, after which the verbs may work on a folder.
func (d *Desk) settling(opts Options) []func(context.Context, *office.Office) error {
	if d.ReadOnly {
		return []func(context.Context, *office.Office) error{office.Resealed, calendar.Reload}
	}
	reseal := func(ctx context.Context, o *office.Office) error { return office.Reseal(ctx, o, opts.Told) }
	return []func(context.Context, *office.Office) error{
		reseal, office.EnterRelease, calendar.Reload, casefile.Refold, people.Reindex, people.FillParts, d.keepKeys, handovers.Backfill,
	}
}

// halfway stands in the file that marks a demonstration while its story is being told.
const halfway = "unfinished\n"

// IsDemo says that a folder is marked as a demonstration, whether its story is told to its end or not.
func IsDemo(dir string) bool { return there(dir, contents.DemoFile) }

// IsHalfway says that a folder is a demonstration whose making was cut off.
func IsHalfway(dir string) bool {
	text, err := infile.Read(filepath.Join(dir, contents.DemoFile), contents.DemoFile, 1<<10)
	return err == nil && string(text) == halfway
}

// FinishDemo says that the story of a demonstration is told to its end. Errors: Storage.
func (d *Desk) FinishDemo() error {
	if err := atomicfile.Write(filepath.Join(d.Dir, contents.DemoFile), nil); err != nil {
		return errs.Wrap(errs.Storage, err, "文件夹写不进去，请检查权限和磁盘空间")
	}
	d.Halfway = false
	return nil
}

// RemoveDemo deletes the folder of a demonstration, which nobody may have open. Its mark says
// halfway from the first and goes last, so that what was cut off is known and can be repeated.
// Errors: Storage.
func RemoveDemo(dir string) error { return removeDemo(dir, os.RemoveAll) }

func removeDemo(dir string, remove func(path string) error) error {
	err := atomicfile.Write(filepath.Join(dir, contents.DemoFile), []byte(halfway))
	if err == nil {
		var list []os.DirEntry
		list, err = os.ReadDir(dir)
		for _, e := range list {
			if e.Name() != contents.DemoFile && err == nil {
				err = remove(filepath.Join(dir, e.Name()))
			}
		}
	}
	if err == nil {
		err = remove(dir)
	}
	if err != nil {
		return errs.Wrap(errs.Storage, err, "演示资料夹没有删干净：有文件正被别的程序打开。关掉那个程序再移除一次")
	}
	return nil
}

// takeLock makes this process the only window on the folder.
func (d *Desk) takeLock() error {
	d.lock = flock.New(filepath.Join(d.Dir, contents.LockFile))
	held, err := d.lock.TryLock()
	if err != nil {
		d.lock = nil
		return errs.Wrap(errs.Storage, err, "文件夹写不进去，请检查权限和磁盘空间")
	}
	if !held {
		d.lock = nil
		return errs.New(errs.Busy, "另一个窗口正开着这个文件夹，请用那个窗口，或先把它关掉")
	}
	return nil
}

// Close closes everything, the keys last. Closing twice is fine.
func (d *Desk) Close() error {
	var failed []error
	if d.Office != nil && d.store != nil {
		d.remember(context.Background())
	}
	if d.store != nil {
		failed = append(failed, d.store.Close())
		d.store = nil
	}
	if d.lock != nil {
		failed = append(failed, d.lock.Unlock())
		d.lock = nil
	}
	if d.vault != nil {
		d.vault.Close()
	}
	return errors.Join(failed...)
}

// Beside is the open desk for work that goes on beside the page's, with who acts now. It is
// taken while nobody exchanges that, and never closed.
func (d *Desk) Beside() *Desk {
	beside, o := *d, *d.Office
	beside.Office = &o
	return &beside
}

// SQLite is the open store, for what is no verb: statement counts, the data version.
func (d *Desk) SQLite() *sqlite.Store { return d.store }

// SetStaff changes who acts. Errors: Invalid at "staff" for an unknown or resting 经办.
func (d *Desk) SetStaff(ctx context.Context, id ref.StaffID) error { return d.signIn(ctx, string(id)) }

// signIn finds who acts by id or name; "" is the first active one.
func (d *Desk) signIn(ctx context.Context, who string) error {
	var all []store.Staff
	err := d.Read(ctx, func(tx store.Tx) error {
		var err error
		all, err = tx.Staff().All()
		return err
	})
	if err != nil {
		return err
	}
	for _, s := range all {
		if s.Active && (who == "" || string(s.ID) == who || s.Name == who) {
			d.Staff = s.ID
			return nil
		}
	}
	if who == "" {
		return errs.New(errs.Blocked, "这个文件夹没有建好，里面没有经办。请换一个空文件夹重新建立")
	}
	return errs.AtField("staff", "没有这位在岗的经办，请从名单里选")
}

func there(dir, name string) bool {
	_, err := os.Stat(filepath.Join(dir, name))
	return err == nil
}
