package vault

import (
	"errors"
	"io/fs"
	"path/filepath"

	"beiandesk/internal/errs"
	"beiandesk/internal/infile"
)

// Copy gives the key file of a folder as it is, to be kept in a second place: what it
// holds is wrapped there as it is here. Errors: those of Check.
func Copy(dir string) (string, error) {
	if err := Check(dir); err != nil {
		return "", err
	}
	text, err := infile.Read(filepath.Join(dir, KeyFile), "钥匙文件", keyFileLimit)
	if err != nil {
		return "", storage(err, "读不出钥匙文件 %s，请检查文件夹是否还在、是否有读取权限", KeyFile)
	}
	return string(text), nil
}

// Check tells whether a folder's key file is whole and asks no more of the machine than it
// should; no secret is tried. Errors: errs.NotFound, errs.Storage for a damaged file,
// errs.Foreign for one whose cost is out of bounds, errs.Newer.
func Check(dir string) error {
	_, err := readKeyFile(dir)
	return err
}

// Same says whether a copy is of the keys that the folder has, whatever opens them.
func Same(a, b string) bool {
	x, errA := parseKeyFile([]byte(a))
	y, errB := parseKeyFile([]byte(b))
	return errA == nil && errB == nil && x.KeyID == y.KeyID
}

// Exchanging says that a copy is of keys that were being exchanged: it holds those of before.
func Exchanging(text string) bool {
	f, err := parseKeyFile([]byte(text))
	return err == nil && f.Older != nil
}

// Restore puts a copy in the place of a key file that is missing, damaged or out of bounds.
// Errors: errs.Exists when the folder's own is whole, errs.Newer when a later release wrote
// it, those of Check for the copy, errs.Storage.
func Restore(dir, text string) error {
	f, err := parseKeyFile([]byte(text))
	if err != nil {
		return err
	}
	return f.restore(dir)
}

// Whole is the Exists that refuses to put anything in the place of good keys.
func Whole() error {
	return errs.New(errs.Exists, "钥匙文件 %s 在，而且完好，没有改动；忘了口令用恢复码打开", KeyFile)
}

// restore is Restore for keys that were read already.
func (f keyFile) restore(dir string) error {
	err := Check(dir)
	switch code := errs.CodeOf(err); {
	case code == "":
		return Whole()
	case code == errs.Newer:
		return err
	case code == errs.NotFound:
		return writeKeyFile(dir, f, true)
	case errors.Is(err, fs.ErrPermission):
		return err // it may be whole
	default:
		return writeKeyFile(dir, f, false)
	}
}
