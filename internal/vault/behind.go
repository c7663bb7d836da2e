package vault

import (
	"io"
	"sync/atomic"
)

// behind gathers what is written to it and writes it to another writer, blockSize at a time,
// while the next is being made. Close it, which waits for the last.
type behind struct {
	to     io.Writer
	full   chan []byte // to be written
	empty  chan []byte // to be filled
	filled []byte
	failed atomic.Pointer[error] // the first that writing gave
	done   chan struct{}
}

func newBehind(to io.Writer) *behind {
	b := &behind{to: to, full: make(chan []byte), empty: make(chan []byte, 2), done: make(chan struct{})}
	b.empty <- nil // one is written while the other is filled
	go b.run()
	return b
}

func (b *behind) run() {
	defer close(b.done)
	for block := range b.full {
		if b.err() == nil {
			if _, err := b.to.Write(block); err != nil {
				b.failed.Store(&err)
			}
		}
		b.empty <- block[:0]
	}
}

func (b *behind) err() error {
	if failed := b.failed.Load(); failed != nil {
		return *failed
	}
	return nil
}

// Write gives the error of an earlier block, if there was one.
func (b *behind) Write(p []byte) (int, error) {
	b.filled = append(b.filled, p...)
	if len(b.filled) >= blockSize {
		b.full <- b.filled
		b.filled = <-b.empty
	}
	return len(p), b.err()
}

// Close writes what is left and gives the first error.
func (b *behind) Close() error {
	if len(b.filled) > 0 {
		b.full <- b.filled
	}
	close(b.full)
	<-b.done
	return b.err()
}
