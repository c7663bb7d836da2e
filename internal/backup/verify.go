package backup

import (
	"context"

	"beiandesk/internal/vault"
)

// Checked is what a look at one backup found.
type Checked struct {
	Backup
	Faults []Fault // in the order of its parts; empty for one that is as it was made
}

// Fault is a part of a backup that is not as it was made.
type Fault struct {
	Part string // the file's name below the shelf or the backup
	Err  error
}

// Verify opens everything that the backups of a shelf hold, or the one backup name alone,
// and holds it to what they say of it. It changes nothing. What the folder itself lacked
// when it was backed up is no fault of the backup: its manifest tells. Errors: Storage for a
// shelf that can't be read, NotFound for a name that is not there, the context's.
func (s *Shelf) Verify(ctx context.Context, by Examiner, name string, told func(Step)) ([]Checked, error) {
	list, err := s.listed(name)
	if err != nil {
		return nil, err
	}
	if told == nil {
		told = func(Step) {}
	}
	all := []Checked{}
	files := map[string]error{} // what was found of each, once
	for i, b := range list {
		told(Step{Phase: Proving, Done: i, Of: len(list)})
		c := Checked{Backup: b}
		if b.Fault != nil {
			c.Faults = []Fault{{manifestFile, b.Fault}}
		} else if c.Faults, err = s.faultsOf(ctx, by, b, files); err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	return all, nil
}

// listed gives all backups, or the one of a name.
func (s *Shelf) listed(name string) ([]Backup, error) {
	list, err := s.List()
	if err != nil {
		return nil, err
	}
	if name == "" && len(list) > 0 {
		return list, nil
	}
	for _, b := range list {
		if b.Name == name {
			return []Backup{b}, nil
		}
	}
	return nil, noBackup()
}

func (s *Shelf) faultsOf(ctx context.Context, by Examiner, b Backup, files map[string]error) ([]Fault, error) {
	faults := []Fault{}
	if _, err := b.keys(ctx, s.vault); err != nil {
		faults = append(faults, Fault{vault.KeyFile, err})
	}
	if err := s.databaseFault(ctx, by, b); err != nil {
		faults = append(faults, Fault{databaseFile, err})
	}
	for i, name := range b.Manifest.Contents.Files {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if b.Manifest.Sizes[i] < 0 {
			continue
		}
		found, looked := files[name]
		if !looked {
			found = s.files.Check(name)
			files[name] = found
		}
		if found != nil {
			faults = append(faults, Fault{s.files.Named(name), found})
		}
	}
	return faults, ctx.Err()
}

// databaseFault opens the database of a backup and holds it to the manifest.
func (s *Shelf) databaseFault(ctx context.Context, by Examiner, b Backup) error {
	got, err := b.examine(ctx, s.vault, by)
	if err != nil {
		return err
	}
	// A later release counts other things, of an older database as well.
	if got.Schema == b.Manifest.Contents.Schema && !got.same(b.Manifest.Contents) {
		return storage(nil, "%s 和清单写的不一样", databaseFile)
	}
	return nil
}
