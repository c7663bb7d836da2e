package vault

import (
	"runtime"
	"runtime/debug"
	"sync"
)

// Forget empties the memory that nothing uses any more, as far as Go lets anybody: what
// Argon2id has mixed, and copies of secrets in strings and buffers that nobody could
// overwrite. What something still holds stays. It takes some tenths of a second.
func Forget() {
	forgetting.Lock()
	defer forgetting.Unlock()
	debug.FreeOSMemory()
	refill()
	debug.FreeOSMemory()
}

// forgetting keeps two from putting off collecting garbage at once, and for good.
var forgetting sync.Mutex

// step is how much refill takes of one size at a time, in bytes; largest is the largest piece
// that shares its pages with others.
const (
	step    = 128 << 10
	largest = 32 << 10
)

// refill takes the small places that lie free between things in use, where whole pages can't
// be given back, and so overwrites them: of each size, until what it takes comes from pages
// that are new.
func refill() {
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	for size := 8; size <= largest; size += max(8, size/8) {
		var taken [][]byte
		for last := inUse(); ; {
			for range step / size {
				taken = append(taken, make([]byte, size))
			}
			now := inUse()
			if now-last >= step/2 {
				break
			}
			last = now
		}
		runtime.KeepAlive(taken)
	}
}

func inUse() int64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapInuse)
}
