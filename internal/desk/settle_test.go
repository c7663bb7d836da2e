package desk_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gofrs/flock"

	"beiandesk/internal/desk"
	"beiandesk/internal/errs"
	"beiandesk/internal/sqlite/sqlitetest"
	"beiandesk/internal/vault"
)

func TestAnOlderFolderIsNotUpgradedUnderTheWindowThatHasItOpen(t *testing.T) {
	dir := olderFolder(t)
	window := flock.New(filepath.Join(dir, "window.lock"))
	if held, err := window.TryLock(); err != nil || !held {
		t.Fatalf("held %v, %v", held, err)
	}
	before := tree(t, dir)[filepath.Join(dir, "desk.db")]
	_, err := desk.Open(t.Context(), dir, desk.Secret{Passphrase: olderPassphrase}, desk.Options{})
	wantCode(t, err, errs.Busy)
	if tree(t, dir)[filepath.Join(dir, "desk.db")] != before {
		t.Error("it was upgraded")
	}
	if err := window.Unlock(); err != nil {
		t.Fatal(err)
	}
	openOlder(t, dir, nil)
}

func TestADamagedMoveKeepsNoFolderFromOpening(t *testing.T) {
	dir := olderFolder(t)
	if err := openOlder(t, dir, nil).Close(); err != nil {
		t.Fatal(err)
	}
	sqlitetest.Past(t, dir, "UPDATE moves SET sealed = x'00'")
	sqlitetest.Past(t, dir, "DELETE FROM settings WHERE key = 'handovers'")
	openOlder(t, dir, nil)
}

func TestADamagedCopyOfTheKeysRefusesNoSheet(t *testing.T) {
	const next = "第三串够长的口令 2026"
	ctx := context.Background()
	dir := filepath.Join(t.TempDir(), "desk")
	d, code := create(t, dir, desk.Options{})
	printed, err := d.SheetKeys()
	if err != nil {
		t.Fatal(err)
	}
	closing(t, d)
	remove(t, filepath.Join(dir, vault.KeyFile))
	sqlitetest.Past(t, dir, "UPDATE settings SET value = substr(value, 1, 30) WHERE key = 'keys.copy'")
	if err := desk.RestoreFromSheet(ctx, dir, desk.Sheet{Text: strings.Join(printed.Groups, " "), Recovery: code}, next); err != nil {
		t.Fatal(err)
	}
	d, err = desk.Open(ctx, dir, desk.Secret{Passphrase: next}, desk.Options{})
	if err != nil {
		t.Fatal(err)
	}
	closing(t, d)
}
