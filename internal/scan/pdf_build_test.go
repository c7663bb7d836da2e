package scan_test

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"strings"
)

// pdfOf writes a PDF of empty pages.
func pdfOf(pages int) []byte { return pdfWith(pages, "", "") }

// heads are the objects of a PDF of empty pages: 1 the catalogue, 2 the pages, and
// from 3 the pages themselves.
func heads(pages int, catalogue, page string) []string {
	var kids strings.Builder
	for i := range pages {
		fmt.Fprintf(&kids, "%d 0 R ", i+3)
	}
	objects := []string{
		fmt.Sprintf("<</Type /Catalog /Pages 2 0 R %s>>", catalogue),
		fmt.Sprintf("<</Type /Pages /Count %d /Kids [%s]>>", pages, kids.String()),
	}
	for range pages {
		objects = append(objects, fmt.Sprintf("<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources <<>> %s>>", page))
	}
	return objects
}

// pdfWith adds entries to the catalogue and to each page, and further objects, whose
// numbers follow those of the pages.
func pdfWith(pages int, catalogue, page string, more ...string) []byte {
	var b bytes.Buffer
	var offsets []int
	b.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	for i, o := range append(heads(pages, catalogue, page), more...) {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, xref)
	return b.Bytes()
}

// packedPDF is pdfWith whose objects all lie in an object stream.
func packedPDF(pages int, catalogue, page string, more ...string) []byte {
	objects := append(heads(pages, catalogue, page), more...)
	var prolog, bodies strings.Builder
	for i, o := range objects {
		fmt.Fprintf(&prolog, "%d %d ", i+1, bodies.Len())
		bodies.WriteString(o + "\n")
	}
	n := len(objects)
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	held := b.Len()
	packed := deflated([]byte(prolog.String() + bodies.String()))
	fmt.Fprintf(&b, "%d 0 obj\n<</Type /ObjStm /N %d /First %d /Filter /FlateDecode /Length %d>>\nstream\n%s\nendstream\nendobj\n",
		n+1, n, prolog.Len(), len(packed), packed)
	xref := b.Len()
	row := func(kind byte, where uint32, index byte) []byte {
		return append(binary.BigEndian.AppendUint32([]byte{kind}, where), index)
	}
	rows := row(0, 0, 0)
	for i := range objects {
		rows = append(rows, row(2, uint32(n+1), byte(i))...)
	}
	rows = append(rows, row(1, uint32(held), 0)...)
	rows = append(rows, row(1, uint32(xref), 0)...)
	packed = deflated(rows)
	fmt.Fprintf(&b, "%d 0 obj\n<</Type /XRef /Size %d /W [1 4 1] /Root 1 0 R /Filter /FlateDecode /Length %d>>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n",
		n+2, n+3, len(packed), packed, xref)
	return b.Bytes()
}

func deflated(content []byte) []byte {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, _ = w.Write(content) // a bytes.Buffer takes all
	_ = w.Close()
	return b.Bytes()
}

// streamOf writes a stream with what its dictionary says beside the length.
func streamOf(head string, content []byte) string {
	return fmt.Sprintf("<<%s /Length %d>>\nstream\n%s\nendstream", head, len(content), content)
}
