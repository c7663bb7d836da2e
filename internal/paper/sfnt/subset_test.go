package sfnt

import (
	"bytes"
	"slices"
	"testing"
)

func TestCompositeGlyphsTakeTheirPartsAlong(t *testing.T) {
	record := []byte{0xFF, 0xFF, 0, 0, 0, 0, 0, 0, 0, 0, // -1 contours, bounds
		0, 0x21, 0x01, 0x00, 0, 1, 0, 2, // words, more: glyph 256
		0, 0x08, 0x00, 0x07, 3, 4, 0x40, 0, // scale, last: glyph 7
	}
	out, old := renumber(record, []int{0, 7})
	if !slices.Equal(old, []int{0, 7, 256}) {
		t.Errorf("glyphs of the small font: %v", old)
	}
	want := slices.Clone(record)
	want[12], want[13] = 0, 2
	want[20], want[21] = 0, 1
	if !bytes.Equal(out, want) {
		t.Errorf("record % x", out)
	}
}
