package calendar

import (
	"sync/atomic"
	"time"
)

// The bounds of a batch. Small ones write the same pages of the indexes more often; a big one
// lets nobody else write meanwhile.
const (
	firstBatch = 100
	leastBatch = 20
	mostBatch  = 1000
)

// longWrite is how long a batch should take to be written. It is far from half a second, which
// staff would notice, since the batches that were counted ahead are as big as the last one was.
const longWrite = 150 * time.Millisecond

// pace is how many cases a transaction counts again, by how long the one before took.
type pace struct{ cases atomic.Int64 }

func newPace() *pace {
	p := &pace{}
	p.cases.Store(firstBatch)
	return p
}

func (p *pace) size() int { return int(p.cases.Load()) }

// took hears how long a batch of so many took to be written. The next ones grow to twice the
// size at most, for one may have had little to write.
func (p *pace) took(size int, d time.Duration) {
	next := 2 * int64(size)
	if d > 0 {
		next = min(next, int64(size)*int64(longWrite)/int64(d))
	}
	p.cases.Store(min(max(next, leastBatch), mostBatch))
}
