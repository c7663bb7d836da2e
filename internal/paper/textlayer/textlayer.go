// Package textlayer mends the text layer of the PDFs that gopdf writes.
package textlayer

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"unicode/utf16"
)

// edit replaces bytes of a PDF in place.
type edit struct {
	at, end int
	with    string
}

var (
	wideTarget = regexp.MustCompile(`<([0-9A-F]{5,6})>\n`)
	lengthOf   = regexp.MustCompile(`/Length (\d+)\n>>\nstream\n$`)
	xrefEntry  = regexp.MustCompile(`(?m)^(\d{10}) 00000 n $`)
)

// Mend corrects the character maps of fonts that hold characters beyond the
// basic plane. The library writes such a target as one number where the format wants
// UTF-16, so that a rare name would print well and copy as something else.
func Mend(pdf []byte) ([]byte, error) {
	var edits []edit
	for from := 0; ; {
		i := bytes.Index(pdf[from:], []byte("/CIDInit /ProcSet"))
		if i < 0 {
			break
		}
		start := from + i
		end := start + bytes.Index(pdf[start:], []byte("endbfrange"))
		from = end
		grown := 0
		var inner []edit
		for _, m := range wideTarget.FindAllSubmatchIndex(pdf[start:end], -1) {
			n, err := strconv.ParseUint(string(pdf[start+m[2]:start+m[3]]), 16, 32)
			if err != nil {
				return nil, err
			}
			hi, lo := utf16.EncodeRune(rune(n))
			e := edit{start + m[2], start + m[3], fmt.Sprintf("%04X%04X", hi, lo)}
			grown += len(e.with) - (e.end - e.at)
			inner = append(inner, e)
		}
		if grown == 0 {
			continue
		}
		head := max(0, start-64)
		m := lengthOf.FindSubmatchIndex(pdf[head:start])
		if m == nil {
			return nil, fmt.Errorf("character map without a length")
		}
		n, err := strconv.Atoi(string(pdf[head+m[2] : head+m[3]]))
		if err != nil {
			return nil, err
		}
		edits = append(append(edits, edit{head + m[2], head + m[3], strconv.Itoa(n + grown)}), inner...)
	}
	if len(edits) == 0 {
		return pdf, nil
	}
	return applyEdits(pdf, edits), nil
}

// applyEdits makes the edits (in ascending order, all before the cross-reference
// table) and moves the table's offsets with them.
func applyEdits(pdf []byte, edits []edit) []byte {
	moved := func(offset int) int {
		by := 0
		for _, e := range edits {
			if e.at < offset {
				by += len(e.with) - (e.end - e.at)
			}
		}
		return offset + by
	}
	table := bytes.LastIndex(pdf, []byte("\nxref\n")) + 1
	var out []byte
	from := 0
	for _, e := range edits {
		out = append(append(out, pdf[from:e.at]...), e.with...)
		from = e.end
	}
	out = append(out, pdf[from:table]...)
	tail := xrefEntry.ReplaceAllFunc(pdf[table:], func(line []byte) []byte {
		n, _ := strconv.Atoi(string(line[:10])) // ten digits by the pattern
		return fmt.Appendf(nil, "%010d%s", moved(n), line[10:])
	})
	at := bytes.LastIndex(tail, []byte("startxref\n"))
	out = append(out, tail[:at]...)
	return fmt.Appendf(out, "startxref\n%d\n%%%%EOF\n", moved(table))
}
