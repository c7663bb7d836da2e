package vault

import (
	"encoding/json"
	"testing"
)

// WithCost is a key file that asks for another cost and is right in all else.
func WithCost(t *testing.T, text string, memoryKiB, passes uint32) string {
	t.Helper()
	var f keyFile
	if err := json.Unmarshal([]byte(text), &f); err != nil {
		t.Fatal(err)
	}
	f.Passphrase.Argon2id.MemoryKiB, f.Passphrase.Argon2id.Time = memoryKiB, passes
	out, err := f.text()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}
