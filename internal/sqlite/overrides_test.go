package sqlite_test

import (
	"bytes"
	"testing"

	"beiandesk/internal/office"
)

func TestWhatAnOverrideSaysIsNowhereInTheFiles(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	err := s.Write(t.Context(), func(tx office.Tx) error {
		return tx.Overrides().Add(office.Override{ID: "o1", Seq: 1, Kind: "text", Code: "kept-in-clear.todo.message", Old: "planted-old", New: "planted-new",
			Source: "planted-source", Sourced: "planted-date", Changes: true, At: plantNow})
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	clear := false
	for name, content := range files(t, dir) {
		clear = clear || bytes.Contains(content, []byte("kept-in-clear"))
		if bytes.Contains(content, []byte("planted-")) {
			t.Errorf("%s holds it", name)
		}
	}
	if !clear {
		t.Error("the search sees nothing at all")
	}
}
