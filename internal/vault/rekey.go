package vault

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"filippo.io/age"

	"beiandesk/internal/atomicfile"
	"beiandesk/internal/errs"
)

// turn is the keys that a vault goes over to, and where from.
type turn struct {
	vault    *Vault
	from, to pair
}

// pair is the keys of a vault: those that seal, and those by which the rest still opens.
type pair struct{ keys, older *keySet }

func (v *Vault) use(p pair) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.keys, v.older = p.keys, p.older
}

// Rekey draws another data key and another identity of the files, and gives the recovery code
// that is to open them besides the passphrase. Once put in place they seal whatever is sealed;
// what was sealed before still opens, until FinishRekey. The names of sealed files and Token
// stay. Errors: those of NewPassphrase, and errs.Blocked while a rekey is not through.
func (v *Vault) Rekey(dir, passphrase string) (*Change, string, error) {
	if err := CheckPassphrase(passphrase); err != nil {
		return nil, "", err
	}
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		return nil, "", errs.Wrap(errs.Internal, err, "无法生成文件钥匙")
	}
	code := newRecovery()
	var to *keySet
	c, err := v.change(dir, func(f *keyFile) {
		data := randomBytes(keySize)
		defer clear(data)
		to = newKeySet(data)
		to.identity, to.names, to.tokens = identity, v.keys.names, v.keys.tokens
		older := &olderSlot{KeyID: f.KeyID, Version: f.Version, Files: f.Files}
		*f = keyFile{Format: keyFormat, Version: keyVersion, KeyID: to.idText(), Older: older}
		older.Data = sealWith(to.older[:], v.keys.data[:], slotPlace("older", f.KeyID))
		f.Passphrase, f.Recovery, f.Files = wrapPassphrase(to, passphrase), wrapRecovery(to, code), wrapFiles(to, f.Version)
	})
	if err != nil {
		return nil, "", err
	}
	if c.old.Older != nil {
		return nil, "", errs.New(errs.Blocked, "上一次更换钥匙还没有做完，做完再换")
	}
	v.mu.RLock()
	defer v.mu.RUnlock()
	c.turn = &turn{vault: v, from: pair{v.keys, nil}, to: pair{to, v.keys}}
	return c, code, nil
}

// Rekeying says that a rekey is not through: something may still be sealed by older keys.
func (v *Vault) Rekeying() bool {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return v.older != nil
}

// FinishRekey takes the keys of before out of the key file. What is sealed by them can't be
// opened any more once it is put in place. Errors: those of NewPassphrase.
func (v *Vault) FinishRekey(dir string) (*Change, error) {
	c, err := v.change(dir, func(f *keyFile) { f.Older = nil })
	if err != nil {
		return nil, err
	}
	v.mu.RLock()
	defer v.mu.RUnlock()
	c.turn = &turn{vault: v, from: pair{v.keys, v.older}, to: pair{v.keys, nil}}
	return c, nil
}

// Renewed is a file sealed by the present keys that does not lie in its place yet.
type Renewed struct {
	temp *os.File
	path string
}

// Renew seals a file anew that is sealed by the keys of before; nil for one that is not.
// Errors: those of Get.
func (f *Files) Renew(name string) (*Renewed, error) {
	now, older, err := f.v.identities()
	if err != nil || older == nil {
		return nil, err
	}
	if r, err := f.openBy(name, now); err == nil {
		return nil, r.Close()
	}
	r, err := f.openBy(name, older)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	temp, err := createTemp(f.root)
	if err != nil {
		return nil, errWrite(err)
	}
	renewed := &Renewed{temp: temp, path: f.path(name)}
	if err = sealStream(temp, r, nil, now.Recipient()); err == nil {
		err = finish(temp)
	}
	if err != nil {
		renewed.Drop()
		return nil, err
	}
	return renewed, nil
}

// Damaged says that an error of Renew is the file's own: no key opens it whole. One of the disk
// is none, for it may pass.
func Damaged(err error) bool {
	var disk *fs.PathError
	return errs.CodeOf(err) == errs.Storage && !errors.As(err, &disk)
}

// Put puts it in its place, where the caller knows that the file still has to be. Errors:
// errs.Storage.
func (r *Renewed) Put() error {
	if err := atomicfile.Rename(r.temp.Name(), r.path); err != nil {
		return errWrite(err)
	}
	return syncDir(filepath.Dir(r.path))
}

// Drop takes one away that was not put in its place.
func (r *Renewed) Drop() { discard(r.temp) }
