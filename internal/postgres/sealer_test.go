package postgres_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"
)

// marker binds values to their places and hides nothing: hiding is the vault's matter.
type marker struct{}

func mark(parts ...string) []byte {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\n")))
	return sum[:]
}

func (marker) Seal(table, column, row string, plain []byte) ([]byte, error) {
	return append(mark(table, column, row), plain...), nil
}

func (marker) Open(table, column, row string, sealed []byte) ([]byte, error) {
	plain, ok := bytes.CutPrefix(sealed, mark(table, column, row))
	if !ok {
		return nil, errors.New("a value of another place")
	}
	return plain, nil
}

func (marker) Hash(purpose, value string) string {
	if value == "" {
		return ""
	}
	return hex.EncodeToString(mark(purpose, value))
}
