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
	if value == "" {
		return ""
	}
	mac := hmac.New(sha256.New, v.keys.index[:])
	mac.Write(place(purpose, value))
	return hex.EncodeToString(mac.Sum(nil)[:hashSize])
}
