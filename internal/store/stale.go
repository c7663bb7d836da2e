package store

import "beiandesk/internal/errs"

// Stale is a Conflict that shows both versions when what was read is no longer what
// is stored, and nil otherwise. The caller reads again and saves on top.
func Stale(what string, seen, stored int) error {
	if seen == stored {
		return nil
	}
	return errs.New(errs.Conflict, "%s刚被别人改过：你看到的是第 %d 版，现在是第 %d 版。请刷新后核对，再保存一次", what, seen, stored)
}
