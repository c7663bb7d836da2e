package backup

import (
	"path/filepath"
	"time"

	"beiandesk/internal/atomicfile"
	"beiandesk/internal/errs"
)

// drop takes away the backups that need not stay, and the sealed files that none names any
// more. After one that is not whole nothing goes.
func (m *making) drop() error {
	if m.options.Keep == (Keep{}) || !m.made.Manifest.Whole() {
		return nil
	}
	list, err := m.List()
	if err != nil {
		return err
	}
	named, sure := map[string]bool{}, true
	var whole, partly []Backup
	for _, b := range list {
		switch {
		case b.Fault != nil:
			sure = false // nobody knows which files it names
		case b.Manifest.Whole():
			whole = append(whole, b)
		default:
			partly = append(partly, b)
		}
	}
	// One that lacks something takes no whole one's place.
	for _, some := range [][]Backup{whole, partly} {
		moments := []time.Time{}
		for _, b := range some {
			moments = append(moments, b.Manifest.At)
		}
		for i, stays := range m.options.Keep.Of(moments) {
			// A clock that was set back must not take the one just made.
			if !stays && some[i].Name != m.made.Name {
				if err := m.dropOne(some[i]); err != nil {
					return err
				}
				continue
			}
			for _, name := range some[i].Manifest.Contents.Files {
				named[name] = true
			}
		}
	}
	if !sure {
		return nil
	}
	return m.dropFiles(named)
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
