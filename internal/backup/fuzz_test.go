package backup_test

import (
	"os"
	"path/filepath"
	"testing"

	"beiandesk/internal/backup"
	"beiandesk/internal/errs"
	"beiandesk/internal/vault"
)

// FuzzManifest: no manifest is trusted that the folder's keys have not marked.
func FuzzManifest(f *testing.F) {
	v, _, err := vault.CreateDemo(f.TempDir())
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(v.Close)
	folder, err := v.Folder()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(`{"body":{"format":"beiandesk-backup","version":1,"folder":"` + folder + `"},"mark":"AAAA"}`)
	f.Add(`{"body":{}}`)
	f.Add(`[]`)
	f.Fuzz(func(t *testing.T, text string) {
		place := t.TempDir()
		dir := filepath.Join(place, folder, "2026-11-25-100000")
		if err := os.MkdirAll(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "manifest.json"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		shelf, err := backup.ShelfOf(place, v)
		if err != nil {
			t.Fatal(err)
		}
		list, err := shelf.List()
		if err != nil || len(list) != 1 || list[0].Fault == nil {
			t.Errorf("it is trusted: %+v, %v", list, err)
		}
	})
}

// FuzzOurs: a place is ours by its mark alone, and anything else is left alone.
func FuzzOurs(f *testing.F) {
	f.Add(`{"format":"beiandesk-backups","version":1,"note":""}`)
	f.Add(`{"format":"beiandesk-backups","version":2}`)
	f.Add(`{"format":1}`)
	f.Fuzz(func(t *testing.T, text string) {
		place := t.TempDir()
		if err := os.WriteFile(filepath.Join(place, backup.MarkFile), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		ours, err := backup.Ours(place)
		if ours != (err == nil) {
			t.Errorf("%v, %v", ours, err)
		}
		if code := errs.CodeOf(err); err != nil && code != errs.Foreign && code != errs.Newer {
			t.Errorf("refused with %v", err)
		}
	})
}
