package backup

import (
	"bytes"
	"path/filepath"

	"beiandesk/internal/atomicfile"
	"beiandesk/internal/errs"
	"beiandesk/internal/vault"
)

// database reads and opens the database of a backup, held to the manifest. Errors: Storage.
func (b Backup) database(v *vault.Vault) ([]byte, error) {
	sealed, err := b.part(databaseFile, b.Manifest.Database)
	if err != nil {
		return nil, err
	}
	plain, err := v.OpenFrom(bytes.NewReader(sealed))
	if err != nil {
		return nil, err
	}
	var database bytes.Buffer
	if _, err := database.ReadFrom(plain); err != nil {
		return nil, err
	}
	return database.Bytes(), nil
}

// keys reads the key file of a backup, held to the manifest. Errors: Storage, Foreign.
func (b Backup) keys(v *vault.Vault) (string, error) {
	text, err := b.part(vault.KeyFile, b.Manifest.Keys)
	if err != nil {
		return "", err
	}
	return string(text), v.KeysOf(string(text))
}

// part reads a file of a backup and holds it to what the manifest says of it.
func (b Backup) part(name string, want Part) ([]byte, error) {
	f, err := atomicfile.Open(filepath.Join(b.Dir, name))
	if err != nil {
		return nil, storage(err, "%s 不在或读不出来", name)
	}
	defer f.Close()
	var content bytes.Buffer
	if info, err := f.Stat(); err != nil || info.Size() != want.Size {
		return nil, storage(err, "%s 已损坏：长度不对", name)
	}
	if _, err := content.ReadFrom(f); err != nil {
		return nil, storage(err, "%s 读不出来", name)
	}
	if partOf(content.Bytes()) != want {
		return nil, errs.New(errs.Storage, "%s 已损坏", name)
	}
	return content.Bytes(), nil
}
