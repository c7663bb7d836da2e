package vault

import (
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"

	"filippo.io/age"
	"golang.org/x/crypto/chacha20"
	"golang.org/x/crypto/chacha20poly1305"
)

const (
	keySize    = 32
	saltSize   = 16
	keyIDSize  = 4
	folderSize = 16
)

// keySet is a data key, what is derived from it, and what lies sealed under it.
type keySet struct {
	data    [keySize]byte
	fields  [keySize]byte
	files   [keySize]byte // wraps identity, names and tokens
	older   [keySize]byte // wraps the data key of before while a folder is rekeyed
	index   [keySize]byte
	names   [keySize]byte    // of sealed files; the folder's first ones for ever
	tokens  [keySize]byte    // likewise, of what is compared inside sealed texts
	backups [keySize]byte    // marks what of a backup lies in clear
	folder  [folderSize]byte // public: names the folder outside of it
	id      [keyIDSize]byte  // public: tells which key sealed something

	identity *age.X25519Identity // of the sealed files
}

func newKeySet(data []byte) *keySet {
	k := &keySet{}
	copy(k.data[:], data)
	for use, key := range map[string][]byte{
		"fields": k.fields[:], "files": k.files[:], "older": k.older[:], "index": k.index[:], "names": k.names[:], "backups": k.backups[:], "folder": k.folder[:], "id": k.id[:],
	} {
		derived := derive(data, nil, use, len(key))
		copy(key, derived)
		clear(derived)
	}
	k.tokens = k.index
	return k
}

func (k *keySet) wipe() { *k = keySet{} }

func (k *keySet) idText() string { return hex.EncodeToString(k.id[:]) }

// derive is HKDF-SHA256 under a name that keeps our uses apart from one another, for at most
// 32 bytes. Package hkdf would leave the secret in the buffers of its hashes; these are
// overwritten.
func derive(secret, salt []byte, use string, size int) []byte {
	if salt == nil {
		salt = make([]byte, sha256.Size)
	}
	prk := mac(salt, secret)
	defer clear(prk)
	return mac(prk, append([]byte("beiandesk/1/"+use), 1))[:size]
}

// mac is HMAC-SHA256 that leaves nothing of what it hashed in its buffer.
func mac(key, text []byte) []byte {
	h := hmac.New(sha256.New, key)
	h.Write(text)
	sum := h.Sum(nil)
	h.Reset()
	h.Write(make([]byte, h.BlockSize()-1))
	return sum
}

// recoveryKey makes a recovery code into a wrapping key.
func recoveryKey(code string, salt []byte) []byte {
	text := []byte(code)
	defer clear(text)
	return derive(text, salt, "recovery", keySize)
}

// sealWith gives nonce and ciphertext: XChaCha20-Poly1305.
func sealWith(key, plain, place []byte) []byte {
	out := make([]byte, chacha20poly1305.NonceSizeX, chacha20poly1305.NonceSizeX+len(plain)+chacha20poly1305.Overhead)
	rand.Read(out)
	aead, nonce := forNonce(key, out)
	return aead.Seal(out, nonce, plain, place)
}

// openWith undoes sealWith; false means that key, place or bytes are not those of
// the sealing.
func openWith(key, blob, place []byte) ([]byte, bool) {
	if len(blob) < chacha20poly1305.NonceSizeX+chacha20poly1305.Overhead {
		return nil, false
	}
	sealed := blob[chacha20poly1305.NonceSizeX:]
	aead, nonce := forNonce(key, blob[:chacha20poly1305.NonceSizeX])
	plain, err := aead.Open(make([]byte, 0, len(sealed)), nonce, sealed, place)
	return plain, err == nil
}

// forNonce gives the cipher of one message and its nonce there, as XChaCha20-Poly1305 is
// built: a key for the first 16 bytes of the nonce, and ChaCha20-Poly1305 under it for the
// rest. The one that chacha20poly1305.NewX gives holds a copy of the key that nobody can
// overwrite; here the copies are of keys that open one message.
func forNonce(key, nonce []byte) (cipher.AEAD, []byte) {
	once, err := chacha20.HChaCha20(key, nonce[:16])
	if err != nil {
		panic(err) // only for a key of another length
	}
	defer clear(once)
	aead, err := chacha20poly1305.New(once)
	if err != nil {
		panic(err) // likewise
	}
	return aead, append(make([]byte, 4, chacha20poly1305.NonceSize), nonce[16:]...)
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
