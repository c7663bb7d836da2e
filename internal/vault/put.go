package vault

import (
	"bytes"
	"encoding/hex"
	"errors"
	"hash"
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
	if err := sealStream(temp, r, mac, identity.Recipient()); err != nil {
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

// blockSize is how much of a stream is read, hashed and sealed at a time, and how much is
// written.
const blockSize = 1 << 20

// sealStream seals what r gives to w and hashes it by mac; nil is no hash. A block is hashed while it is
// sealed, and what was sealed before is written beside that. It tells r's errors from the
// disk's: the first belong to whoever gave r.
func sealStream(w io.Writer, r io.Reader, mac hash.Hash, to age.Recipient) error {
	out := newBehind(w)
	err := sealBlocks(out, r, mac, to)
	if failed := out.Close(); err == nil && failed != nil {
		return errWrite(failed)
	}
	return err
}

func sealBlocks(out io.Writer, r io.Reader, mac hash.Hash, to age.Recipient) error {
	sealer, err := age.Encrypt(out, to)
	if err != nil {
		return errWrite(err)
	}
	blocks, hashed := make(chan []byte), make(chan struct{})
	defer close(blocks)
	go func() {
		for b := range blocks {
			if mac != nil {
				mac.Write(b)
			}
			hashed <- struct{}{}
		}
	}()
	block := make([]byte, blockSize)
	defer clear(block)
	for {
		n, ended := fill(r, block)
		if ended != nil && !errors.Is(ended, io.EOF) {
			return ended
		}
		blocks <- block[:n]
		_, err := sealer.Write(block[:n])
		<-hashed
		if err == nil && ended != nil {
			err = sealer.Close()
		}
		if err != nil {
			return errWrite(err)
		}
		if ended != nil {
			return nil
		}
	}
}

// fill reads until a block is full or r ends, which io.EOF alone says: io.ReadFull would take
// a cut that r itself tells of for its end.
func fill(r io.Reader, block []byte) (n int, err error) {
	for n < len(block) && err == nil {
		var more int
		more, err = r.Read(block[n:])
		n += more
	}
	return n, err
}
