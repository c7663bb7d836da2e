// Package sfnt reads TrueType fonts as far as measuring asks, and cuts out of them fonts that
// hold a few characters, for PDFs.
package sfnt

import (
	"encoding/binary"
	"fmt"
)

// Font is a parsed TrueType font: what measuring and subsetting need of it.
type Font struct {
	data     []byte
	tables   map[string][]byte
	bmp      [0x10000]uint16 // glyph of each character of the basic plane, 0 if none
	beyond   []glyphRange    // characters past it
	advances []uint16        // per glyph, in font units
	bearings []int16
	units    float64 // font units per em
	glyphs   int
}

type glyphRange struct{ first, last, glyph uint32 }

func be16(b []byte, at int) int { return int(binary.BigEndian.Uint16(b[at:])) }
func be32(b []byte, at int) int { return int(binary.BigEndian.Uint32(b[at:])) }

// Parse reads a font with long offsets, a format 12 cmap and TrueType outlines,
// which is what the committed files are; anything else is an error.
func Parse(data []byte) (f *Font, err error) {
	defer func() {
		if r := recover(); r != nil { // an index beyond a short table
			f, err = nil, fmt.Errorf("damaged font: %v", r)
		}
	}()
	f = &Font{data: data, tables: map[string][]byte{}}
	for i := range be16(data, 4) {
		e := data[12+16*i:]
		f.tables[string(e[:4])] = data[be32(e, 8) : be32(e, 8)+be32(e, 12)]
	}
	for _, tag := range []string{"head", "hhea", "maxp", "hmtx", "cmap", "name", "OS/2", "post", "loca", "glyf"} {
		if f.tables[tag] == nil {
			return nil, fmt.Errorf("font lacks table %q", tag)
		}
	}
	head := f.tables["head"]
	if be16(head, 50) != 1 {
		return nil, fmt.Errorf("font with short offsets")
	}
	f.units = float64(be16(head, 18))
	f.glyphs = be16(f.tables["maxp"], 4)
	f.readMetrics()
	return f, f.readCmap()
}

func (f *Font) readMetrics() {
	hmtx, long := f.tables["hmtx"], be16(f.tables["hhea"], 34)
	f.advances, f.bearings = make([]uint16, f.glyphs), make([]int16, f.glyphs)
	for g := range f.glyphs {
		if g < long {
			f.advances[g] = uint16(be16(hmtx, 4*g))
			f.bearings[g] = int16(be16(hmtx, 4*g+2))
			continue
		}
		f.advances[g] = f.advances[long-1]
		f.bearings[g] = int16(be16(hmtx, 4*long+2*(g-long)))
	}
}

func (f *Font) readCmap() error {
	cmap := f.tables["cmap"]
	for i := range be16(cmap, 2) {
		e := cmap[4+8*i:]
		sub := cmap[be32(e, 4):]
		if be16(e, 0) != 3 || be16(sub, 0) != 12 {
			continue
		}
		for g := range be32(sub, 12) {
			r := glyphRange{uint32(be32(sub, 16+12*g)), uint32(be32(sub, 20+12*g)), uint32(be32(sub, 24+12*g))}
			if r.first > 0xFFFF {
				f.beyond = append(f.beyond, r)
				continue
			}
			for c := r.first; c <= r.last && c <= 0xFFFF; c++ {
				f.bmp[c] = uint16(r.glyph + c - r.first)
			}
		}
		return nil
	}
	return fmt.Errorf("font lacks a format 12 cmap")
}

// Data is the file that the font was read from. It must not be changed.
func (f *Font) Data() []byte { return f.data }

// Glyph tells the glyph of a character, 0 if the font lacks it.
func (f *Font) Glyph(r rune) int {
	if r >= 0 && r <= 0xFFFF {
		return int(f.bmp[r])
	}
	for _, g := range f.beyond {
		if uint32(r) >= g.first && uint32(r) <= g.last {
			return int(g.glyph + uint32(r) - g.first)
		}
	}
	return 0
}

// Em tells the advance of a character in ems.
func (f *Font) Em(r rune) float64 { return float64(f.advances[f.Glyph(r)]) / f.units }

// outline tells the glyf record of a glyph, empty for a blank one.
func (f *Font) outline(glyph int) []byte {
	loca := f.tables["loca"]
	return f.tables["glyf"][be32(loca, 4*glyph):be32(loca, 4*glyph+4)]
}
