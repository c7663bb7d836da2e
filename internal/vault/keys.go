package vault

import (
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"

	"golang.org/x/crypto/chacha20poly1305"
)

const (
	keySize    = 32
	saltSize   = 16
	keyIDSize  = 4
	folderSize = 16
)

// keySet is a data key and what is derived from it.
type keySet struct {
	data    [keySize]byte
	fields  [keySize]byte
	files   [keySize]byte // wraps the age identity
	index   [keySize]byte
	names   [keySize]byte
	backups [keySize]byte    // marks what of a backup lies in clear
	folder  [folderSize]byte // public: names the folder outside of it
	id      [keyIDSize]byte  // public: tells which key sealed something
}

func newKeySet(data []byte) *keySet {
	k := &keySet{}
	copy(k.data[:], data)
	for use, key := range map[string][]byte{
		"fields": k.fields[:], "files": k.files[:], "index": k.index[:], "names": k.names[:], "backups": k.backups[:], "folder": k.folder[:], "id": k.id[:],
	} {
		copy(key, derive(data, nil, use, len(key)))
	}
	return k
}

func (k *keySet) wipe() { *k = keySet{} }

func (k *keySet) idText() string { return hex.EncodeToString(k.id[:]) }

// derive is HKDF-SHA256 under a name that keeps our uses apart from one another.
func derive(secret, salt []byte, use string, size int) []byte {
	key, err := hkdf.Key(sha256.New, secret, salt, "beiandesk/1/"+use, size)
	if err != nil {
		panic(err) // only for a size that no caller has
	}
	return key
}

// sealWith gives nonce and ciphertext.
func sealWith(key, plain, place []byte) []byte {
	aead := newAEAD(key)
	out := make([]byte, aead.NonceSize(), aead.NonceSize()+len(plain)+aead.Overhead())
	rand.Read(out)
	return aead.Seal(out, out, plain, place)
}

// openWith undoes sealWith; false means that key, place or bytes are not those of
// the sealing.
func openWith(key, blob, place []byte) ([]byte, bool) {
	aead := newAEAD(key)
	if len(blob) < aead.NonceSize()+aead.Overhead() {
		return nil, false
	}
	nonce, sealed := blob[:aead.NonceSize()], blob[aead.NonceSize():]
	plain, err := aead.Open(make([]byte, 0, len(sealed)), nonce, sealed, place)
	return plain, err == nil
}

func newAEAD(key []byte) cipher.AEAD {
	aead, err := chacha20poly1305.NewX(key)
	if err != nil {
		panic(err) // only for a key of another length
	}
	return aead
}

// place joins names so that no two lists give the same bytes.
func place(names ...string) []byte {
	var out []byte
	for _, n := range names {
		out = binary.BigEndian.AppendUint32(out, uint32(len(n)))
		out = append(out, n...)
	}
	return out
}

func randomBytes(n int) []byte {
	b := make([]byte, n)
	rand.Read(b)
	return b
}
