package sqlite_test

import (
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strconv"
	"strings"

	"golang.org/x/crypto/chacha20poly1305"
)

// sealer is a vault with a fixed key, so that a committed database can be opened.
type sealer struct{ aead cipher.AEAD }

func newSealer() sealer {
	key := sha256.Sum256([]byte("the key of the tests"))
	aead, err := chacha20poly1305.NewX(key[:])
	if err != nil {
		panic(err)
	}
	return sealer{aead}
}

func (s sealer) Seal(table, column, row string, version int, plain []byte) ([]byte, error) {
	return s.SealOlder(table, column, row+"\n"+strconv.Itoa(version), plain), nil
}

func (s sealer) Open(table, column, row string, version int, sealed []byte) ([]byte, error) {
	return s.OpenOlder(table, column, row+"\n"+strconv.Itoa(version), sealed)
}

func (s sealer) OpenOlder(table, column, row string, sealed []byte) ([]byte, error) {
	n := s.aead.NonceSize()
	if len(sealed) < n {
		return nil, errors.New("sealed value is cut")
	}
	return s.aead.Open(nil, sealed[:n], sealed[n:], []byte(strings.Join([]string{table, column, row}, "\n")))
}

// SealOlder seals without a version, as it was before.
func (s sealer) SealOlder(table, column, row string, plain []byte) []byte {
	nonce := make([]byte, s.aead.NonceSize())
	rand.Read(nonce)
	return s.aead.Seal(nonce, nonce, plain, []byte(strings.Join([]string{table, column, row}, "\n")))
}

func (s sealer) Hash(purpose, value string) string {
	if value == "" {
		return ""
	}
	h := hmac.New(sha256.New, []byte("the key of the tests"))
	h.Write([]byte(purpose + "\n" + value))
	return hex.EncodeToString(h.Sum(nil)[:16])
}

func (sealer) Older([]byte) bool { return false }

func (sealer) OlderHash(_, _ string) string { return "" }
