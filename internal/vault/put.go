package vault

import (
	"bytes"
	"encoding/hex"
	"io"
	"path/filepath"

	"filippo.io/age"

	"beiandesk/internal/atomicfile"
)

// Put keeps content and gives its name; see PutStream.
func (f *Files) Put(content []byte) (string, error) {
	return f.PutStream(bytes.NewReader(content))
}

// PutStream seals what r gives, to its end, and gives the file's name. When it returns,
// the file has that name and lies on the disk; on an error nothing is kept. Only
// ciphertext is ever written, to a temporary name until the content's hash is known.
// Content that is there already is sealed once more in its place, which mends a damaged
// copy. An error of r comes back as it is; others are errs.Storage, and errs.Locked once
// the vault is closed.
func (f *Files) PutStream(r io.Reader) (string, error) {
	mac, err := f.name()
	if err != nil {
		return "", err
	}
	identity, _, err := f.v.identities()
	if err != nil {
		return "", err
	}
	if _, err := makeDir(filepath.Dir(f.root), filesDir); err != nil {
		return "", err
	}
	temp, err := createTemp(f.root)
	if err != nil {
		return "", errWrite(err)
	}
	defer discard(temp)
	if err := sealStream(temp, io.TeeReader(r, mac), identity.Recipient()); err != nil {
		return "", err
	}
	if err := finish(temp); err != nil {
		return "", err
	}
	name := hex.EncodeToString(mac.Sum(nil))
	shard, err := makeDir(f.root, name[:shardLen])
	if err != nil {
		return "", err
	}
	if err := atomicfile.Rename(temp.Name(), f.path(name)); err != nil {
		// Windows won't replace a file that is being read; a whole one serves as well.
		if _, whole := f.Get(name); whole != nil {
			return "", errWrite(err)
		}
		return name, nil
	}
	return name, syncDir(shard)
}

// sealStream tells r's errors from the disk's: the first belong to whoever gave r.
func sealStream(w io.Writer, r io.Reader, to age.Recipient) error {
	sealer, err := age.Encrypt(w, to)
	if err != nil {
		return errWrite(err)
	}
	source := &keptError{r: r}
	_, err = io.Copy(sealer, source)
	if source.err != nil {
		return source.err
	}
	if err == nil {
		err = sealer.Close()
	}
	if err != nil {
		return errWrite(err)
	}
	return nil
}

type keptError struct {
	r   io.Reader
	err error
}

func (k *keptError) Read(p []byte) (int, error) {
	n, err := k.r.Read(p)
	if err != nil && err != io.EOF {
		k.err = err
	}
	return n, err
}
