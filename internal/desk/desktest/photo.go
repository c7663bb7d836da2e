package desktest

import (
	"bytes"
	"image"
	"image/jpeg"
	"math/rand/v2"
	"slices"
	"testing"
)

// Planted stands over and over in the bytes of every Photo, to be looked for where a
// picture must not lie in clear.
const Planted = "planted bytes of a picture "

// Photo makes a JPEG of exactly size bytes that differs by seed: a small picture,
// filled up by comments, which readers skip.
func Photo(t testing.TB, size int, seed uint64) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 160, 100))
	noise := rand.New(rand.NewPCG(seed, 7))
	for i := range img.Pix {
		img.Pix[i] = uint8(noise.UintN(256))
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 60}); err != nil {
		t.Fatal(err)
	}
	body := b.Bytes()
	out := slices.Clone(body[:2])
	for rest := size - len(body); rest > 0; {
		n := min(rest, 65_000)
		if left := rest - n; left > 0 && left < 4 {
			n -= 4
		}
		if n < 4 {
			t.Fatalf("can't fill up to %d bytes", size)
		}
		out = append(out, 0xff, 0xfe, byte((n-2)>>8), byte(n-2))
		out = append(out, bytes.Repeat([]byte(Planted), n/len(Planted)+1)[:n-4]...)
		rest -= n
	}
	out = append(out, body[2:]...)
	if len(out) != size {
		t.Fatalf("made %d bytes, want %d", len(out), size)
	}
	return out
}
