package vault

import (
	"bytes"
	"strconv"

	"beiandesk/internal/errs"
)

// The forms of a sealed field. The older one did not bind the row's version.
const (
	fieldOlder = 1
	fieldForm  = 2
	fieldHead  = 1 + keyIDSize
)

// Seal seals a field for one place, which is table, column and row, and for one version of
// the row. The blob is a byte for the form, the key's id, the nonce and the ciphertext: 45
// bytes more than plain. The same value gives another blob each time. An empty value is
// sealed like any other, so that nobody can empty a field unseen. The one error is
// errs.Locked, once the vault is closed.
func (v *Vault) Seal(table, column, row string, version int, plain []byte) ([]byte, error) {
	v.mu.RLock()
	defer v.mu.RUnlock()
	if v.keys == nil {
		return nil, errClosed()
	}
	head := append([]byte{fieldForm}, v.keys.id[:]...)
	return append(head, sealWith(v.keys.fields[:], plain, place("field", string(head), table, column, row, strconv.Itoa(version)))...), nil
}

// Open gives back what Seal sealed for the same place and version. Errors: errs.Storage for
// a blob that is damaged, cut, empty, of the older form, of another version or was moved
// here from another place, errs.Foreign for one sealed under another folder's key,
// errs.Newer for a later form, errs.Locked once closed. The value is never nil without an
// error.
func (v *Vault) Open(table, column, row string, version int, blob []byte) ([]byte, error) {
	return v.open(fieldForm, blob, table, column, row, strconv.Itoa(version))
}

// OpenOlder is Open for a field that was sealed before versions were bound. Only who seals
// it anew at once may take it.
func (v *Vault) OpenOlder(table, column, row string, blob []byte) ([]byte, error) {
	return v.open(fieldOlder, blob, table, column, row)
}

func (v *Vault) open(form byte, blob []byte, names ...string) ([]byte, error) {
	v.mu.RLock()
	defer v.mu.RUnlock()
	if v.keys == nil {
		return nil, errClosed()
	}
	switch {
	case len(blob) < fieldHead:
		return nil, errField()
	case blob[0] > fieldForm:
		return nil, errs.New(errs.Newer, "这项数据由更新的版本写成，请先升级备案台再打开")
	case blob[0] != form:
		return nil, errField()
	}
	keys := v.sealing(blob)
	if keys == nil {
		return nil, errs.New(errs.Foreign, "这项数据是用另一把钥匙加密的，请从本文件夹的备份恢复")
	}
	plain, ok := openWith(keys.fields[:], blob[fieldHead:], place(append([]string{"field", string(blob[:fieldHead])}, names...)...))
	if !ok {
		return nil, errField()
	}
	return plain, nil
}

// sealing is which of the vault's keys a blob says that sealed it, nil when it was another.
func (v *Vault) sealing(blob []byte) *keySet {
	for _, k := range []*keySet{v.keys, v.older} {
		if k != nil && len(blob) >= fieldHead && bytes.Equal(blob[1:fieldHead], k.id[:]) {
			return k
		}
	}
	return nil
}

// Older says that a blob is sealed by the key of before a rekey: what opens it now won't do so
// once that is through.
func (v *Vault) Older(blob []byte) bool {
	v.mu.RLock()
	defer v.mu.RUnlock()
	k := v.sealing(blob)
	return k != nil && k == v.older
}

func errField() error {
	return errs.New(errs.Storage, "这项加密数据已损坏或被移动过，请从备份恢复")
}
