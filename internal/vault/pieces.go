package vault

import (
	"errors"
	"io"
	"sync"
)

// Pieces of a sealed stream are opened whole, and many reads ask for a part of the same one.
const (
	pieceSize  = 64 << 10 // as age seals them
	keptPieces = 64       // that stay opened: 4 MiB
)

// pieces reads what opens piece by piece, and keeps the pieces that were read last.
type pieces struct {
	r    io.ReaderAt
	mu   sync.Mutex
	kept [keptPieces]piece // each in the place of its number's remainder
}

type piece struct {
	number int64
	data   []byte // nil for none
	buffer []byte
}

func (p *pieces) ReadAt(b []byte, off int64) (n int, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for n < len(b) {
		data, err := p.piece(off / pieceSize)
		if err != nil {
			return n, err
		}
		at := off % pieceSize
		if at >= int64(len(data)) {
			return n, io.EOF
		}
		got := copy(b[n:], data[at:])
		n, off = n+got, off+int64(got)
	}
	return n, nil
}

func (p *pieces) piece(number int64) ([]byte, error) {
	k := &p.kept[number%keptPieces]
	if k.data != nil && k.number == number {
		return k.data, nil
	}
	if k.buffer == nil {
		k.buffer = make([]byte, pieceSize)
	}
	k.data = nil
	n, err := p.r.ReadAt(k.buffer, number*pieceSize)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, errDamaged(err)
	}
	k.number, k.data = number, k.buffer[:n]
	return k.data, nil
}
