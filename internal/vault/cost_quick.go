//go:build quickkdf && !production

package vault

// cost of tests that open hundreds of folders and are about something else, the binary that
// the browser tests drive included. Nothing that is shipped can be built with it, and this
// package's own tests pay the real cost.
var cost = argon{MemoryKiB: 64, Time: 1, Threads: 1}
