package atomicfile

import (
	"errors"
	"testing"
	"time"
)

func TestARenameIsTriedAgainWhileTheFileIsHeldAndNoLonger(t *testing.T) {
	busy, broken := errors.New("held"), errors.New("broken")
	for name, c := range map[string]struct {
		fails []error // what each try gives; the last one again and again
		want  error
		tries int
	}{
		"at once":          {[]error{nil}, nil, 1},
		"after two":        {[]error{busy, busy, nil}, nil, 3},
		"another error":    {[]error{broken}, broken, 1},
		"another error on": {[]error{busy, broken}, broken, 2},
		"for ever":         {[]error{busy}, busy, 9},
	} {
		t.Run(name, func(t *testing.T) {
			tries, waited := 0, time.Duration(0)
			err := retry(func() error {
				tries++
				return c.fails[min(tries, len(c.fails))-1]
			}, func(err error) bool { return errors.Is(err, busy) }, func(d time.Duration) { waited += d })
			if !errors.Is(err, c.want) || tries != c.tries {
				t.Errorf("%d tries, %v; want %d, %v", tries, err, c.tries, c.want)
			}
			if tries > 1 && waited < 5*time.Millisecond || waited > 2*time.Second {
				t.Errorf("waited %s", waited)
			}
		})
	}
}
