//go:build quickkdf && !production && !dev

package vault

// cost of tests that open hundreds of folders and are about something else. No binary
// with a window can be built with it; this package's own tests and those of internal/desk
// pay the real cost.
var cost = argon{MemoryKiB: 64, Time: 1, Threads: 1}
