package sfnt

import (
	"encoding/binary"
	"hash/fnv"
	"slices"
)

var be = binary.BigEndian

// Subset builds a TrueType font that holds the given characters (sorted, distinct)
// and no others. The PDF writer copies hmtx and loca of whatever font it is given
// in full, so giving it a small one saves 45 KB and 10 ms a weight.
//
// Glyph 0 stays the missing-glyph mark. Each character gets a glyph of its own even
// where the source shares one, so that the PDF's text layer gives back the very
// character that was printed.
func (f *Font) Subset(chars []rune) []byte {
	old := []int{0}
	for _, r := range chars {
		old = append(old, f.Glyph(r))
	}
	var glyf, loca, hmtx []byte
	for i := 0; i < len(old); i++ { // old grows as parts of composites are met
		loca = be.AppendUint32(loca, uint32(len(glyf)))
		var record []byte
		record, old = renumber(f.outline(old[i]), old)
		glyf = append(glyf, record...)
		for len(glyf)%4 != 0 {
			glyf = append(glyf, 0)
		}
		hmtx = be.AppendUint16(hmtx, f.advances[old[i]])
		hmtx = be.AppendUint16(hmtx, uint16(f.bearings[old[i]]))
	}
	loca = be.AppendUint32(loca, uint32(len(glyf)))

	hhea, maxp := slices.Clone(f.tables["hhea"]), slices.Clone(f.tables["maxp"])
	be.PutUint16(hhea[34:], uint16(len(old)))
	be.PutUint16(maxp[4:], uint16(len(old)))
	post := slices.Clone(f.tables["post"][:32])
	be.PutUint32(post, 0x00030000)
	return assemble(map[string][]byte{
		"OS/2": f.tables["OS/2"], "cmap": cmapOf(chars), "glyf": glyf, "head": f.tables["head"],
		"hhea": hhea, "hmtx": hmtx, "loca": loca, "maxp": maxp, "name": f.tables["name"],
		"post": post, "prep": f.tables["prep"],
	})
}

// Flags of a composite glyph's parts (OpenType specification, glyf table).
const (
	argsAreWords = 1 << 0
	hasScale     = 1 << 3
	moreParts    = 1 << 5
	hasXYScale   = 1 << 6
	hasMatrix    = 1 << 7
)

// renumber copies a glyf record and points a composite's parts at their numbers in
// the small font, adding to old the parts that it lacks.
func renumber(record []byte, old []int) ([]byte, []int) {
	out := slices.Clone(record)
	if len(out) < 10 || int16(be.Uint16(out)) >= 0 {
		return out, old
	}
	for at, more := 10, true; more; {
		flags, part := be.Uint16(out[at:]), be16(out, at+2)
		n := slices.Index(old, part)
		if n < 0 {
			n, old = len(old), append(old, part)
		}
		be.PutUint16(out[at+2:], uint16(n))
		at += 6
		if flags&argsAreWords != 0 {
			at += 2
		}
		switch {
		case flags&hasScale != 0:
			at += 2
		case flags&hasXYScale != 0:
			at += 4
		case flags&hasMatrix != 0:
			at += 8
		}
		more = flags&moreParts != 0
	}
	return out, old
}

// cmapOf maps the i-th character to glyph i+1: format 4 for the basic plane, format
// 12 for all, with one segment a character.
func cmapOf(chars []rune) []byte {
	var end, start, delta []byte
	var groups []byte
	segments := 0
	for i, r := range chars {
		groups = be.AppendUint32(be.AppendUint32(be.AppendUint32(groups, uint32(r)), uint32(r)), uint32(i+1))
		if r <= 0xFFFF {
			end, start = be.AppendUint16(end, uint16(r)), be.AppendUint16(start, uint16(r))
			delta = be.AppendUint16(delta, uint16(i+1-int(r)))
			segments++
		}
	}
	end, start, delta = be.AppendUint16(end, 0xFFFF), be.AppendUint16(start, 0xFFFF), be.AppendUint16(delta, 1)
	segments++

	four := be.AppendUint16(nil, 4)
	four = be.AppendUint16(four, uint16(16+8*segments))
	four = be.AppendUint16(four, 0)
	four = be.AppendUint16(four, uint16(2*segments))
	four = append(four, searchFields(segments, 2)...)
	four = append(append(append(four, end...), 0, 0), start...)
	four = append(append(four, delta...), make([]byte, 2*segments)...)

	twelve := be.AppendUint32(nil, 12<<16)
	twelve = be.AppendUint32(twelve, uint32(16+len(groups)))
	twelve = be.AppendUint32(be.AppendUint32(twelve, 0), uint32(len(groups)/12))
	twelve = append(twelve, groups...)

	out := []byte{0, 0, 0, 2}
	out = be.AppendUint32(append(out, 0, 3, 0, 1), 20)
	out = be.AppendUint32(append(out, 0, 3, 0, 10), uint32(20+len(four)))
	return append(append(out, four...), twelve...)
}

// searchFields are searchRange, entrySelector and rangeShift of n records.
func searchFields(n, size int) []byte {
	selector := 0
	for 2<<selector <= n {
		selector++
	}
	wide := size << selector
	out := be.AppendUint16(nil, uint16(wide))
	return be.AppendUint16(be.AppendUint16(out, uint16(selector)), uint16(n*size-wide))
}

// assemble writes the tables, sorted by tag, behind a table directory.
func assemble(tables map[string][]byte) []byte {
	var tags []string
	for tag, data := range tables {
		if len(data) > 0 {
			tags = append(tags, tag)
		}
	}
	slices.Sort(tags)
	out := be.AppendUint16([]byte{0, 1, 0, 0}, uint16(len(tags)))
	out = append(out, searchFields(len(tags), 16)...)
	at := len(out) + 16*len(tags)
	var body []byte
	for _, tag := range tags {
		data := slices.Clone(tables[tag])
		length := len(data)
		for len(data)%4 != 0 {
			data = append(data, 0)
		}
		sum := uint32(0)
		for i := 0; i < len(data); i += 4 {
			sum += be.Uint32(data[i:])
		}
		out = be.AppendUint32(append(out, tag...), sum)
		out = be.AppendUint32(be.AppendUint32(out, uint32(at+len(body))), uint32(length))
		body = append(body, data...)
	}
	return append(out, body...)
}

// Tag is the six capital letters that a PDF puts before the name of a subset
// font; here they follow from the characters, so they are the same each time.
func Tag(chars []rune) string {
	h := fnv.New64a()
	h.Write([]byte(string(chars)))
	sum, tag := h.Sum64(), make([]byte, 6)
	for i := range tag {
		tag[i], sum = 'A'+byte(sum%26), sum/26
	}
	return string(tag)
}
