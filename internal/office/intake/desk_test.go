package intake_test

import (
	"path/filepath"
	"testing"

	"beiandesk/internal/desk/desktest"
)

// desk is the walk's on the day of the first licence.
type desk struct{ *desktest.Walk }

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{desktest.OpenWalk(t)}
	d.At(t, "2026-09-08 10:00")
	return d
}

// sealed counts the kept files.
func (d *desk) sealed(t *testing.T) int {
	t.Helper()
	n := 0
	for path := range d.Folder(t) {
		if filepath.Ext(path) == ".age" {
			n++
		}
	}
	return n
}
