package backup

import (
	"path/filepath"
	"time"

	"beiandesk/internal/atomicfile"
	"beiandesk/internal/errs"
)

// worth grades backups, the best first: whole, lacking sealed files, with faults in the database
// itself. One takes no better one's place.
func (m Manifest) worth() int {
	switch {
	case m.Whole():
		return 0
	case len(m.Contents.Faults) == 0:
		return 1
	}
	return 2
}

// drop takes away the backups that need not stay, and the sealed files that none names any
// more: of those that are as good as the one just made, or worse.
func (m *making) drop() error {
	if m.options.Keep == (Keep{}) {
		return nil
	}
	list, err := m.List()
	if err != nil {
		return err
	}
	named, sure := map[string]bool{}, true
	var graded [3][]Backup
	for _, b := range list {
		if b.Fault != nil {
			sure = false // nobody knows which files it names
			continue
		}
		graded[b.Manifest.worth()] = append(graded[b.Manifest.worth()], b)
	}
	for worth, some := range graded {
		for i, stays := range m.options.Keep.Of(moments(some)) {
			// A clock that was set back must not take the one just made.
			if stays || some[i].Name == m.made.Name || worth < m.made.Manifest.worth() {
				for _, name := range some[i].Manifest.Contents.Files {
					named[name] = true
				}
				continue
			}
			if err := m.dropOne(some[i]); err != nil {
				return err
			}
		}
	}
	if !sure {
		return nil
	}
	return m.dropFiles(named)
}

func moments(list []Backup) []time.Time {
	all := []time.Time{}
	for _, b := range list {
		all = append(all, b.Manifest.At)
	}
	return all
}

// dropOne takes a backup away; one that is taken away halfway has no name by then.
func (m *making) dropOne(b Backup) error {
	going := filepath.Join(m.dir, tempPrefix+"gone-"+b.Name)
	if err := atomicfile.Rename(b.Dir, going); err != nil {
		return unwritable(err)
	}
	m.made.Dropped++
	return takeAway(going)
}

// dropFiles takes away the sealed files that no backup names.
func (m *making) dropFiles(named map[string]bool) error {
	lying, err := m.files.Names()
	if err != nil {
		return err
	}
	for _, name := range lying {
		if named[name] {
			continue
		}
		if err := m.files.Remove(name); err != nil && errs.CodeOf(err) != errs.NotFound {
			return err
		}
	}
	return nil
}
