package eighth_test

import "encoding/binary"

// layout is a sequential picture whose blocks hold their mean alone.
type layout struct {
	width, height int
	comps         []sampling
	interval      int
	mean          func(comp, x, y int) int // of a block, -120 to 120
}

type sampling struct{ h, v int }

// write makes the JPEG: each mean's size in four bits, the end of a block in one.
func (l layout) write() []byte {
	out := []byte{0xff, 0xd8}
	segment := func(mark byte, body ...byte) {
		out = append(out, 0xff, mark)
		out = binary.BigEndian.AppendUint16(out, uint16(len(body)+2))
		out = append(out, body...)
	}
	quant := []byte{0}
	for range 64 {
		quant = append(quant, 8)
	}
	segment(0xdb, quant...)
	segment(0xc4, append([]byte{0x00, 0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)...)
	segment(0xc4, 0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
	segment(0xdd, byte(l.interval>>8), byte(l.interval))
	frame := []byte{8, byte(l.height >> 8), byte(l.height), byte(l.width >> 8), byte(l.width), byte(len(l.comps))}
	head := []byte{byte(len(l.comps))}
	maxH, maxV := 1, 1
	for i, c := range l.comps {
		frame = append(frame, byte(i+1), byte(c.h<<4|c.v), 0)
		head = append(head, byte(i+1), 0)
		maxH, maxV = max(maxH, c.h), max(maxV, c.v)
	}
	segment(0xc0, frame...)
	segment(0xda, append(head, 0, 63, 0)...)

	w := bitWriter{}
	last := make([]int, len(l.comps))
	across, down := (l.width+8*maxH-1)/(8*maxH), (l.height+8*maxV-1)/(8*maxV)
	if len(l.comps) == 1 {
		across, down = (l.width+7)/8, (l.height+7)/8
	}
	for n := range across * down {
		if l.interval > 0 && n > 0 && n%l.interval == 0 {
			w.flush()
			w.out = append(w.out, 0xff, 0xd0+byte((n/l.interval-1)%8))
			clear(last)
		}
		for i, c := range l.comps {
			if len(l.comps) == 1 {
				c = sampling{1, 1}
			}
			for v := range c.v {
				for h := range c.h {
					m := l.mean(i, n%across*c.h+h, n/across*c.v+v)
					w.difference(m - last[i])
					last[i] = m
				}
			}
		}
	}
	w.flush()
	return append(append(out, w.out...), 0xff, 0xd9)
}

type bitWriter struct {
	out  []byte
	acc  uint32
	held int
}

func (w *bitWriter) put(v, n int) {
	for n--; n >= 0; n-- {
		w.acc = w.acc<<1 | uint32(v>>n)&1
		if w.held++; w.held == 8 {
			w.out = append(w.out, byte(w.acc))
			if byte(w.acc) == 0xff {
				w.out = append(w.out, 0)
			}
			w.acc, w.held = 0, 0
		}
	}
}

func (w *bitWriter) difference(d int) {
	size, low := 0, d
	for a := max(d, -d); a > 0; a >>= 1 {
		size++
	}
	if d < 0 {
		low = d + 1<<size - 1
	}
	w.put(size, 4)
	w.put(low, size)
	w.put(0, 1)
}

func (w *bitWriter) flush() {
	for w.held > 0 {
		w.put(1, 1)
	}
}
