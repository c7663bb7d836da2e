package scan_test

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
)

// pngOfZeros is a black picture with transparency.
func pngOfZeros(width, height, depth int, interlaced bool) []byte {
	chunk := func(out []byte, kind string, body []byte) []byte {
		out = binary.BigEndian.AppendUint32(out, uint32(len(body)))
		at := len(out)
		out = append(append(out, kind...), body...)
		return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[at:]))
	}
	head := binary.BigEndian.AppendUint32(nil, uint32(width))
	head = binary.BigEndian.AppendUint32(head, uint32(height))
	head = append(head, byte(depth), 6, 0, 0, 0)
	rows := func(width, height int) int { return height * (1 + width*depth/2) }
	size := rows(width, height)
	if interlaced {
		head[12] = 1
		size = 0
		for _, p := range [][4]int{{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}} {
			size += rows((width-p[0]+p[2]-1)/p[2], (height-p[1]+p[3]-1)/p[3])
		}
	}
	var packed bytes.Buffer
	w, _ := zlib.NewWriterLevel(&packed, zlib.BestSpeed)
	zeros := make([]byte, 1<<20)
	for ; size > 0; size -= len(zeros) {
		_, _ = w.Write(zeros[:min(size, len(zeros))]) // a bytes.Buffer takes all
	}
	_ = w.Close()
	out := chunk([]byte("\x89PNG\r\n\x1a\n"), "IHDR", head)
	return chunk(chunk(out, "IDAT", packed.Bytes()), "IEND", nil)
}

// losslessWebP is a picture of one colour, which takes no bit a pixel.
func losslessWebP(width, height int) []byte {
	out := bytes.Clone(webp)
	binary.LittleEndian.PutUint32(out[21:], uint32(width-1)|uint32(height-1)<<14|1<<28)
	return out
}
