package desk_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"beiandesk/internal/desk"
	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/store"
)

// opened are the entries of openings, the latest first.
func opened(t *testing.T, d *desk.Desk) (list []store.JournalRow) {
	t.Helper()
	err := d.Read(context.Background(), func(tx store.Tx) (err error) {
		list, err = tx.JournalList().Find(store.JournalQuery{Kind: "open", Limit: 50})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// Each opening is written down, with the wrong tries before it: they are told once.
func TestAnOpeningIsWrittenDownWithTheWrongTriesBefore(t *testing.T) {
	ctx := context.Background()
	d := desktest.Created(t, "2026-09-07 10:00")
	if n := len(opened(t, d.Desk)); n != 0 {
		t.Fatalf("%d openings of a folder just made", n)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if _, err := desk.Open(ctx, d.Dir, desk.Secret{Passphrase: "not the passphrase"}, desk.Options{}); errs.CodeOf(err) != errs.Locked {
			t.Fatalf("%v", err)
		}
	}
	tries := filepath.Join(d.Dir, "tries")
	content, err := os.ReadFile(tries)
	if err != nil || strings.Count(string(content), "\n") != 3 || strings.Contains(string(content), "passphrase") {
		t.Fatalf("%v: %q", err, content)
	}
	d.Restart(t)
	if list := opened(t, d.Desk); len(list) != 1 || list[0].Title != "打开资料夹，此前输错 3 次" || strings.Count(list[0].Payload, "\n") != 2 || list[0].Staff == "" {
		t.Errorf("%+v", list)
	}
	if _, err := os.Stat(tries); !os.IsNotExist(err) {
		t.Errorf("they are told again: %v", err)
	}
	d.Restart(t)
	if list := opened(t, d.Desk); len(list) != 2 || list[0].Title != "打开资料夹" {
		t.Errorf("%+v", list)
	}
}

// The file never grows without end, and one that somebody has put there is read as it is.
func TestTheFileOfTriesIsBounded(t *testing.T) {
	d := desktest.Created(t, "2026-09-07 10:00")
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	tries := filepath.Join(d.Dir, "tries")
	if err := os.WriteFile(tries, []byte(strings.Repeat("2026-09-07T02:00:00Z\nnonsense\n", 2500)), 0o600); err != nil {
		t.Fatal(err)
	}
	before, _ := os.Stat(tries)
	if _, err := desk.Open(context.Background(), d.Dir, desk.Secret{Passphrase: "not the passphrase"}, desk.Options{}); errs.CodeOf(err) != errs.Locked {
		t.Fatalf("%v", err)
	}
	if after, err := os.Stat(tries); err != nil || after.Size() != before.Size() {
		t.Errorf("%v", err)
	}
	d.Restart(t)
	if list := opened(t, d.Desk); len(list) != 1 || list[0].Title != "打开资料夹，此前输错 5000 次" || !strings.Contains(list[0].Payload, "2026-09-07 10:00\nnonsense") {
		t.Errorf("%s", list[0].Title)
	}
}
