//go:build !quickkdf || production

package vault

// cost is the second recommended set of RFC 9106 §4: 64 MiB, three passes, four lanes.
var cost = argon{MemoryKiB: 64 * 1024, Time: 3, Threads: 4}
