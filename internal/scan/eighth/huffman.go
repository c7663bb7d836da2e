package eighth

// table is a Huffman table (T.81, annex C and F.2.2.3).
type table struct {
	fast   [256]uint16 // of the next 8 bits: length << 8 | value; 0 for longer codes
	last   [17]int32   // the largest code of each length, -1 for none
	first  [17]int32   // the smallest
	offset [17]int32   // where the values of each length begin
	values []byte
}

// huffman reads the tables of a segment.
func (d *decoder) huffman(body []byte) error {
	for len(body) > 0 {
		if len(body) < 17 {
			return ErrBroken
		}
		class, at := body[0]>>4, body[0]&15
		n := 0
		for _, c := range body[1:17] {
			n += int(c)
		}
		if class > 1 || at > 3 || n > 256 || len(body) < 17+n {
			return ErrBroken
		}
		t, err := newTable(body[1:17], body[17:17+n])
		if err != nil {
			return err
		}
		if class == 0 {
			d.dcTables[at] = t
		} else {
			d.acTables[at] = t
		}
		body = body[17+n:]
	}
	return nil
}

func newTable(counts, values []byte) (*table, error) {
	t := &table{values: values}
	code, index := int32(0), int32(0)
	for length := 1; length <= 16; length++ {
		n := int32(counts[length-1])
		t.first[length], t.offset[length], t.last[length] = code, index, code+n-1
		if n == 0 {
			t.last[length] = -1
		}
		if code+n > 1<<length {
			return nil, ErrBroken
		}
		for i := range n {
			if length <= 8 {
				for fill := range int32(1) << (8 - length) {
					t.fast[(code+i)<<(8-length)|fill] = uint16(length)<<8 | uint16(values[index+i])
				}
			}
		}
		code, index = (code+n)<<1, index+n
	}
	return t, nil
}

// bitReader reads the entropy-coded data of a pass, up to its next marker. Past it, it gives
// noughts and keeps an error.
type bitReader struct {
	data []byte
	pos  int

	acc uint64 // the next bits, the first on top of n
	n   int
	pad int // how many of them were made up
	err error
}

// need makes at least k bits ready, at most 32.
func (b *bitReader) need(k int) {
	for b.n < k {
		var next byte
		switch {
		case b.pos < len(b.data) && b.data[b.pos] != 0xff:
			next = b.data[b.pos]
			b.pos++
		case b.pos+1 < len(b.data) && b.data[b.pos+1] == 0:
			next = 0xff
			b.pos += 2
		default:
			b.pad += 8
		}
		b.acc = b.acc<<8 | uint64(next)
		b.n += 8
	}
}

// take reads k bits, at most 32.
func (b *bitReader) take(k int) uint32 {
	b.need(k)
	b.n -= k
	v := uint32(b.acc>>b.n) & (1<<k - 1)
	if b.n < b.pad && b.err == nil {
		b.err = ErrBroken
		if b.pos+1 >= len(b.data) {
			b.err = ErrCut
		}
	}
	return v
}

// skip passes over k bits, at most 64.
func (b *bitReader) skip(k int) {
	if k > 32 {
		b.take(32)
		k -= 32
	}
	b.take(k)
}

// signed reads a number of k bits (T.81, F.2.2.1, EXTEND).
func (b *bitReader) signed(k int) int32 {
	v := int32(b.take(k))
	if k > 0 && v < 1<<(k-1) {
		v += -1<<k + 1
	}
	return v
}

// symbol reads the next value by a table.
func (b *bitReader) symbol(t *table) byte {
	b.need(16)
	peek := int32(b.acc>>(b.n-16)) & 0xffff
	if f := t.fast[peek>>8]; f != 0 {
		b.take(int(f >> 8))
		return byte(f)
	}
	for length := 9; length <= 16; length++ {
		code := peek >> (16 - length)
		if code <= t.last[length] && code >= t.first[length] {
			b.take(length)
			return t.values[t.offset[length]+code-t.first[length]]
		}
	}
	b.take(16)
	if b.err == nil {
		b.err = ErrBroken
	}
	return 0
}

// restart drops what is left before a restart marker and passes over the marker.
func (b *bitReader) restart() {
	b.acc, b.n, b.pad = 0, 0, 0
	for ; b.pos+1 < len(b.data); b.pos++ {
		if m := b.data[b.pos+1]; b.data[b.pos] == 0xff && m != 0 && m != 0xff {
			if m >= markRST0 && m <= markRST7 {
				b.pos += 2
			}
			return
		}
	}
}
