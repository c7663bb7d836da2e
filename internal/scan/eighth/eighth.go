// Package eighth reads a JPEG picture whole and gives it at an eighth of its size: a
// pixel for each block of 8 × 8, which is the block's mean. That is enough to tell that
// a picture is complete, what colours it has and what a preview shows of it, and it
// takes a few bytes a block, whatever the picture's layout: sequential or progressive,
// one to four components, any sampling that ITU-T T.81 allows (docs/adr/0013).
package eighth

import (
	"errors"
	"image"
)

// What may be wrong with a picture. An error of Read is one of them, or wraps it.
var (
	ErrCut    = errors.New("jpeg: the file ends before the picture does")
	ErrBroken = errors.New("jpeg: the picture is damaged")
	ErrBusy   = errors.New("jpeg: far more passes over the picture than it needs")

	// Layouts that T.81 knows and next to nobody writes or shows.
	ErrArithmetic   = errors.New("jpeg: arithmetic coding")
	ErrLossless     = errors.New("jpeg: lossless coding")
	ErrHierarchical = errors.New("jpeg: hierarchical coding")
	ErrPrecision    = errors.New("jpeg: more than 8 bits a sample")
	ErrComponents   = errors.New("jpeg: an odd number of components")
)

// maxVisits bounds the work: how often a block may be visited in all passes together.
// A progressive picture of 64 million pixels, three whole components and ten passes
// visits 30 million.
const maxVisits = 300_000_000

// Size is what a picture's head says, in pixels of the whole picture.
type Size struct{ Width, Height int }

// Head reads the size alone, which is to be looked at before Read takes memory for it.
func Head(content []byte) (Size, error) {
	d := decoder{data: content, headOnly: true}
	if err := d.segments(); err != nil {
		return Size{}, err
	}
	return Size{d.width, d.height}, nil
}

// Read reads the picture to its end. It takes 12 bytes of memory for each block of
// each component.
func Read(content []byte) (*image.RGBA, error) {
	d := decoder{data: content}
	if err := d.segments(); err != nil {
		return nil, err
	}
	return d.picture(), nil
}

// component is a component of the frame.
type component struct {
	id     byte
	h, v   int // sampling factors, 1 to 4
	table  byte
	stride int // blocks a line, padded to whole MCUs
	across int // blocks that carry the picture
	down   int

	dc   []int32  // of each block; its own mean, once multiplied by the quantiser
	seen []uint64 // of each block, progressive alone: which coefficients are not nought
	read bool     // a pass has brought its means
}

type decoder struct {
	data     []byte
	pos      int
	headOnly bool

	width, height int
	progressive   bool
	comps         []component
	maxH, maxV    int

	quant     [4]int32 // of the mean alone
	dcTables  [4]*table
	acTables  [4]*table
	interval  int // MCUs between restarts; 0 for none
	adobe     bool
	transform byte // of the Adobe segment
	jfif      bool
	visits    int
}

// The markers of T.81, table B.1.
const (
	markSOF0  = 0xc0
	markDHT   = 0xc4
	markSOF15 = 0xcf
	markRST0  = 0xd0
	markRST7  = 0xd7
	markSOI   = 0xd8
	markEOI   = 0xd9
	markSOS   = 0xda
	markDQT   = 0xdb
	markDRI   = 0xdd
	markAPP0  = 0xe0
	markAPP14 = 0xee
)

// segments goes from marker to marker up to the end of the picture.
func (d *decoder) segments() error {
	for {
		mark, err := d.marker()
		if err != nil {
			if errors.Is(err, ErrCut) && d.complete() {
				return nil
			}
			return err
		}
		switch {
		case mark == markSOI || mark == 0x01 || mark >= markRST0 && mark <= markRST7:
			continue
		case mark == markEOI:
			if !d.covered() {
				return ErrBroken
			}
			return nil
		}
		body, err := d.body()
		if err != nil {
			return err
		}
		switch {
		case mark == markDQT:
			err = d.quantisers(body)
		case mark == markDHT:
			err = d.huffman(body)
		case mark == markDRI && len(body) == 2:
			d.interval = int(body[0])<<8 | int(body[1])
		case mark == markSOS:
			err = d.pass(body)
		case mark == markAPP0:
			d.jfif = d.jfif || len(body) >= 5 && string(body[:5]) == "JFIF\x00"
		case mark == markAPP14 && len(body) >= 12 && string(body[:5]) == "Adobe":
			d.adobe, d.transform = true, body[11]
		case mark >= markSOF0 && mark <= markSOF15:
			err = d.frame(mark, body)
			if err == nil && d.headOnly {
				return nil
			}
		}
		if err != nil {
			return err
		}
	}
}

// marker finds the next one. Viewers pass over rubbish between segments.
func (d *decoder) marker() (byte, error) {
	for ; d.pos+1 < len(d.data); d.pos++ {
		if m := d.data[d.pos+1]; d.data[d.pos] == 0xff && m != 0xff && m != 0 {
			d.pos += 2
			return m, nil
		}
	}
	return 0, ErrCut
}

// body is the segment's content after its length.
func (d *decoder) body() ([]byte, error) {
	if d.pos+2 > len(d.data) {
		return nil, ErrCut
	}
	n := int(d.data[d.pos])<<8 | int(d.data[d.pos+1])
	switch {
	case n < 2:
		return nil, ErrBroken
	case d.pos+n > len(d.data):
		return nil, ErrCut
	}
	body := d.data[d.pos+2 : d.pos+n]
	d.pos += n
	return body, nil
}

// complete says that nothing is missing but the mark of the end. Of a progressive
// picture that can't be known.
func (d *decoder) complete() bool { return !d.progressive && d.covered() }

// covered says that every component has its means.
func (d *decoder) covered() bool {
	for _, c := range d.comps {
		if !c.read {
			return false
		}
	}
	return len(d.comps) > 0
}

func (d *decoder) quantisers(body []byte) error {
	for len(body) > 0 {
		wide, at := int(body[0]>>4), body[0]&15
		if wide > 1 || at > 3 || len(body) < 1+64*(wide+1) {
			return ErrBroken
		}
		d.quant[at] = int32(body[1])
		if wide == 1 {
			d.quant[at] = int32(body[1])<<8 | int32(body[2])
		}
		body = body[1+64*(wide+1):]
	}
	return nil
}
