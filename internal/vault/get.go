package vault

import (
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"io/fs"
	"os"

	"beiandesk/internal/atomicfile"
	"beiandesk/internal/errs"
	"filippo.io/age"
)

// Open streams a file's content. Each piece is authenticated before it is given out;
// that the whole is what the name says is known at the end only, where a mismatch comes
// in place of io.EOF. Errors: errs.NotFound, errs.Storage for a damaged file,
// errs.Locked once the vault is closed.
func (f *Files) Open(name string) (io.ReadCloser, error) {
	now, older, err := f.v.identities()
	if err != nil {
		return nil, err
	}
	if older == nil {
		return f.openBy(name, now)
	}
	return f.openBy(name, now, older)
}

func (f *Files) openBy(name string, identities ...age.Identity) (io.ReadCloser, error) {
	mac, err := f.name()
	if err != nil {
		return nil, err
	}
	if !isName(name) {
		return nil, errMissing(nil)
	}
	file, err := atomicfile.Open(f.path(name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errMissing(err)
	}
	if err != nil {
		return nil, storage(err, "读不出这份文件，请检查磁盘和文件夹权限后再试")
	}
	plain, err := age.Decrypt(file, identities...)
	if err != nil {
		_ = file.Close() // the damage is what to tell
		return nil, errDamaged(err)
	}
	return &checked{file: file, plain: plain, mac: mac, name: name}, nil
}

// Get gives a file's whole content, checked against its name; errors as of Open.
func (f *Files) Get(name string) ([]byte, error) {
	r, err := f.Open(name)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	content, err := io.ReadAll(r)
	if err != nil {
		return nil, err // nothing of a file that is not what its name says
	}
	return content, nil
}

// checked is an open file that is compared with its name at the end.
type checked struct {
	file  *os.File
	plain io.Reader
	mac   hash.Hash
	name  string
}

func (c *checked) Read(p []byte) (int, error) {
	n, err := c.plain.Read(p)
	c.mac.Write(p[:n])
	switch {
	case err == io.EOF:
		if hex.EncodeToString(c.mac.Sum(nil)) != c.name {
			return n, errDamaged(nil)
		}
	case err != nil:
		return n, errDamaged(err)
	}
	return n, err
}

func (c *checked) Close() error { return c.file.Close() }

func errDamaged(cause error) error {
	return errs.Wrap(errs.Storage, cause, "这份加密文件已损坏，请从备份恢复")
}
