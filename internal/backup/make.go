package backup

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/gofrs/flock"

	"beiandesk/internal/atomicfile"
	"beiandesk/internal/errs"
	"beiandesk/internal/vault"
)

// Options say how a backup is made.
type Options struct {
	At   time.Time
	Keep Keep       // what of older ones stays; zero takes nothing away and sweeps nothing
	Told func(Step) // hears how far it has come; nil is nobody
}

// Made is a backup that lies in its place, proved.
type Made struct {
	Backup
	Copied  int   // sealed files that were not there yet
	Bytes   int64 // of them and of the database
	Dropped int   // older backups that were taken away
	Stayed  error // why older ones are still there that should have gone; nil when none is
}

// making is one backup being made.
type making struct {
	*Shelf
	from    Source
	sealed  *vault.Files // of the folder
	options Options
	made    Made
}

// Make makes a backup of a folder, proves it and then gives it its name; until then, and on
// every error, the older ones are as they were. The place must be ours. Errors: Storage,
// Locked, NotFound when the place is gone, the context's.
func (s *Shelf) Make(ctx context.Context, from Source, options Options) (Made, error) {
	if options.Told == nil {
		options.Told = func(Step) {}
	}
	unlock, err := s.ready(options)
	if err != nil {
		return Made{}, err
	}
	defer unlock()
	m := &making{Shelf: s, from: from, sealed: s.vault.Files(from.Dir()), options: options}
	temp, err := os.MkdirTemp(s.dir, tempPrefix)
	if err != nil {
		return Made{}, unwritable(err)
	}
	if err := m.write(ctx, temp); err != nil {
		return Made{}, errors.Join(err, takeAway(temp))
	}
	if err := m.name(temp); err != nil {
		return Made{}, errors.Join(err, takeAway(temp))
	}
	// The backup lies there and is proved, whatever becomes of the older ones.
	m.made.Stayed = m.drop()
	return m.made, nil
}

// lockFile keeps a second copy of the folder, on this machine or another, from making a
// backup on the same shelf meanwhile, where the disk knows locks.
const lockFile = "backup.lock"

// ready makes the shelf's folder in its place, locks it and clears what was cut short.
func (s *Shelf) ready(options Options) (unlock func(), err error) {
	if err := Present(filepath.Dir(s.dir)); err != nil {
		return nil, err
	}
	if err := os.Mkdir(s.dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, unwritable(err)
	}
	if err := atomicfile.SyncDir(filepath.Dir(s.dir)); err != nil {
		return nil, unwritable(err)
	}
	lock := flock.New(filepath.Join(s.dir, lockFile))
	held, err := lock.TryLock()
	if err == nil && !held {
		return nil, errs.New(errs.Busy, "这个资料夹的另一份拷贝正往同一个位置备份，等它做完再试")
	}
	unlock = func() { _ = lock.Unlock() } // one that was not taken is let go alike
	if options.Keep == (Keep{}) {
		return unlock, nil
	}
	if err := s.sweep(); err != nil {
		unlock()
		return nil, err
	}
	return unlock, nil
}

// sweep takes away what a crash has left. Nobody else makes a backup of this folder now.
func (s *Shelf) sweep() error {
	for _, dir := range []string{s.dir, filepath.Join(s.dir, "files")} {
		entries, err := os.ReadDir(dir)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return unreadable(err)
		}
		for _, e := range entries {
			if isTemp(e.Name()) {
				if err := takeAway(filepath.Join(dir, e.Name())); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func takeAway(path string) error {
	if err := os.RemoveAll(path); err != nil {
		return unwritable(err)
	}
	return nil
}

// write puts all of the backup into its folder, and proves it.
func (m *making) write(ctx context.Context, dir string) error {
	manifest, err := m.take(ctx, dir)
	if err != nil {
		return err
	}
	if err := m.check(ctx, manifest.Contents.Files, &manifest.Missing); err != nil {
		return err
	}
	keys, err := m.from.Keys()
	if err != nil {
		return err
	}
	if err := atomicfile.Write(filepath.Join(dir, vault.KeyFile), []byte(keys)); err != nil {
		return unwritable(err)
	}
	if manifest.Folder, err = m.vault.Folder(); err != nil {
		return err
	}
	manifest.At, manifest.Demo, manifest.Keys = m.options.At.UTC(), m.from.Demo(), partOf([]byte(keys))
	manifest.Sizes = m.sizes(manifest.Contents.Files, manifest.Missing)
	if err := manifest.write(dir, m.vault); err != nil {
		return err
	}
	m.made.Bytes += manifest.Database.Size
	return m.prove(ctx, dir, manifest)
}

// take seals the database of one moment, opens it from where it lies, and brings every file
// that it names: a file is put before the row that names it is stored, so the database comes
// first. It gives what the manifest says of all that.
func (m *making) take(ctx context.Context, dir string) (got Manifest, err error) {
	for first := true; ; first = false {
		m.options.Told(Step{Phase: Reading})
		had := got.Missing
		if got.Database, err = m.seal(ctx, dir); err != nil {
			return got, err
		}
		if got.Contents, err = (Backup{Dir: dir, Manifest: got}).examine(ctx, m.vault, m.from); err != nil {
			return got, err
		}
		// What was purged between the snapshot and here is not missing: a newer snapshot does
		// not name it.
		got.Missing, err = m.copyFiles(ctx, got.Contents.Files)
		if err != nil || len(got.Missing) == 0 || !first && slices.Equal(got.Missing, had) {
			return got, err
		}
	}
}

// seal puts the database as it is now into the backup's folder, in place of an earlier one,
// and tells of what it has written: no more of it is in memory at once than a piece.
func (m *making) seal(ctx context.Context, dir string) (part Part, err error) {
	snapshot, err := m.from.Snapshot(ctx)
	if err != nil {
		return part, err
	}
	defer func() { err = errors.Join(err, snapshot.Close()) }()
	sum := newSumming()
	disk, err := fill(filepath.Join(dir, databaseFile), func(w io.Writer) error {
		return m.vault.SealTo(io.MultiWriter(w, sum), stoppable{ctx, snapshot})
	})
	if disk != nil {
		return part, unwritable(disk)
	}
	return sum.part(), err
}

// copyFiles brings what is not there yet. A file that is there stays: the folder's own may
// be the damaged one of the two.
func (m *making) copyFiles(ctx context.Context, names []string) (lacking []string, err error) {
	for i, name := range names {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		m.options.Told(Step{Phase: Copying, Done: i, Of: len(names)})
		if m.files.Exists(name) {
			continue
		}
		n, err := m.files.Bring(name, m.sealed)
		if errs.CodeOf(err) == errs.NotFound {
			lacking = append(lacking, name)
			continue
		}
		if err != nil {
			return nil, err
		}
		m.made.Copied++
		m.made.Bytes += n
	}
	return lacking, nil
}

// check opens every file where it lies now. One that is damaged is brought again; it is
// missing when the folder's own is damaged as well.
func (m *making) check(ctx context.Context, names []string, missing *[]string) error {
	for i, name := range names {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		m.options.Told(Step{Phase: Proving, Done: i, Of: len(names)})
		if slices.Contains(*missing, name) || m.files.Check(name) == nil {
			continue
		}
		if m.sealed.Check(name) != nil {
			*missing = append(*missing, name)
			continue
		}
		if _, err := m.files.Bring(name, m.sealed); err != nil {
			return err
		}
		if err := m.files.Check(name); err != nil {
			return storage(err, "刚写进备份的文件读回来不对：备份的磁盘可能坏了，请换一块再备份")
		}
	}
	slices.Sort(*missing)
	return nil
}

func (m *making) sizes(names, missing []string) []int64 {
	sizes := make([]int64, len(names))
	for i, name := range names {
		size, err := m.files.Size(name)
		if err != nil || slices.Contains(missing, name) {
			size = -1
		}
		sizes[i] = size
	}
	return sizes
}

// prove reads manifest, keys and database back from where they lie and holds them to what was
// written: the database was opened from there, the sealed files one by one.
func (m *making) prove(ctx context.Context, dir string, want Manifest) error {
	m.options.Told(Step{Phase: Proving})
	b := Backup{Dir: dir}
	if b.Manifest, b.Fault = readManifest(dir, m.vault); b.Fault != nil {
		return b.Fault
	}
	if _, err := b.keys(ctx, m.vault); err != nil {
		return err
	}
	database, err := b.part(ctx, databaseFile, want.Database)
	if err != nil {
		return err
	}
	if !b.Manifest.Contents.same(want.Contents) {
		return errors.Join(errs.New(errs.Storage, "刚写好的备份读回来和资料夹不一样，没有留下；请再备份一次，再出现就换一块磁盘"), database.Close())
	}
	m.made.Manifest = b.Manifest
	return database.Close()
}

// name gives a backup that was proved its name.
func (m *making) name(temp string) error {
	if err := atomicfile.SyncDir(temp); err != nil {
		return unwritable(err)
	}
	base := nameOf(m.options.At)
	for n := 1; ; n++ {
		m.made.Name = base
		if n > 1 {
			m.made.Name = fmt.Sprintf("%s-%d", base, n)
		}
		m.made.Dir = filepath.Join(m.dir, m.made.Name)
		if _, err := os.Lstat(m.made.Dir); errors.Is(err, fs.ErrNotExist) {
			break
		}
	}
	if err := atomicfile.Rename(temp, m.made.Dir); err != nil {
		return unwritable(err)
	}
	if err := atomicfile.SyncDir(m.dir); err != nil {
		return unwritable(err)
	}
	return nil
}
