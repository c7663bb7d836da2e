// Package vault keeps what may lie on the disk only sealed: single fields, whole
// files, and the keys for both.
//
// A folder has one random data key of 256 bits. keys.json holds it wrapped twice,
// by a passphrase (Argon2id) and by a recovery code meant for paper; neither alone
// is stored. HKDF-SHA256 makes a subkey for each use, so that no key serves two
// purposes. Fields are XChaCha20-Poly1305 bound to their place; files are
// filippo.io/age under one identity a folder, named by a keyed hash of what they
// hold; Hash gives equal values equal marks for exact search.
//
// A Vault and its Files may be used by many goroutines at once. Somebody who holds
// the disk learns how many sealed things there are, how long they are and which
// indexed values are equal, and nothing else. Somebody who holds the memory of an
// open desk learns everything: Close overwrites the keys it can reach, which in Go
// is the best that can be promised.
package vault
