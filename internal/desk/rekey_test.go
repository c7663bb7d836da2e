package desk_test

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/checkup"
	"beiandesk/internal/desk"
	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/intake"
	"beiandesk/internal/sqlite/sqlitetest"
	"beiandesk/internal/store"
)

// turn exchanges the keys of an open desk and gives the new recovery code; nothing is sealed
// anew yet.
func turn(t *testing.T, d *desk.Desk, old string) string {
	t.Helper()
	drawn, err := d.DrawKeys(desk.Secret{Passphrase: old}, another)
	if err == nil {
		err = drawn.Keep(t.Context())
	}
	if err != nil {
		t.Fatal(err)
	}
	return drawn.Code
}

func rekey(t *testing.T, d *desk.Desk) desk.Rekeyed {
	t.Helper()
	r, err := d.Rekey(t.Context(), func(desk.RekeyStep) {})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// keyID is what the seals of a folder carry.
func keyID(t *testing.T, dir string) []byte {
	t.Helper()
	var f struct {
		ID string `json:"key_id"`
	}
	err := json.Unmarshal([]byte(keyFile(t, dir)), &f)
	id, e2 := hex.DecodeString(f.ID)
	if err := errors.Join(err, e2); err != nil {
		t.Fatal(err)
	}
	return id
}

// inOrder says what doctor finds wrong.
func inOrder(t *testing.T, d *desk.Desk, but ...string) {
	t.Helper()
	found, err := checkup.All(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		if !f.OK && (f.Check != "keys" || !d.Rekeying()) && f.Check != "permissions" && !slices.Contains(but, f.Check) {
			t.Errorf("%s: %s, %v", f.Check, f.Detail, f.Fault)
		}
	}
}

// unpacked is what doctor says of olderFolder however it is opened: it comes without its files.
var unpacked = []string{"documents"}

func TestARekeyedFolderHoldsTheSameAndNothingOfTheOlderKeys(t *testing.T) {
	dir := olderFolder(t)
	d := openOlder(t, dir, nil)
	want := secrets(t, d)
	id := keyID(t, dir)
	if was := tree(t, dir)[filepath.Join(dir, "desk.db")]; !strings.Contains(was, string(id)) {
		t.Fatal("no seal names the key: nothing is compared")
	}
	code := turn(t, d, olderPassphrase)
	inOrder(t, d, unpacked...)
	if got := secrets(t, d); got != want {
		t.Error("halfway it does not hold the same")
	}
	r := rekey(t, d)
	if r.Rows < 200 || r.Damaged != 0 || d.Rekeying() {
		t.Errorf("%+v, rekeying %v", r, d.Rekeying())
	}
	inOrder(t, d, unpacked...)
	if got := secrets(t, d); got != want {
		t.Error("it does not hold the same")
	}
	closing(t, d)
	for name, content := range tree(t, dir) {
		if strings.Contains(filepath.Base(name), ".before-") {
			t.Errorf("%s is still there", filepath.Base(name))
		}
		if strings.Contains(content, string(id)) || strings.Contains(content, hex.EncodeToString(id)) {
			t.Errorf("%s still names the older key", filepath.Base(name))
		}
	}
	by := map[string]desk.Secret{"old": {Passphrase: olderPassphrase}, "new": {Passphrase: another}, "code": {Recovery: code}}
	if got := strings.Join(opens(t, dir, by), " "); got != "code new" {
		t.Errorf("it opens by %s", got)
	}
	again, err := desk.Open(t.Context(), dir, desk.Secret{Passphrase: another}, desk.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer closing(t, again)
	if got := secrets(t, again); got != want {
		t.Error("opened again it does not hold the same")
	}
	// And once more: the names of files have outlived the first time.
	drawn, err := again.DrawKeys(desk.Secret{Passphrase: another}, passphrase)
	if err == nil {
		err = drawn.Keep(t.Context())
	}
	if err != nil {
		t.Fatal(err)
	}
	rekey(t, again)
	inOrder(t, again, unpacked...)
	if got := secrets(t, again); got != want {
		t.Error("rekeyed twice it does not hold the same")
	}
}

// A process that is killed in any batch leaves the rest to the next one, and whatever is
// opened in between is whole.
func TestARekeyGoesOnWhereItWasCutOff(t *testing.T) {
	dir := olderFolder(t)
	d := openOlder(t, dir, nil)
	want := secrets(t, d)
	turn(t, d, olderPassphrase)
	closing(t, d)
	kills := 0
	for ; ; kills++ {
		child := exec.CommandContext(t.Context(), os.Args[0], "-test.run", "^TestKilledWhileRekeying$")
		child.Env = append(os.Environ(), "REKEYED="+dir)
		out, err := child.CombinedOutput()
		if err == nil {
			break
		}
		if kills > 60 {
			t.Fatalf("it comes to no end: %s", out)
		}
		if kills%4 == 0 {
			d = openRekeyed(t, dir)
			inOrder(t, d, unpacked...)
			if got := secrets(t, d); got != want {
				t.Fatalf("after %d kills it does not hold the same", kills+1)
			}
			closing(t, d)
		}
	}
	if kills < 5 {
		t.Errorf("%d kills: it is not cut off in each batch", kills)
	}
	d = openRekeyed(t, dir)
	defer closing(t, d)
	inOrder(t, d, unpacked...)
	if got := secrets(t, d); got != want || d.Rekeying() {
		t.Errorf("after %d kills it does not hold the same, rekeying %v", kills, d.Rekeying())
	}
}

func openRekeyed(t *testing.T, dir string) *desk.Desk {
	t.Helper()
	d, err := desk.Open(t.Context(), dir, desk.Secret{Passphrase: another}, desk.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestKilledWhileRekeying goes on with a rekey and is killed once it has got further; it does
// nothing unless the test above runs it.
func TestKilledWhileRekeying(t *testing.T) {
	dir := os.Getenv("REKEYED")
	if dir == "" {
		return
	}
	d := openRekeyed(t, dir)
	defer closing(t, d)
	steps := 0
	if _, err := d.Rekey(t.Context(), func(desk.RekeyStep) {
		if steps++; steps < 2 {
			return
		}
		me, err := os.FindProcess(os.Getpid())
		if err == nil {
			err = me.Kill()
		}
		t.Fatal(err)
	}); err != nil {
		t.Fatal(err)
	}
}

func TestSealedFilesAreRekeyedInTheirPlaces(t *testing.T) {
	b := withScans(t)
	before := map[string]string{}
	for name, content := range tree(t, filepath.Join(b.Dir, "files")) {
		before[name] = content
	}
	turn(t, b.Desk.Desk, desktest.Passphrase)
	b.attach(t, 3)
	stop, cancel := context.WithCancel(t.Context())
	_, err := b.Rekey(stop, func(s desk.RekeyStep) {
		if s.Files {
			cancel() // with the first file done
		}
	})
	if !errors.Is(err, context.Canceled) || !b.Rekeying() {
		t.Fatalf("%v, rekeying %v", err, b.Rekeying())
	}
	inOrder(t, b.Desk.Desk)
	if r := rekey(t, b.Desk.Desk); r.Files != 3 || r.Damaged != 0 {
		t.Errorf("%+v", r)
	}
	inOrder(t, b.Desk.Desk)
	for name, content := range tree(t, filepath.Join(b.Dir, "files")) {
		if before[name] == content {
			t.Errorf("%s is as it was", filepath.Base(name))
		}
	}
	err = b.Read(t.Context(), func(tx store.Tx) error {
		docs, err := tx.Documents().Of(b.Case)
		for _, doc := range docs {
			if _, err := b.Files.Get(doc.Blob); err != nil {
				t.Errorf("version %d: %v", doc.No, err)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	// The same file again is known for what it is: its name has stayed.
	_, err = intake.Attach(t.Context(), b.Office, intake.Input{CaseID: b.Case, Material: "id-front", Name: "又一次.jpg", Content: desktest.Photo(t, 60_000, 3)})
	wantCode(t, err, errs.Exists)
}

func TestADamagedFileIsCountedAndStopsNoRekey(t *testing.T) {
	b := withScans(t)
	turn(t, b.Desk.Desk, desktest.Passphrase)
	for name, content := range tree(t, filepath.Join(b.Dir, "files")) {
		if filepath.Ext(name) == ".age" {
			put(t, name, content[:len(content)-3])
			break
		}
	}
	sqlitetest.Past(t, b.Dir, "UPDATE people SET mobile_sealed = substr(mobile_sealed, 1, 40)")
	if r := rekey(t, b.Desk.Desk); r.Damaged != 2 || b.Rekeying() {
		t.Errorf("%+v, rekeying %v", r, b.Rekeying())
	}
}

// Numbers are found before, between and after.
func TestANumberIsFoundWhileTheKeysAreExchanged(t *testing.T) {
	b := withScans(t)
	uses := func(when string) {
		err := b.Read(t.Context(), func(tx store.Tx) error {
			found, err := tx.Find().PhoneUses([]string{"13800571001"})
			if len(found) != 1 {
				t.Errorf("%s %d have the number", when, len(found))
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	uses("before")
	turn(t, b.Desk.Desk, desktest.Passphrase)
	uses("between")
	rekey(t, b.Desk.Desk)
	uses("after")
}
