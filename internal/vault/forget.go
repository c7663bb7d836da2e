package vault

import "runtime/debug"

// Forget empties the memory that nothing uses any more, as far as Go lets anybody: what
// Argon2id has mixed, and copies of secrets in strings and buffers that nobody could
// overwrite. What something still holds stays. It takes some tenths of a second.
func Forget() {
	debug.FreeOSMemory()
	refill()
	debug.FreeOSMemory()
}

// refilled is how much is taken of each size, in bytes: more than lies free between things
// that are in use.
const refilled = 256 << 10

// refill takes the small places that lie free between things in use, where whole pages can't
// be given back, and so overwrites them.
func refill() {
	for size := 8; size <= 2048; size += max(8, size/8) {
		taken := make([][]byte, refilled/size)
		for i := range taken {
			taken[i] = make([]byte, size)
		}
	}
}
