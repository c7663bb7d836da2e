package vault_test

import (
	"bytes"
	"errors"
	"io"
	"testing"
	"testing/iotest"
)

// sizes are the lengths of what was written, one by one.
type sizes struct {
	bytes.Buffer
	of     []int
	failAt int // the write that fails, from 1; 0 for none
}

var errFull = errors.New("full")

func (s *sizes) Write(p []byte) (int, error) {
	if s.of = append(s.of, len(p)); len(s.of) == s.failAt {
		return 0, errFull
	}
	return s.Buffer.Write(p)
}

func TestABigFileIsWrittenInFewPieces(t *testing.T) {
	v, _ := opened(t)
	for _, n := range []int{0, 1, 64 << 10, 1 << 20, 1<<20 + 1, 5 << 20} {
		plain, to := picture(n), &sizes{}
		if err := v.SealTo(to, bytes.NewReader(plain)); err != nil {
			t.Fatal(err)
		}
		if most := n>>20 + 1; len(to.of) > most {
			t.Errorf("%d bytes were written in %v, want %d pieces at most", n, to.of, most)
		}
		r, err := v.OpenFrom(&to.Buffer)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, plain) {
			t.Errorf("%d bytes came back as %d, %v", n, len(got), err)
		}
	}
}

// A source that was cut tells so by the error that io.ReadFull has for an end of its own.
func TestAnErrorOfTheSourceComesBackAsItIs(t *testing.T) {
	v, _ := opened(t)
	for _, n := range []int{0, 5, 1 << 20, 1<<20 + 5} {
		r := io.MultiReader(bytes.NewReader(picture(n)), iotest.ErrReader(io.ErrUnexpectedEOF))
		if err := v.SealTo(io.Discard, r); !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("cut after %d bytes: %v", n, err)
		}
	}
}

func TestAPieceThatCannotBeWrittenFailsTheWhole(t *testing.T) {
	v, _ := opened(t)
	for _, at := range []int{1, 2, 3} {
		to := &sizes{failAt: at}
		if err := v.SealTo(to, bytes.NewReader(picture(3<<20+1))); !errors.Is(err, errFull) {
			t.Errorf("write %d fails: %v", at, err)
		}
		if after := len(to.of) - at; after != 0 {
			t.Errorf("%d writes after the one that failed", after)
		}
	}
}
