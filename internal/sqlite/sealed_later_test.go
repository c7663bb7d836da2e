package sqlite_test

import (
	"bytes"
	"errors"
	"regexp"
	"testing"

	"beiandesk/internal/cases"
	"beiandesk/internal/store"
)

func TestWhatLaterFieldsSealIsNowhereInTheFiles(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	plant(t, s)
	if err := s.Write(t.Context(), func(tx store.Tx) error {
		sites, err := tx.Sites().Of("case-1")
		if err != nil {
			return err
		}
		sites[0].Permits, sites[0].Name = cases.Permits{"news": "planted-permit"}, "kept-in-clear"
		c, err := tx.Clients().Client("client-1")
		if err != nil {
			return err
		}
		c.ContactPhone, c.WeChat = "planted-phone", "planted-wechat"
		v, err := tx.Cases().Get("case-1")
		if err != nil {
			return err
		}
		v.AccountUIN = "planted-account"
		return errors.Join(tx.Sites().Update(sites[0]), tx.Clients().UpdateClient(c), tx.Cases().Update(v))
	}); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	clear := false
	for name, content := range files(t, dir) {
		clear = clear || bytes.Contains(content, []byte("kept-in-clear"))
		if found := regexp.MustCompile("planted-[a-z]+").Find(content); found != nil {
			t.Errorf("%s holds %s", name, found)
		}
	}
	if !clear {
		t.Error("the search sees nothing at all")
	}
}
