package vault

import (
	"os"
	"sync"

	"beiandesk/internal/errs"
	"filippo.io/age"
)

// Vault is a folder's opened keys.
type Vault struct {
	mu       sync.RWMutex
	keys     *keySet // nil once closed
	identity *age.X25519Identity
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
	if err := os.MkdirAll(dir, 0o700); err != nil {
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
	f := keyFile{Format: keyFormat, Version: keyVersion, KeyID: keys.idText()}
	f.Passphrase = wrapPassphrase(keys, passphrase)
	f.Recovery = wrapRecovery(keys, code)
	f.Files = sealWith(keys.files[:], []byte(identity.String()), slotPlace("files", f.KeyID))
	if err := writeKeyFile(dir, f, true); err != nil {
		return nil, "", err
	}
	return &Vault{keys: keys, identity: identity}, code, nil
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
	if v.keys != nil {
		v.keys.wipe()
	}
	v.keys, v.identity = nil, nil
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
	keys := newKeySet(data)
	text, ok := openWith(keys.files[:], f.Files, slotPlace("files", f.KeyID))
	if !ok || len(data) != keySize || keys.idText() != f.KeyID {
		keys.wipe()
		return nil, storage(nil, "钥匙文件 %s 已损坏，请从备份恢复这个文件", KeyFile)
	}
	defer clear(text)
	identity, err := age.ParseX25519Identity(string(text))
	if err != nil {
		keys.wipe()
		return nil, storage(err, "钥匙文件 %s 已损坏，请从备份恢复这个文件", KeyFile)
	}
	return &Vault{keys: keys, identity: identity}, nil
}
