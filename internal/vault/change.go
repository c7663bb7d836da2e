package vault

import "beiandesk/internal/errs"

// Change is a folder's key file made anew and not yet put in place. The slow part of
// it, Argon2id, is done by then; the data key, and all that is sealed under it, stays.
type Change struct {
	dir      string
	old, new keyFile
	turn     *turn // nil when the vault's keys stay
}

// NewPassphrase wraps the data key in another passphrase; the recovery code stays.
// Whether the old passphrase is known is the caller's to ask (OpenPassphrase,
// OpenRecovery). Errors: errs.Invalid at "passphrase", errs.Foreign when dir is not
// this vault's folder, errs.Locked once closed, errs.Storage.
func (v *Vault) NewPassphrase(dir, passphrase string) (*Change, error) {
	if err := CheckPassphrase(passphrase); err != nil {
		return nil, err
	}
	return v.change(dir, func(f *keyFile) { f.Passphrase = wrapPassphrase(v.keys, passphrase) })
}

// NewRecovery draws another recovery code; the passphrase stays, and so does the old
// code until the change is put in place. Errors: those of NewPassphrase.
func (v *Vault) NewRecovery(dir string) (*Change, string, error) {
	code := newRecovery()
	c, err := v.change(dir, func(f *keyFile) { f.Recovery = wrapRecovery(v.keys, code) })
	if err != nil {
		return nil, "", err
	}
	return c, code, nil
}

func (v *Vault) change(dir string, wrap func(*keyFile)) (*Change, error) {
	v.mu.RLock()
	defer v.mu.RUnlock()
	if v.keys == nil {
		return nil, errClosed()
	}
	f, err := readKeyFile(dir)
	if err != nil {
		return nil, err
	}
	if f.KeyID != v.keys.idText() {
		return nil, errs.New(errs.Foreign, "这个文件夹的钥匙不是刚才打开的那一把，没有改动；请重新打开文件夹再试")
	}
	c := &Change{dir: dir, old: f, new: f}
	wrap(&c.new)
	c.new.Check = c.new.digest()
	return c, nil
}

// Put puts the new key file in place: a crash leaves the old one or the new one whole.
// The caller keeps other processes from putting theirs at the same moment. Errors:
// errs.Conflict when the key file is no longer the one that the change was made from,
// errs.Storage.
func (c *Change) Put() error {
	if err := swapKeyFile(c.dir, c.old, c.new); err != nil {
		return err
	}
	if c.turn != nil {
		c.turn.vault.use(c.turn.to)
	}
	return nil
}

// Text is the new key file as it will lie there, for the second copy.
func (c *Change) Text() (string, error) {
	text, err := c.new.text()
	return string(text), err
}

// Undo puts the old key file back where the new one lies. Where it does not lie, there
// is nothing to undo. Errors: errs.Storage.
func (c *Change) Undo() error {
	err := swapKeyFile(c.dir, c.new, c.old)
	if errs.CodeOf(err) == errs.Conflict {
		return nil
	}
	if err == nil && c.turn != nil {
		c.turn.vault.use(c.turn.from)
	}
	return err
}

// swapKeyFile replaces one key file by another, and no third one.
func swapKeyFile(dir string, from, to keyFile) error {
	now, err := readKeyFile(dir)
	if err != nil {
		return err
	}
	if now.Check != from.Check {
		return errs.New(errs.Conflict, "口令或恢复码刚被另一个窗口或命令改过，这次没有改动；请用现在的口令再试")
	}
	return writeKeyFile(dir, to, false)
}
