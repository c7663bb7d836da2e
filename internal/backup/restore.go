package backup

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"beiandesk/internal/atomicfile"
	"beiandesk/internal/errs"
	"beiandesk/internal/vault"
)

// Restored is what a restore gave.
type Restored struct {
	Backup
	Newest   bool      // no backup on the shelf is newer
	Counters []Counter // by series and year, the highest that any backup on the shelf has seen
	Unsure   []string  // backups whose manifest can't be trusted, so that Counters may be too low
	Lacking  int       // sealed files that are damaged or gone, and were left out
}

// Restore writes the backup of a name, or the newest, into a folder that is empty: the
// database under the name that is given, the keys, the sealed files. Sealed files that are
// damaged are left out and told. Errors: NotFound, Storage for a damaged database or keys,
// Exists for a folder that holds anything, each with nothing written; Storage for a disk that
// takes no more, and the context's, after which the folder holds a part.
func (s *Shelf) Restore(ctx context.Context, name, dir, databaseName string, told func(Step)) (Restored, error) {
	list, err := s.List()
	if err != nil {
		return Restored{}, err
	}
	r, err := choose(list, name)
	if err != nil {
		return r, err
	}
	if told == nil {
		told = func(Step) {}
	}
	told(Step{Phase: Reading})
	keys, err := r.keys(ctx, s.vault)
	if err != nil {
		return r, err
	}
	database, err := r.part(ctx, databaseFile, r.Manifest.Database)
	if err != nil {
		return r, err
	}
	defer database.Close()
	if err := Empty(dir); err != nil {
		return r, err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return r, storage(err, "建不了要恢复到的文件夹，请检查路径、权限和空间")
	}
	if err := s.restoreFiles(ctx, &r, s.vault.Files(dir), told); err != nil {
		return r, err
	}
	told(Step{Phase: Reading})
	if err := s.writeDatabase(ctx, database, filepath.Join(dir, databaseName)); err != nil {
		return r, err
	}
	if err := atomicfile.Write(filepath.Join(dir, vault.KeyFile), []byte(keys)); err != nil {
		return r, noRoom(err)
	}
	return r, nil
}

// writeDatabase opens a sealed database into a file of its own.
func (s *Shelf) writeDatabase(ctx context.Context, sealed io.Reader, path string) error {
	plain, err := s.vault.OpenFrom(stoppable{ctx, sealed})
	if err != nil {
		return err
	}
	disk, err := fill(path, func(w io.Writer) error {
		_, err := io.Copy(w, plain)
		return err
	})
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case disk != nil:
		return noRoom(disk)
	}
	return err
}

func noRoom(err error) error {
	return storage(err, "要恢复到的文件夹写不进去，请检查权限和空间")
}

// choose finds the backup that is meant and what the others know.
func choose(list []Backup, name string) (r Restored, err error) {
	type series struct {
		name string
		year int
	}
	highest := map[series]int{}
	order := []series{}
	found, newest := false, newestOf(list)
	for i, b := range list {
		if b.Name == name || name == "" && i == newest {
			r.Backup, r.Newest, found = b, i == newest, true
		}
		if b.Fault != nil {
			r.Unsure = append(r.Unsure, b.Name)
			continue
		}
		for _, c := range b.Manifest.Contents.Counters {
			of := series{c.Series, c.Year}
			if _, known := highest[of]; !known {
				order = append(order, of)
			}
			highest[of] = max(highest[of], c.Last)
		}
	}
	for _, of := range order {
		r.Counters = append(r.Counters, Counter{of.name, of.year, highest[of]})
	}
	switch {
	case !found && len(list) > 0 && name == "":
		return r, list[0].Fault
	case !found:
		return r, noBackup()
	}
	return r, r.Fault
}

// newestOf finds the newest whole-read backup by the moment that its manifest tells, whatever
// its folder is called; -1 for none.
func newestOf(list []Backup) int {
	newest := -1
	for i, b := range list {
		if b.Fault == nil && (newest < 0 || b.Manifest.At.After(list[newest].Manifest.At)) {
			newest = i
		}
	}
	return newest
}

func (s *Shelf) restoreFiles(ctx context.Context, r *Restored, to *vault.Files, told func(Step)) error {
	names := r.Manifest.Contents.Files
	for i, name := range names {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		told(Step{Phase: Copying, Done: i, Of: len(names)})
		if err := s.files.Check(name); err != nil {
			if errs.CodeOf(err) == errs.Locked {
				return err
			}
			r.Lacking++
			continue
		}
		if _, err := to.Bring(name, s.files); err != nil {
			return err
		}
	}
	return nil
}

// Empty refuses a folder that holds anything. Errors: Exists, Invalid at "to" for what is no
// folder, Storage.
func Empty(dir string) error {
	entries, err := os.ReadDir(dir)
	switch {
	case err != nil && isFile(dir):
		return errs.AtField("to", "这是一个文件，要恢复到一个新文件夹")
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return storage(err, "要恢复到的文件夹读不了，请检查路径和权限")
	case len(entries) > 0:
		return errs.New(errs.Exists, "要恢复到的文件夹里已经有东西，没有动它。请写一个新的或空的文件夹")
	}
	return nil
}
