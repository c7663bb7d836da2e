package vault

import (
	"bytes"
	"sync"

	"filippo.io/age"

	"beiandesk/internal/atomicfile"
	"beiandesk/internal/errs"
)

// Vault is a folder's opened keys.
type Vault struct {
	mu    sync.RWMutex
	keys  *keySet // nil once closed
	older *keySet // what the rest still opens by while the folder is rekeyed, else nil
}

// Create makes the keys of a new folder (made if it is missing) and gives the opened
// vault and the recovery code, which is never shown again. Errors: errs.Invalid at
// "passphrase", errs.Exists when the folder has keys, errs.Blocked when it has sealed
// files but no keys, errs.Storage when it can't be written.
func Create(dir, passphrase string) (*Vault, string, error) {
	if err := CheckPassphrase(passphrase); err != nil {
		return nil, "", err
	}
	return create(dir, passphrase)
}

// CreateDemo is Create for a demonstration, whose passphrase everybody knows.
func CreateDemo(dir string) (*Vault, string, error) { return create(dir, DemoPassphrase) }

func create(dir, passphrase string) (*Vault, string, error) {
	if err := atomicfile.MakeDir(dir); err != nil {
		return nil, "", errWrite(err)
	}
	if Exists(dir) {
		return nil, "", errAlready(nil)
	}
	if left, err := holdsFiles(dir); err != nil {
		return nil, "", err
	} else if left {
		return nil, "", errs.New(errs.Blocked, "文件夹里有加密文件，却没有钥匙文件 %s：请从备份恢复钥匙，或换一个空文件夹", KeyFile)
	}
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		return nil, "", errs.Wrap(errs.Internal, err, "无法生成文件钥匙")
	}
	data := randomBytes(keySize)
	defer clear(data)
	keys := newKeySet(data)
	code := newRecovery()
	keys.identity = identity
	f := keyFile{Format: keyFormat, Version: firstVersion, KeyID: keys.idText()}
	f.Passphrase = wrapPassphrase(keys, passphrase)
	f.Recovery = wrapRecovery(keys, code)
	f.Files = wrapFiles(keys, f.Version)
	if err := writeKeyFile(dir, f, true); err != nil {
		return nil, "", err
	}
	return &Vault{keys: keys}, code, nil
}

// OpenPassphrase opens a folder's keys. Errors: errs.Locked for a wrong passphrase,
// errs.NotFound without a key file, errs.Storage for a damaged one, errs.Newer for
// one of a later release.
func OpenPassphrase(dir, passphrase string) (*Vault, error) {
	f, err := readKeyFile(dir)
	if err != nil {
		return nil, err
	}
	var v *Vault
	for reading := range readings(passphrase) {
		kek := f.Passphrase.Argon2id.key(reading, f.Passphrase.Salt)
		v, err = unlock(f, kek, f.Passphrase.Wrapped, "passphrase", "口令不对，请再输一次；忘了口令可以用恢复码打开")
		if errs.CodeOf(err) != errs.Locked {
			break
		}
	}
	return v, err
}

// OpenRecovery opens a folder's keys with the recovery code, typed as ParseRecovery
// takes it. Errors: errs.Invalid at "recovery" for a slip, errs.Locked for a code that
// is right in itself but not this folder's, and those of OpenPassphrase.
func OpenRecovery(dir, code string) (*Vault, error) {
	code, err := ParseRecovery(code)
	if err != nil {
		return nil, err
	}
	f, err := readKeyFile(dir)
	if err != nil {
		return nil, err
	}
	kek := recoveryKey(code, f.Recovery.Salt)
	return unlock(f, kek, f.Recovery.Wrapped, "recovery", "恢复码不是这个文件夹的，请核对文件夹与打印件")
}

// Close overwrites the keys; the vault is of no use afterwards. Closing twice is fine. What
// Go has copied meanwhile is rubbish by then: Forget gives it back.
func (v *Vault) Close() {
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, k := range []*keySet{v.keys, v.older} {
		if k != nil {
			k.wipe()
		}
	}
	v.keys, v.older = nil, nil
}

func wrapPassphrase(k *keySet, passphrase string) passphraseSlot {
	s := passphraseSlot{Argon2id: cost, Salt: randomBytes(saltSize)}
	kek := s.Argon2id.key(passphrase, s.Salt)
	defer clear(kek)
	s.Wrapped = sealWith(kek, k.data[:], slotPlace("passphrase", k.idText()))
	return s
}

func wrapRecovery(k *keySet, code string) recoverySlot {
	s := recoverySlot{Salt: randomBytes(saltSize)}
	kek := recoveryKey(code, s.Salt)
	defer clear(kek)
	s.Wrapped = sealWith(kek, k.data[:], slotPlace("recovery", k.idText()))
	return s
}

func slotPlace(slot, keyID string) []byte { return place(keyFormat, slot, keyID) }

func unlock(f keyFile, kek, wrapped []byte, slot, wrong string) (*Vault, error) {
	defer clear(kek)
	data, ok := openWith(kek, wrapped, slotPlace(slot, f.KeyID))
	if !ok {
		return nil, &errs.Error{Code: errs.Locked, Message: wrong}
	}
	defer clear(data)
	keys, err := ring(data, f.KeyID, f.Files, f.Version)
	if err != nil {
		return nil, err
	}
	v := &Vault{keys: keys}
	if f.Older == nil {
		return v, nil
	}
	before, ok := openWith(keys.older[:], f.Older.Data, slotPlace("older", f.KeyID))
	if !ok {
		v.Close()
		return nil, errKeys(nil)
	}
	defer clear(before)
	if v.older, err = ring(before, f.Older.KeyID, f.Older.Files, f.Older.Version); err != nil {
		v.Close()
		return nil, err
	}
	return v, nil
}

// ring is a data key with what a key file keeps sealed under it. Errors: Storage when they
// do not belong together.
func ring(data []byte, id string, files []byte, version int) (*keySet, error) {
	if len(data) != keySize {
		return nil, errKeys(nil)
	}
	keys := newKeySet(data)
	err := keys.unwrapFiles(files, version)
	if err == nil && keys.idText() != id {
		err = errKeys(nil)
	}
	if err != nil {
		keys.wipe()
		return nil, err
	}
	return keys, nil
}

// wrapFiles seals what sealed files need: the age identity and, in a folder that was rekeyed,
// the keys that outlive it.
func wrapFiles(k *keySet, version int) []byte {
	text := []byte(k.identity.String())
	if version > firstVersion {
		text = append(append(append(text, '\n'), k.names[:]...), k.tokens[:]...)
	}
	defer clear(text)
	return sealWith(k.files[:], text, slotPlace("files", k.idText()))
}

func (k *keySet) unwrapFiles(sealed []byte, version int) error {
	text, ok := openWith(k.files[:], sealed, slotPlace("files", k.idText()))
	if !ok {
		return errKeys(nil)
	}
	defer clear(text)
	identity, kept, _ := bytes.Cut(text, []byte("\n"))
	if len(kept) != 0 && version == firstVersion {
		return errKeys(nil)
	}
	if version > firstVersion {
		if len(kept) != 2*keySize {
			return errKeys(nil)
		}
		copy(k.names[:], kept)
		copy(k.tokens[:], kept[keySize:])
	}
	var err error
	if k.identity, err = age.ParseX25519Identity(string(identity)); err != nil {
		return errKeys(err)
	}
	return nil
}

func errKeys(cause error) error {
	return storage(cause, "钥匙文件 %s 已损坏，请从备份恢复这个文件", KeyFile)
}
