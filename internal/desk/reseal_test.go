package desk_test

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"beiandesk/internal/damage"
	"beiandesk/internal/desk"
	"beiandesk/internal/ref"
	"beiandesk/internal/sqlite/sqlitetest"
	"beiandesk/internal/store"
)

// olderFolder unpacks a demonstration of a release whose seals bound no version.
func olderFolder(t *testing.T) string {
	t.Helper()
	packed, err := os.Open("../cli/testdata/schema5.tgz")
	if err != nil {
		t.Fatal(err)
	}
	defer packed.Close()
	text, err := gzip.NewReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for r := tar.NewReader(text); ; {
		head, err := r.Next()
		if errors.Is(err, io.EOF) {
			return dir
		}
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(head.Name, "said/") {
			continue
		}
		content, err := io.ReadAll(r)
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, head.Name), content, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

const olderPassphrase = "demo-desk-2026"

func openOlder(t *testing.T, dir string, told func(done, of int)) *desk.Desk {
	t.Helper()
	d, err := desk.Open(t.Context(), dir, desk.Secret{Passphrase: olderPassphrase}, desk.Options{Told: told})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}

// secrets reads all that is sealed of the cases of a desk, with the clients and the people,
// and verifies the journal, whose digests are of the payloads in clear.
func secrets(t *testing.T, d *desk.Desk) string {
	t.Helper()
	var all strings.Builder
	put := func(v any, err error) error {
		fmt.Fprintf(&all, "%+v\n", v)
		return err
	}
	err := d.Read(t.Context(), func(tx store.Tx) error {
		rows, err := tx.CaseList().Cases(store.CaseQuery{View: "all", Sort: "number", Limit: 100})
		if err != nil {
			return err
		}
		for _, r := range rows {
			c, err := tx.Cases().Get(r.ID)
			sites, e1 := tx.Sites().Of(r.ID)
			client, e2 := tx.Clients().Client(c.ClientID)
			people, e3 := tx.Clients().People(c.ClientID)
			moves, e4 := tx.Moves().Of(r.ID)
			papers, e5 := tx.Documents().Of(r.ID)
			paid, e6 := tx.Payments().OfCase(r.ID)
			timeline, e7 := tx.Journal().Of(r.ID, 0, 1000)
			for _, p := range people {
				p.DocUntil = nil
				err = errors.Join(err, put(p, nil))
			}
			c.LookupDay, c.ClosedAt = nil, nil
			for i := range sites {
				err = errors.Join(err, put(fmt.Sprint(sites[i].Remark, sites[i].Permits, sites[i].Details), nil))
			}
			for _, p := range paid {
				err = errors.Join(err, put(p.Note, nil))
			}
			for _, p := range papers {
				err = errors.Join(err, put(p.Name, nil))
			}
			if err := errors.Join(err, e1, e2, e3, e4, e5, e6, e7, put(c, nil), put(client, nil), put(moves, nil), put(timeline, nil)); err != nil {
				return err
			}
		}
		_, err = tx.Journal().Verify() // how many there are differs: each opening is one
		return put(nil, err)
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.String()
}

// The seals of a folder of before are given their present form when it is opened; a process
// that is killed in any batch leaves the rest to the next one.
func TestAnOlderFolderIsSealedAnewWhereverItIsCutOff(t *testing.T) {
	whole, cut := olderFolder(t), olderFolder(t)
	want := secrets(t, openOlder(t, whole, nil))
	if !strings.Contains(want, "1380057") {
		t.Fatal("the folder has no number to compare")
	}
	kills := 0
	for ; ; kills++ {
		child := exec.CommandContext(t.Context(), os.Args[0], "-test.run", "^TestKilledWhileSealing$")
		child.Env = append(os.Environ(), "SEALED_ANEW="+cut)
		out, err := child.CombinedOutput()
		if err == nil {
			break
		}
		if kills > 60 {
			t.Fatalf("it comes to no end: %s", out)
		}
	}
	if kills < 10 {
		t.Errorf("%d kills: it is not cut off in each batch", kills)
	}
	batches := 0
	got := secrets(t, openOlder(t, cut, func(int, int) { batches++ }))
	if got != want {
		t.Errorf("after %d kills\n%s\nwant\n%s", kills, got, want)
	}
	if batches > 0 {
		t.Errorf("%d batches more once all is done", batches)
	}
}

// TestKilledWhileSealing opens a folder and is killed in its second batch; it does nothing
// unless the test above runs it.
func TestKilledWhileSealing(t *testing.T) {
	dir := os.Getenv("SEALED_ANEW")
	if dir == "" {
		return
	}
	batches := 0
	openOlder(t, dir, func(int, int) {
		if batches++; batches < 2 {
			return
		}
		me, err := os.FindProcess(os.Getpid())
		if err == nil {
			err = me.Kill()
		}
		t.Fatal(err)
	})
}

// Two that open it at once help each other.
func TestTwoOpenAnOlderFolderAtOnce(t *testing.T) {
	dir := olderFolder(t)
	failed := make(chan error, 3)
	for range cap(failed) {
		go func() {
			d, err := desk.Open(t.Context(), dir, desk.Secret{Passphrase: olderPassphrase}, desk.Options{})
			if err == nil {
				err = d.Close()
			}
			failed <- err
		}()
	}
	for range cap(failed) {
		if err := <-failed; err != nil {
			t.Error(err)
		}
	}
	secrets(t, openOlder(t, dir, nil))
}

// What is of the older form in a folder that was sealed anew was put in since. Taking the
// mark out brings it in no more than putting it back damaged.
func TestTheOlderFormComesInByNoWayOnceAFolderIsSealedAnew(t *testing.T) {
	before, dir := olderFolder(t), olderFolder(t)
	if err := openOlder(t, dir, nil).Close(); err != nil {
		t.Fatal(err)
	}
	for name, mark := range map[string]string{
		"the mark stays":      "UPDATE staff SET name = name",
		"the mark is gone":    "DELETE FROM settings WHERE key = 'secret.seals'",
		"the mark is damaged": "UPDATE settings SET value_sealed = substr(value_sealed, 1, 40) WHERE key = 'secret.seals'",
		"the mark is empty":   "UPDATE settings SET value_sealed = NULL WHERE key = 'secret.seals'",
	} {
		t.Run(name, func(t *testing.T) {
			sqlitetest.Past(t, dir, "ATTACH '"+filepath.Join(before, "desk.db")+"' AS old; "+mark+"; "+
				"UPDATE people SET mobile_sealed = (SELECT mobile_sealed FROM old.people o WHERE o.id = people.id)")
			of := ref.ClientID(sqlitetest.First(t, dir, "SELECT client_id FROM people"))
			d := openOlder(t, dir, nil)
			var got string
			err := d.Read(t.Context(), func(tx store.Tx) error {
				people, err := tx.Clients().People(of)
				got = people[0].Mobile
				return err
			})
			if err != nil || got != damage.Mark {
				t.Errorf("it was read: %s, %v", got, err)
			}
		})
	}
}
