package vault

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"beiandesk/internal/errs"
	"beiandesk/internal/infile"
)

// KeyFile is the name of the key file in a data folder. A backup must hold it: the
// folder can't be opened without it, and it is of no use without passphrase or code.
const KeyFile = "keys.json"

const (
	keyFormat    = "beiandesk-keys"
	firstVersion = 1 // of a folder that has the keys it was made with
	keyVersion   = 2 // of one that was rekeyed, which earlier releases could not read
	keyFileLimit = 64 << 10
)

// keyFile is keys.json. Bytes are base64.
type keyFile struct {
	Format     string         `json:"format"`
	Version    int            `json:"version"`
	KeyID      string         `json:"key_id"`
	Passphrase passphraseSlot `json:"passphrase"`
	Recovery   recoverySlot   `json:"recovery"`
	Files      []byte         `json:"files"`           // what wrapFiles seals
	Older      *olderSlot     `json:"older,omitempty"` // while the folder is rekeyed
	// Check is a plain digest of the rest. It proves nothing against an attacker; it
	// tells rot on the disk from a wrong passphrase.
	Check string `json:"check"`
}

type passphraseSlot struct {
	Argon2id argon  `json:"argon2id"`
	Salt     []byte `json:"salt"`
	Wrapped  []byte `json:"wrapped"`
}

type recoverySlot struct {
	Salt    []byte `json:"salt"` // of HKDF-SHA256: a code of 160 bits needs no slow hash
	Wrapped []byte `json:"wrapped"`
}

// olderSlot is the data key of before, sealed under the present one, with its own files slot.
type olderSlot struct {
	KeyID   string `json:"key_id"`
	Version int    `json:"version"` // of the key file that it stood in
	Data    []byte `json:"data"`
	Files   []byte `json:"files"`
}

func (f keyFile) digest() string {
	f.Check = ""
	text, err := json.Marshal(f)
	if err != nil {
		panic(err) // plain strings, numbers and bytes always marshal
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// Exists tells whether dir has a key file, whole or not. Where that can't be seen it
// says yes, so that nobody makes new keys over old ones.
func Exists(dir string) bool {
	_, err := os.Lstat(filepath.Join(dir, KeyFile))
	return !errors.Is(err, fs.ErrNotExist)
}

func readKeyFile(dir string) (keyFile, error) {
	text, err := infile.Read(filepath.Join(dir, KeyFile), "钥匙文件", keyFileLimit)
	if errors.Is(err, fs.ErrNotExist) {
		return keyFile{}, errs.New(errs.NotFound, "文件夹里没有钥匙文件 %s：新文件夹请先设口令，旧文件夹请从备份恢复", KeyFile)
	}
	if err != nil {
		return keyFile{}, storage(err, "读不出钥匙文件 %s，请检查文件夹是否还在、是否有读取权限", KeyFile)
	}
	return parseKeyFile(text)
}

func parseKeyFile(text []byte) (keyFile, error) {
	var head struct {
		Format  string `json:"format"`
		Version int    `json:"version"`
	}
	damaged := func(cause error) (keyFile, error) {
		return keyFile{}, storage(cause, "钥匙文件 %s 已损坏，要恢复它", KeyFile)
	}
	if err := json.Unmarshal(text, &head); err != nil {
		return damaged(err)
	}
	if head.Format == keyFormat && head.Version > keyVersion {
		return keyFile{}, errs.New(errs.Newer, "这个文件夹由更新的版本写成，请先升级备案台再打开")
	}
	var f keyFile
	strict := json.NewDecoder(bytes.NewReader(text))
	strict.DisallowUnknownFields()
	if err := strict.Decode(&f); err != nil {
		return damaged(err)
	}
	if f.Format != keyFormat || f.Version < firstVersion || f.Check != f.digest() {
		return damaged(nil)
	}
	if !f.Passphrase.Argon2id.acceptable() {
		a := f.Passphrase.Argon2id
		return keyFile{}, errs.New(errs.Foreign, "钥匙文件 %s 的加密强度被改过（要 %d MiB 内存算 %d 遍，%d 线程），不在本程序用的范围里，没有照算，要恢复它",
			KeyFile, a.MemoryKiB/1024, a.Time, a.Threads)
	}
	return f, nil
}

// writeKeyFile puts f in place whole or not at all; fresh refuses to replace.
func writeKeyFile(dir string, f keyFile, fresh bool) error {
	text, err := f.text()
	if err != nil {
		return err
	}
	if err := sweepTemps(dir); err != nil {
		return err
	}
	return writeWhole(filepath.Join(dir, KeyFile), text, fresh)
}

// text is a key file as it lies on the disk.
func (f keyFile) text() ([]byte, error) {
	f.Check = f.digest()
	text, err := json.MarshalIndent(f, "", "  ")
	if err != nil {
		return nil, errs.Wrap(errs.Internal, err, "钥匙文件无法生成")
	}
	return append(text, '\n'), nil
}
