package sqlite_test

import (
	"bytes"
	"testing"

	"beiandesk/internal/cases"
	"beiandesk/internal/store"
)

func TestTheNumberOfAnApprovalsPaperIsNowhereInTheFiles(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	plant(t, s)
	if err := s.Write(t.Context(), func(tx store.Tx) error {
		sites, err := tx.Sites().Of("case-1")
		if err != nil {
			return err
		}
		sites[0].Permits, sites[0].Name = cases.Permits{"news": "planted-permit"}, "kept-in-clear"
		return tx.Sites().Update(sites[0])
	}); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	clear := false
	for name, content := range files(t, dir) {
		clear = clear || bytes.Contains(content, []byte("kept-in-clear"))
		if bytes.Contains(content, []byte("planted-permit")) {
			t.Errorf("%s holds it", name)
		}
	}
	if !clear {
		t.Error("the search sees nothing at all")
	}
}
