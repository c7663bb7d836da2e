package vault

import (
	"bytes"

	"beiandesk/internal/errs"
)

const (
	fieldVersion = 1
	fieldHead    = 1 + keyIDSize
)

// Seal seals a field for one place: table, column and row. The blob is a version
// byte, the key's id, the nonce and the ciphertext: 45 bytes more than plain. The
// same value gives another blob each time. An empty value is sealed like any other,
// so that nobody can empty a field unseen; a store that wants to tell "unset" keeps
// NULL. The one error is errs.Locked, once the vault is closed.
func (v *Vault) Seal(table, column, row string, plain []byte) ([]byte, error) {
	v.mu.RLock()
	defer v.mu.RUnlock()
	if v.keys == nil {
		return nil, errClosed()
	}
	head := append([]byte{fieldVersion}, v.keys.id[:]...)
	return append(head, sealWith(v.keys.fields[:], plain, fieldPlace(head, table, column, row))...), nil
}

// Open gives back what Seal sealed for the same place. Errors: errs.Storage for a
// blob that is damaged, cut, empty or was moved here from another place, errs.Foreign
// for one sealed under another folder's key, errs.Newer for a later form, errs.Locked
// once closed. The value is never nil without an error.
func (v *Vault) Open(table, column, row string, blob []byte) ([]byte, error) {
	v.mu.RLock()
	defer v.mu.RUnlock()
	if v.keys == nil {
		return nil, errClosed()
	}
	switch {
	case len(blob) < fieldHead:
		return nil, errField()
	case blob[0] > fieldVersion:
		return nil, errs.New(errs.Newer, "这项数据由更新的版本写成，请先升级备案台再打开")
	case blob[0] != fieldVersion:
		return nil, errField()
	case !bytes.Equal(blob[1:fieldHead], v.keys.id[:]):
		return nil, errs.New(errs.Foreign, "这项数据是用另一个文件夹的钥匙加密的，请从本文件夹的备份恢复")
	}
	plain, ok := openWith(v.keys.fields[:], blob[fieldHead:], fieldPlace(blob[:fieldHead], table, column, row))
	if !ok {
		return nil, errField()
	}
	return plain, nil
}

func fieldPlace(head []byte, table, column, row string) []byte {
	return place("field", string(head), table, column, row)
}

func errField() error {
	return errs.New(errs.Storage, "这项加密数据已损坏或被移动过，请从备份恢复")
}
