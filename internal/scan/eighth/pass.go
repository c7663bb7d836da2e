package eighth

import "math/bits"

// pass reads one scan: some of the components, some of the coefficients, and of a
// progressive picture some of their bits (T.81, annexes F and G).
type pass struct {
	in       bitReader
	comps    []*component
	dc, ac   []*table // of each of comps
	from, to int      // the coefficients, in zigzag order
	high     int      // the bit that the pass before brought; 0 for the first
	low      int      // the bit that this one brings
	last     [4]int32 // the mean before, of each of comps
	run      int      // blocks whose band is at its end already
}

func (d *decoder) pass(body []byte) error {
	p, err := d.newPass(body)
	if err != nil {
		return err
	}
	p.in = bitReader{data: d.data, pos: d.pos}
	read := p.sequential
	switch {
	case d.progressive && p.from == 0:
		read = p.mean
	case d.progressive && p.high == 0:
		read = p.band
	case d.progressive:
		read = p.refine
	}
	if err := d.walk(p, read); err != nil {
		return err
	}
	for _, c := range p.comps {
		c.read = c.read || p.from == 0
	}
	d.pos = p.in.pos
	return nil
}

// newPass reads a scan's head and holds it against the frame.
func (d *decoder) newPass(body []byte) (*pass, error) {
	if len(d.comps) == 0 || len(body) < 1 || len(body) != 4+2*int(body[0]) || body[0] < 1 || body[0] > 4 {
		return nil, ErrBroken
	}
	p := &pass{}
	for i := range int(body[0]) {
		id, tables := body[1+2*i], body[2+2*i]
		c := d.find(id)
		if c == nil || tables>>4 > 3 || tables&15 > 3 {
			return nil, ErrBroken
		}
		p.comps = append(p.comps, c)
		p.dc, p.ac = append(p.dc, d.dcTables[tables>>4]), append(p.ac, d.acTables[tables&15])
	}
	tail := body[len(body)-3:]
	p.from, p.to, p.high, p.low = int(tail[0]), int(tail[1]), int(tail[2]>>4), int(tail[2]&15)
	if !d.progressive {
		p.from, p.to, p.high, p.low = 0, 63, 0, 0
	}
	if p.from > p.to || p.to > 63 || p.low > 13 || d.progressive && p.from == 0 && p.to != 0 || p.from > 0 && len(p.comps) != 1 {
		return nil, ErrBroken
	}
	for i := range p.comps {
		if p.from == 0 && p.high == 0 && p.dc[i] == nil || p.to > 0 && p.ac[i] == nil {
			return nil, ErrBroken
		}
	}
	return p, nil
}

// walk visits the blocks of a pass in their order (T.81, A.2): MCU by MCU, or the
// blocks that carry the picture where the pass has one component.
func (d *decoder) walk(p *pass, read func(i, at int)) error {
	across, down, single := d.mcusAcross(), d.mcusDown(), len(p.comps) == 1
	if single {
		across, down = p.comps[0].across, p.comps[0].down
	}
	done := 0
	for y := range down {
		for x := range across {
			if d.interval > 0 && done > 0 && done%d.interval == 0 {
				p.in.restart()
				p.last, p.run = [4]int32{}, 0
			}
			done++
			if single {
				d.visits++
				read(0, y*p.comps[0].stride+x)
				continue
			}
			for i, c := range p.comps {
				for v := range c.v {
					for h := range c.h {
						d.visits++
						read(i, (y*c.v+v)*c.stride+x*c.h+h)
					}
				}
			}
		}
		switch {
		case p.in.err != nil:
			return p.in.err
		case d.visits > maxVisits:
			return ErrBusy
		}
	}
	return nil
}

// sequential reads a whole block and keeps its mean.
func (p *pass) sequential(i, at int) {
	p.mean(i, at)
	for k := 1; k < 64; k++ {
		symbol := p.in.symbol(p.ac[i])
		run, size := int(symbol>>4), int(symbol&15)
		if size == 0 {
			if run != 15 {
				return
			}
			k += 15
			continue
		}
		k += run
		p.in.skip(size)
	}
}

// mean reads the mean of a block, or one more bit of it.
func (p *pass) mean(i, at int) {
	c := p.comps[i]
	if p.high > 0 {
		c.dc[at] |= int32(p.in.take(1)) << p.low
		return
	}
	size := int(p.in.symbol(p.dc[i]))
	if size > 16 {
		p.in.err = ErrBroken
		return
	}
	p.last[i] += p.in.signed(size)
	c.dc[at] = p.last[i] << p.low
}

// band passes over the first bits of a block's other coefficients and marks those that
// are not nought.
func (p *pass) band(_, at int) {
	if p.run > 0 {
		p.run--
		return
	}
	seen := &p.comps[0].seen[at]
	for k := p.from; k <= p.to; k++ {
		symbol := p.in.symbol(p.ac[0])
		run, size := int(symbol>>4), int(symbol&15)
		if size == 0 {
			if run != 15 {
				p.run = 1<<run - 1 + int(p.in.take(run))
				return
			}
			k += 15
			continue
		}
		k += run
		p.in.skip(size)
		if k <= p.to {
			*seen |= 1 << k
		}
	}
}

// refine passes over one more bit of each coefficient that is not nought, and marks
// those that come up in this pass (T.81, G.1.2.3).
func (p *pass) refine(_, at int) {
	seen := &p.comps[0].seen[at]
	k := p.from
	for p.run == 0 && k <= p.to {
		symbol := p.in.symbol(p.ac[0])
		run, size := int(symbol>>4), int(symbol&15)
		if size == 0 && run != 15 {
			p.run = 1<<run + int(p.in.take(run))
			break
		}
		if size > 0 {
			p.in.take(1) // the sign of the one that comes up
		}
		for ; k <= p.to; k++ {
			if *seen&(1<<k) != 0 {
				p.in.take(1)
				continue
			}
			if run == 0 {
				break
			}
			run--
		}
		if size > 0 && k <= p.to {
			*seen |= 1 << k
		}
		k++
		if p.in.err != nil {
			return
		}
	}
	if p.run > 0 {
		p.run--
		rest := *seen & (1<<(p.to+1) - 1) &^ (1<<min(k, 64) - 1)
		p.in.skip(bits.OnesCount64(rest))
	}
}
