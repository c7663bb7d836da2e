package vault

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
)

// hashSize is 128 bits: no two values of one folder meet by chance, and the index
// stays half as long.
const hashSize = 16

// Hash marks a value for exact search: 32 hex digits, equal for equal values under
// the same purpose ("person.doc_number", "person.doc_last4"), unlike under any other
// purpose or in any other folder. Values are taken as they are: the caller writes
// them in one form first. An empty value has the empty mark, which must not be looked
// for. Its callers have no use for an error: hashing with a closed vault is a fault of
// ours and panics.
func (v *Vault) Hash(purpose, value string) string {
	v.mu.RLock()
	defer v.mu.RUnlock()
	if v.keys == nil {
		panic("vault: Hash after Close")
	}
	return mark(v.keys.index[:], purpose, value)
}

// OlderHash is what Hash gave before a rekey that is not through yet, "" when there is none: a
// mark that was stored may be either.
func (v *Vault) OlderHash(purpose, value string) string {
	v.mu.RLock()
	defer v.mu.RUnlock()
	if v.older == nil {
		return ""
	}
	return mark(v.older.index[:], purpose, value)
}

// Token is Hash for marks that are kept inside sealed texts alone: it gives the same before
// and after a rekey.
func (v *Vault) Token(purpose, value string) string {
	v.mu.RLock()
	defer v.mu.RUnlock()
	if v.keys == nil {
		panic("vault: Token after Close")
	}
	return mark(v.keys.tokens[:], purpose, value)
}

func mark(key []byte, purpose, value string) string {
	if value == "" {
		return ""
	}
	mac := hmac.New(sha256.New, key)
	mac.Write(place(purpose, value))
	return hex.EncodeToString(mac.Sum(nil)[:hashSize])
}
