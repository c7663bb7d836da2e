package eighth

// frame reads the head of the picture: its layout, size and components.
func (d *decoder) frame(mark byte, body []byte) error {
	switch mark {
	case 0xc0, 0xc1:
	case 0xc2:
		d.progressive = true
	case 0xc3:
		return ErrLossless
	case 0xc5, 0xc6, 0xc7:
		return ErrHierarchical
	default:
		return ErrArithmetic
	}
	switch {
	case len(d.comps) > 0 || len(body) < 6:
		return ErrBroken
	case body[0] != 8:
		return ErrPrecision
	}
	d.height, d.width = int(body[1])<<8|int(body[2]), int(body[3])<<8|int(body[4])
	n := int(body[5])
	switch {
	case d.width == 0 || d.height == 0 || len(body) != 6+3*n:
		return ErrBroken
	case n != 1 && n != 3 && n != 4:
		return ErrComponents
	}
	for i := range n {
		b := body[6+3*i:]
		c := component{id: b[0], h: int(b[1] >> 4), v: int(b[1] & 15), table: b[2]}
		if c.h < 1 || c.h > 4 || c.v < 1 || c.v > 4 || c.table > 3 || d.find(c.id) != nil {
			return ErrBroken
		}
		d.comps = append(d.comps, c)
		d.maxH, d.maxV = max(d.maxH, c.h), max(d.maxV, c.v)
	}
	if d.headOnly {
		return nil
	}
	for i := range d.comps {
		c := &d.comps[i]
		c.stride = d.mcusAcross() * c.h
		c.across = ceil(ceil(d.width*c.h, d.maxH), 8)
		c.down = ceil(ceil(d.height*c.v, d.maxV), 8)
		blocks := c.stride * d.mcusDown() * c.v
		c.dc = make([]int32, blocks)
		if d.progressive {
			c.seen = make([]uint64, blocks)
		}
	}
	return nil
}

func (d *decoder) mcusAcross() int { return ceil(d.width, 8*d.maxH) }
func (d *decoder) mcusDown() int   { return ceil(d.height, 8*d.maxV) }

func (d *decoder) find(id byte) *component {
	for i := range d.comps {
		if d.comps[i].id == id {
			return &d.comps[i]
		}
	}
	return nil
}

func ceil(a, b int) int { return (a + b - 1) / b }
