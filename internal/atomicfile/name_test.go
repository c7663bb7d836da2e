package atomicfile_test

import (
	"errors"
	"path/filepath"
	"testing"

	"beiandesk/internal/atomicfile"
)

func TestANameThatWindowsKeepsForItselfIsNotWritten(t *testing.T) {
	for name, fits := range map[string]bool{
		"日报.pdf": true, "CONTRACT.pdf": true, "a.nul": true, "COM10.pdf": true, ".hidden": true, "a b.pdf": true,
		"CON": false, "nul": false, "Nul.pdf": false, "aux.tar.gz": false, "COM1.pdf": false, "lpt9": false, "COM².pdf": false, "con .pdf": false, "CONOUT$": false,
		"日报.pdf:x": false, "C:日报.pdf": false, "日报.pdf.": false, "日报.pdf ": false,
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			err := atomicfile.Write(filepath.Join(dir, name), []byte("x"))
			if fits != (err == nil) || !fits && !errors.Is(err, atomicfile.ErrName) {
				t.Errorf("%v", err)
			}
			if got := entries(t, dir); !fits && len(got) != 0 {
				t.Errorf("it left %v", got)
			}
		})
	}
}
